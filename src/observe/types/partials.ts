// Partial values through an operation: those that it takes and passes on, and those that a cut makes.
import type { Placement } from '../../tensor/placements.js'
import type { Cause } from './cause.js'
import type { Conflict } from './conflict.js'
import { lieText, partialText } from './render.js'
import type { Slot } from './roles.js'
import { isComplete, isOfCells, reducePartials } from './tiles.js'
import type { Partial, Side, Types } from './types.js'

interface Completed {
  /** By output port. */
  readonly partials: ReadonlyMap<string, Partial>
  readonly conflict?: Conflict
  readonly sameValue?: boolean
}

/** The partial marks of the outputs. A partial value that no rule takes is a conflict, and is then taken for complete. */
export function partialOf(
  types: Types,
  table: readonly Placement[],
  slots: readonly Slot[],
  causes: readonly Cause[],
  oneValue: boolean,
): Completed {
  const passed = passedOn(types, table, slots, oneValue)
  const partials = new Map<string, Partial>()
  const ports = new Set(slots.filter(({ side }) => side === 'gives').map(({ port }) => port.name))
  for (const port of ports) {
    let { by, terms } = passed.ports.has(port)
      ? passed.partial!
      : { by: '', terms: [[]] as readonly (readonly Side[])[] }
    const sides: Side[] = []
    for (const { rule, side } of causes) {
      const made = rule.gives.find((lie) => lie.kind === 'P' && lie.port === port)
      if (made === undefined) continue
      if (by !== '' && by !== made.of) {
        const read = slots.find(({ partial }) => partial !== undefined)
        const conflict: Conflict | undefined = read && partialRead(read, `R or ${lieText('P', made.of)}`)
        return { partials: new Map(), ...(conflict && { conflict }) }
      }
      by = made.of
      sides.push(side)
    }
    if (by === '') continue
    terms = terms.map((term) => [...term, ...sides].sort((a, b) => (a.space < b.space ? -1 : 1)))
    if (!terms.every(isComplete)) partials.set(port, { by, terms })
  }
  const { conflict, sameValue } = passed
  return { partials, ...(conflict && { conflict }), ...(sameValue && { sameValue }) }
}

interface Passed {
  readonly ports: ReadonlySet<string>
  readonly partial?: Partial
  readonly conflict?: Conflict
  readonly sameValue?: boolean
}

/** What of the partial values that are read goes on, and to which outputs. */
function passedOn(
  types: Types,
  table: readonly Placement[],
  slots: readonly Slot[],
  oneValue: boolean,
): Passed {
  const none = new Set<string>()
  const reads = slots.filter(({ side }) => side === 'reads')
  const partial = reads.filter((slot) => slot.partial !== undefined)
  const [first] = partial
  if (first === undefined) return { ports: none }
  const { by } = first.partial!
  const other = partial.find((slot) => slot.partial!.by !== by)
  if (other !== undefined) return { ports: none, conflict: partialRead(other, acceptsText(table, other)) }
  const isTaken = (rule: Placement, port: string) =>
    rule.takes.some((lie) => lie.kind === 'P' && lie.of === by && lie.port === port)
  const named = table.filter((rule) => isTaken(rule, first.port.name))
  const rule = named.find((one) =>
    reads.every(({ port, partial: mark }) => isTaken(one, port.name) === (mark?.by === by)),
  )
  if (rule === undefined) {
    const others =
      named[0] && reads.find((slot) => isTaken(named[0]!, slot.port.name) && slot.partial === undefined)
    if (others === undefined) return { ports: none, conflict: partialRead(first, acceptsText(table, first)) }
    return {
      ports: none,
      conflict: {
        kind: 'partial-added',
        tensor: first.tensor,
        seen: partialText(first.partial!),
        takes: `as ${others.tensor}, which is complete`,
        input: first.place,
      },
    }
  }
  const ports = new Set(rule.gives.filter(({ kind }) => kind === 'P').map(({ port }) => port))
  const marks = partial.map((slot) => slot.partial!)
  const together = oneValue && marks.length > 1 ? reducePartials(types, marks) : undefined
  if (together !== undefined && !('wrong' in together))
    return together.partial === undefined
      ? { ports: none, sameValue: true }
      : { ports, partial: together.partial, sameValue: true }
  return { ports, partial: { by, terms: marks.flatMap(({ terms }) => terms) } }
}

function partialRead(slot: Slot, takes: string): Conflict {
  return {
    kind: 'partial-read',
    tensor: slot.tensor,
    seen: partialText(slot.partial!),
    takes,
    input: slot.place,
    ...(isOfCells(slot.partial!) && { ofCells: true }),
  }
}

/** What rules take of a port: complete values, and cuts of the dimensions that it has. */
function acceptsText(table: readonly Placement[], slot: Slot): string {
  const cuts = table.flatMap(({ takes }) =>
    takes.filter((lie) => lie.port === slot.port.name && lie.kind === 'S'),
  )
  return [...new Set(['R', ...cuts.map(({ of }) => lieText('S', of))])].join(' or ')
}
