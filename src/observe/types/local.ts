// Operations of a device by itself: every cut and every partial value is explained by one rule of placement.
import type { Lie, Placement } from '../../tensor/placements.js'
import type { Cause } from './cause.js'
import { columnsFor } from './columns-of-rows.js'
import type { Conflict } from './conflict.js'
import { unionOf } from './drawn.js'
import { likeParts, weightsOf } from './fused.js'
import { type Padded, paddingClaim, paddingOf } from './padding.js'
import { partialOf } from './partials.js'
import { lieText } from './render.js'
import { type Instance, instancesOf, type Slot, slotsFor } from './roles.js'
import type { Outcome, Question, Rules, Weight } from './rules.js'
import { sharesEvenly } from './shares.js'
import { type Extent, type Side, type Type, type Types, UNTYPED } from './types.js'

/** Types what an operation gives. */
export function typeLocally(rules: Rules, question: Question): Outcome {
  const { operator, gives } = question
  const { types } = rules
  const several = operator.reads.some(({ roles }) => roles.filter(({ many }) => many).length > 1)
  const outcomes = several
    ? gives.map((given, output) => {
        const weights = weightsOf(types, question, output)
        return 'kind' in weights
          ? failed(1, weights)
          : typeOnce(rules, { ...question, weights, gives: [given] })
      })
    : [typeOnce(rules, withLikeParts(types, question))]
  const conflict = outcomes.find((outcome) => outcome.conflict !== undefined)?.conflict
  const outputs = outcomes.flatMap((outcome) => outcome.outputs)
  const sameValue = outcomes.some((outcome) => outcome.sameValue)
  return { outputs, ...(conflict && { conflict }), ...(sameValue && { sameValue }) }
}

function failed(outputs: number, conflict: Conflict): Outcome {
  return { outputs: new Array<number>(outputs).fill(UNTYPED), conflict }
}

function withLikeParts(types: Types, question: Question): Question | Conflict {
  const weights: Weight[] = []
  for (const weight of question.weights) {
    const like = likeParts(types, weight)
    if ('kind' in like) return like
    weights.push(like)
  }
  return { ...question, weights }
}

function typeOnce(rules: Rules, question: Question | Conflict): Outcome {
  if ('kind' in question) return failed(1, question)
  const { types } = rules
  const { operator, gives } = question
  const nothing = (conflict: Conflict) => failed(gives.length, conflict)
  const slots = allSlots(types, question)
  if ('kind' in slots) return nothing(slots)
  const instances = instancesOf(slots)
  if ('kind' in instances) return nothing(instances)
  const { kernel } = operator
  const padded = paddingOf(types, rules.paddings.get(kernel) ?? [], instances, question.fills)
  if ('kind' in padded) return nothing(padded)
  const table = (rules.placements.get(kernel) ?? []).filter(({ together }) => !together)
  const causes: Cause[] = []
  for (const instance of instances) {
    const cause = causeOf(rules, table, instance, instances, question.window)
    if (cause !== undefined && 'kind' in cause) return nothing(cause)
    if (cause !== undefined) causes.push(cause)
  }
  const completed = partialOf(types, table, slots, causes, question.oneValue)
  const drawn = unionOf(question.reads.map(({ type }) => types.get(type).drawn))
  const made = slots
    .filter(({ side }) => side === 'gives')
    .map((slot) => typeOf(types, slot, instances, causes, completed.partials.get(slot.port.name), padded))
  for (const [at, { name, dims }] of gives.entries()) {
    const claim = paddingClaim(name, dims, made[at]!.extents)
    if (claim !== undefined) return nothing(claim)
  }
  const outputs = made.map((type) => types.add(drawn === undefined ? type : { ...type, drawn }))
  const { conflict, sameValue } = completed
  return { outputs, ...(conflict && { conflict }), ...(sameValue && { sameValue }) }
}

/** All tensors at their ports. */
function allSlots(types: Types, { operator, reads, weights, gives }: Question): readonly Slot[] | Conflict {
  const read = reads.map(({ name, type }) => ({ name, ...types.get(type) }))
  const given = gives.map(({ name, dims }) => ({
    name,
    extents: dims.map((dimension) => ({ ...dimension, set: 0 })),
  }))
  const slots: Slot[] = []
  for (const [side, tensors] of [
    ['reads', read],
    ['weights', weights],
    ['gives', given],
  ] as const) {
    const some = slotsFor(side, operator[side], tensors)
    if ('kind' in some) return some
    slots.push(...some)
  }
  return slots
}

/** The rule behind a dimension that is cut; nothing where it is whole; a conflict where no rule explains it. */
function causeOf(
  rules: Rules,
  table: readonly Placement[],
  instance: Instance,
  instances: readonly Instance[],
  window: number | undefined,
): Cause | Conflict | undefined {
  const { types } = rules
  const { role } = instance
  const sources = instance.members.filter(({ slot }) => slot.side !== 'gives')
  const cut = sources.filter(({ extent }) => !types.isWhole(extent))
  const named = table.filter(({ takes }) => takes.some((lie) => isCutBy(lie, role)))
  const leader = leaderOf(named, role, instances)
  const leads = leader?.members.some(({ slot, extent }) => slot.side !== 'gives' && !types.isWhole(extent))
  if (cut.length === 0 && !leads) return undefined
  const [first = sources[0]!] = cut
  const unlike = cut.find(({ extent }) => extent.set !== first.extent.set)
  if (unlike !== undefined) return unaligned(types, first, unlike)
  const ports = new Set(cut.map(({ slot }) => slot.port.name))
  const present = new Set(sources.map(({ slot }) => slot.port.name))
  const whole = types.isWhole(first.extent)
  let broken: Conflict | undefined
  for (const rule of named) {
    const lies = rule.takes.filter((lie) => isCutBy(lie, role) && present.has(lie.port))
    const follows = lies.find((lie) => lie.follows !== undefined)?.follows
    const takes = new Set(lies.map(({ port }) => port))
    if (![...ports].every((port) => takes.has(port))) continue
    if (follows === undefined || follows.how === 'for') {
      const left = sources.some(({ slot, extent }) => takes.has(slot.port.name) && types.isWhole(extent))
      if (whole || left) continue
    }
    if (lies.some(({ inOrder }) => inOrder) && types.sets.runsOf(first.extent.set).length > 2) {
      const { name, set } = first.extent
      broken = {
        ...{ kind: 'order', tensor: first.slot.tensor, dimension: name },
        ...{ seen: `${name} ${types.text(set)}`, takes: 'ascending indices without gaps' },
      }
      continue
    }
    if (follows === undefined) {
      return { rule, instance, side: sideOf(rules, named, instance, instances, first.extent, window) }
    }
    const lead = instances.find((other) => other.role === follows.role)
    const [led] = lead?.members.filter(({ slot }) => slot.side !== 'gives') ?? []
    if (led === undefined) continue
    if (follows.how === 'of') {
      const other = sources.find(({ extent }) => extent.set !== first.extent.set)
      if (other !== undefined) return unaligned(types, first, other)
      if (sharesEvenly(types.sets, led.extent, first.extent))
        return { rule, instance, side: wholeSide(types, first.extent) }
      broken = {
        kind: 'heads',
        tensor: first.slot.tensor,
        dimension: first.extent.name,
        seen: `${types.text(first.extent.set)} of ${first.extent.size} beside ${led.extent.name} ${types.text(led.extent.set)} of ${led.extent.size}`,
        takes: `for each of ${led.extent.name} its own of ${first.extent.name}, in their order`,
      }
      continue
    }
    const columns = columnsFor(rules, led.extent, first.extent, window)
    if (columns !== undefined && columns.needed === columns.part)
      return { rule, instance, side: wholeSide(types, first.extent) }
  }
  if (broken !== undefined) return broken
  if (whole) return undefined
  const wanting = named.find(({ takes }) => takes.some((lie) => isCutBy(lie, role) && ports.has(lie.port)))
  const other = sources.find(({ extent }) => types.isWhole(extent))
  if (wanting !== undefined && other !== undefined) return unaligned(types, first, other)
  return {
    kind: 'cut',
    tensor: first.slot.tensor,
    dimension: first.extent.name,
    seen: `S(${first.extent.name})`,
    takes: takesOf(table, first.slot, instances),
  }
}

const isCutBy = (lie: Lie, role: string) => lie.kind === 'S' && lie.of === role

/** The dimension whose indices share those of a role, where a rule says so. */
function leaderOf(
  named: readonly Placement[],
  role: string,
  instances: readonly Instance[],
): Instance | undefined {
  for (const { takes } of named) {
    const follows = takes.find((lie) => isCutBy(lie, role))?.follows
    if (follows?.how === 'of') return instances.find((other) => other.role === follows.role)
  }
  return undefined
}

/** What of a dimension is on the device, of what is needed there. */
function sideOf(
  rules: Rules,
  named: readonly Placement[],
  { role }: Instance,
  instances: readonly Instance[],
  extent: Extent,
  window: number | undefined,
): Side {
  for (const { takes } of named) {
    const follows = takes.find((lie) => isCutBy(lie, role))?.follows
    const rows = follows?.how === 'for' ? instances.find((other) => other.role === follows.role) : undefined
    const columns = rows && columnsFor(rules, rows.members[0]!.extent, extent, window)
    if (columns !== undefined) return { space: extent.name, ...columns }
  }
  const side = wholeSide(rules.types, extent)
  const { sets } = rules.types
  return { ...side, part: sets.united([extent.pad ? sets.shared(extent.set, side.needed) : extent.set]) }
}

function wholeSide(types: Types, extent: Extent): Side {
  const whole = types.real(extent)
  return { space: extent.name, needed: whole, part: whole }
}

function unaligned(
  types: Types,
  first: Instance['members'][number],
  other: Instance['members'][number],
): Conflict {
  const text = ({ slot, extent }: Instance['members'][number]) =>
    `${extent.name} ${types.isWhole(extent) ? 'whole' : types.text(extent.set)} of ${slot.tensor}`
  return {
    kind: 'unaligned',
    tensor: first.slot.tensor,
    dimension: first.extent.name,
    seen: `${text(first)} beside ${text(other)}`,
    takes: 'the same of both',
  }
}

/** The placements of a port that rules take, R first. */
function takesOf(table: readonly Placement[], slot: Slot, instances: readonly Instance[]): string {
  const texts = new Set(['R'])
  for (const { takes } of table)
    for (const lie of takes)
      if (lie.port === slot.port.name && lie.follows === undefined) {
        const dimensions = instances
          .filter(
            ({ role, members }) =>
              lie.kind === 'S' && role === lie.of && members.some((one) => one.slot === slot),
          )
          .map(({ members }) => members.find((one) => one.slot === slot)!.extent.name)
        for (const name of lie.kind === 'S' ? dimensions : [lie.of]) texts.add(lieText(lie.kind, name))
      }
  return [...texts].join(' or ')
}

/** The type of an output: cut where a rule says so, whole in every other dimension. */
function typeOf(
  types: Types,
  slot: Slot,
  instances: readonly Instance[],
  causes: readonly Cause[],
  partial: Type['partial'],
  padded: readonly Padded[],
): Type {
  const extents = slot.extents.map(({ name, size }, at) => {
    const instance = instances.find(({ members }) =>
      members.some((one) => one.slot === slot && one.at === at),
    )
    const cause = causes.find((one) => one.instance === instance)
    const kept = cause?.rule.gives.some(
      (lie) => lie.port === slot.port.name && isCutBy(lie, cause.instance.role),
    )
    const source = cause?.instance.members.find(
      (one) => one.slot.side !== 'gives' && !types.isWhole(one.extent),
    )
    const behind = padded.find((one) => one.instance === instance)
    const filler = behind?.given.get(slot.port.name)
    const set = kept && source ? source.extent.set : (behind?.set ?? types.sets.whole(size))
    return { name, size, set, ...(behind && filler && { pad: { from: behind.from, filler } }) }
  })
  return { extents, ...(partial && { partial }) }
}
