// What an operation of a device by itself makes of lies, by the same rules of placement that slices are typed by.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Operator } from '../../tensor/operators.js'
import type { Lie, Placement } from '../../tensor/placements.js'
import type { Because } from '../typing.js'
import { type PartialLie, type StatedLie, sameLie, statedText } from './lie.js'
import { newDimensions, type RolesAt, type StatedSides } from './roles.js'

/** What is wrong at a node, as far as labels show it. */
export interface StatedConflict {
  readonly kind: 'partial-read' | 'cut' | 'reduced-again'
  readonly seen: string
  readonly takes: string
  readonly dimension?: string
  /** The row of the node that gives the tensor. */
  readonly of: number
  /** The row of the node that is to blame; the reader itself where it is not given. */
  readonly at?: number
}

export type Told =
  | { readonly lie: StatedLie }
  | { readonly because: Because }
  /** What is wrong, and how the result lies all the same. */
  | { readonly conflict: StatedConflict; readonly otherwise?: StatedLie }

/** A node that reads, and what it reads; undefined for what is not known. */
export interface StatedReading {
  readonly row: number
  readonly node: CandidateNode
  /** The rows of the nodes that give what it reads, and how each of that lies. */
  readonly from: readonly number[]
  readonly sides: () => StatedSides
  readonly operator: Operator
  readonly rules: readonly Placement[]
  readonly lies: readonly (StatedLie | undefined)[]
  /** The role along which its weights are cut for certain. */
  readonly cut: string | undefined
  /** The number of the group that the node names. */
  readonly over: number | undefined
}

/** Tells how the result of an operation of one device lies. */
export function tellAlone(reading: StatedReading, rolesAt: RolesAt): Told {
  const { rules, lies, cut, over } = reading
  const [first] = lies
  const partial = lies.find((lie): lie is PartialLie => lie?.kind === 'P')
  const cutting = cut === undefined ? undefined : rules.find((rule) => takesOfWeights(reading, rule, cut))
  if (cutting !== undefined) {
    const alike = partial !== undefined && partial.over !== undefined && partial.over === over
    if (alike) return partialRead(partial, 'R, as its weights are cut over the same devices')
    const whole = lies.every((lie) => lie === undefined || lie.kind === 'R')
    return whole || isTaken(reading, rolesAt, cutting) ? made(reading, cutting) : { because: 'ambiguous' }
  }
  if (lies.length === 0) return { because: 'not-stated' }
  if (first === undefined || lies.includes(undefined)) return { because: 'behind' }
  // A residual stream that is divided, or added on one rank alone, may stand beside a summand.
  if (lies.some((lie) => !sameLie(lie!, first))) return { because: 'ambiguous' }
  if (first.kind === 'P') return passPartial(reading, first)
  if (first.kind === 'S') return passSlices(reading, first, rolesAt)
  const open = rules.some((rule) => takesWeightsAlone(reading.operator, rule))
  return open ? { because: 'not-stated' } : { lie: first }
}

/** Whether a rule cuts weights and nothing that is read: what is read does not show then how the result lies. */
export const takesWeightsAlone = (operator: Operator, { takes }: Placement): boolean =>
  takes.every(({ port }) => isWeight(operator, port))

const isWeight = ({ weights }: Operator, port: string) => weights.some(({ name }) => name === port)

const takesOfWeights = ({ operator }: StatedReading, { takes }: Placement, role: string) =>
  takes.some(({ port, kind, of }) => kind === 'S' && of === role && isWeight(operator, port))

/** Whether slices that are read are those that a rule takes together with its slices of weights. */
function isTaken({ operator, lies, sides }: StatedReading, rolesAt: RolesAt, { takes }: Placement): boolean {
  return lies.every(
    (lie) =>
      lie?.kind === 'S' &&
      lie.of.every((dimension) =>
        takes.some(({ port, kind, of }) => {
          const read = operator.reads.find(({ name }) => name === port)
          return (
            kind === 'S' && read !== undefined && rolesAt(operator, read, dimension, sides()).includes(of)
          )
        }),
      ),
  )
}

/** What a rule makes of weights that are cut. */
function made({ row, sides, over }: StatedReading, { gives }: Placement): Told {
  const [lie] = gives
  if (lie === undefined) return { because: 'ambiguous' }
  if (lie.kind === 'P') return { lie: { kind: 'P', of: [lie.of], over, origin: row } }
  const dims = newDimensions(sides())
  if (dims === undefined || dims.length === 0) return { because: 'no-sizes' }
  return { lie: { kind: 'S', of: dims, over } }
}

const partialRead = (lie: PartialLie, takes: string): Told => ({
  conflict: { kind: 'partial-read', seen: statedText(lie), takes, of: lie.origin, at: lie.origin },
})

/** Partial values of which all that is read consists: a rule has to take them at every port, as one tensor stands at all. */
function passPartial({ operator, rules }: StatedReading, lie: PartialLie): Told {
  const [by] = lie.of
  const takes = (port: string) => (rule: Placement) =>
    rule.takes.some((one) => one.kind === 'P' && one.of === by && one.port === port)
  const [rule] = rules.filter((one) => operator.reads.every(({ name }) => takes(name)(one)))
  return rule === undefined ? partialRead(lie, 'R') : { lie }
}

/** Slices along a dimension: the one rule that takes them at every port that has it. */
function passSlices(reading: StatedReading, lie: StatedLie, rolesAt: RolesAt): Told {
  const { operator, sides } = reading
  const results: Told[] = []
  for (const dimension of lie.of) {
    const ports = operator.reads
      .map((port) => ({ port: port.name, roles: rolesAt(operator, port, dimension, sides()) }))
      .filter(({ roles }) => roles.length > 0)
    if (ports.length === 0) return { because: 'ambiguous' }
    const choices =
      ports.length === 1 ? ports[0]!.roles.map((role) => [role]) : [ports.flatMap(({ roles }) => roles)]
    if (ports.length > 1 && ports.some(({ roles }) => roles.length > 1)) return { because: 'ambiguous' }
    for (const roles of choices) {
      const taken = ports.map(({ port }, at) => ({ port, role: roles[at]! }))
      results.push(sliced(reading, lie, dimension, taken))
    }
  }
  const [first] = results
  const lies = results.map((told) => ('lie' in told ? statedText(told.lie) : JSON.stringify(told)))
  if (first === undefined || lies.some((text) => text !== lies[0]))
    return allSliced(results) ? { lie } : { because: 'ambiguous' }
  return first
}

/** Whether a slice stays a slice whichever of the dimensions is cut. */
const allSliced = (results: readonly Told[]) =>
  results.every((told) => 'lie' in told && told.lie.kind === 'S')

function sliced(
  { operator, rules, row, node, from }: StatedReading,
  lie: StatedLie,
  dimension: string,
  taken: readonly { readonly port: string; readonly role: string }[],
): Told {
  const covers = ({ takes }: Placement, { port, role }: (typeof taken)[number]) =>
    takes.some((one: Lie) => one.kind === 'S' && one.port === port && one.of === role)
  const loose = taken.find((one) => !rules.some((rule) => covers(rule, one)))
  if (loose !== undefined) {
    const seen = `S(${dimension})`
    const ports = operator.reads.length
    return ports === 1
      ? { conflict: { kind: 'cut', seen, takes: 'R', dimension, of: from[0]! } }
      : { because: 'ambiguous' }
  }
  const some = rules.filter((rule) => taken.some((one) => covers(rule, one)))
  const [rule] = some
  if (rule === undefined || some.length > 1 || !taken.every((one) => covers(rule, one)))
    return { because: 'ambiguous' }
  const [given] = rule.gives
  // Without weights to cut, an operation that a group does may complete what it finds in parts.
  const completes = given?.kind === 'P' && operator.weights.length === 0 && (node.devices ?? []).length > 1
  if (given === undefined || completes) return { because: 'ambiguous' }
  const { over } = lie
  if (given.kind === 'P') return { lie: { kind: 'P', of: [given.of], over, origin: row } }
  return { lie: { kind: 'S', of: [dimension], over } }
}
