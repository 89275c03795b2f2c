// Dimensions that go on behind the model's: what stands there, and whether an operation may read it.
import type { CandidateNode, TensorPadding, TensorUse } from '../../candidate/candidate.js'
import { type Filler, isFilledAs, type Pad, type Padding } from '../../tensor/paddings.js'
import type { Conflict } from './conflict.js'
import type { Instance, Slot } from './roles.js'
import type { Extent, Types } from './types.js'

/** What stands behind the model's indices of one dimension of an operation, by the ports that it gives. */
export interface Padded {
  readonly instance: Instance
  readonly from: number
  readonly given: ReadonlyMap<string, Filler>
  /** What each device that has the dimension whole has of it. */
  readonly set: number
}

type Member = Instance['members'][number]

/** The padding of an operation's dimensions; a conflict where a dimension is padded in a way that no rule takes. */
export function paddingOf(
  types: Types,
  table: readonly Padding[],
  instances: readonly Instance[],
  fills: Filler | undefined,
): readonly Padded[] | Conflict {
  const padded: Padded[] = []
  for (const instance of instances) {
    const sources = instance.members.filter(({ slot }) => slot.side !== 'gives')
    const [first] = sources.filter(({ extent }) => extent.pad !== undefined)
    if (first === undefined) continue
    const { pad, set } = first.extent
    const other = sources.find(({ extent }) => extent.pad?.from !== pad!.from || extent.set !== set)
    if (other !== undefined) return unaligned(types, first, other)
    // A device that has none of the padding has nothing to ask of it.
    const has = types.sets.size(types.sets.without(set, types.real(first.extent))) > 0
    const rule = table.find((one) => isTaken(one, instance.role, sources))
    if (rule === undefined && has) return unread(table, instance.role, sources)
    const given = new Map(rule?.gives.filter(({ role }) => role === instance.role).map(atPort))
    padded.push({ instance, from: pad!.from, given: fills ? filledWith(given, fills) : given, set })
  }
  return padded
}

const atPort = ({ port, filler }: Padding['gives'][number]) => [port, filler] as const

const filledWith = (given: ReadonlyMap<string, Filler>, filler: Filler): ReadonlyMap<string, Filler> =>
  new Map([...given.keys()].map((port) => [port, filler]))

/** Whether a rule speaks of a role and takes what stands at each port. What it does not name may be any number. */
function isTaken({ takes }: Padding, role: string, sources: readonly Member[]): boolean {
  const own = takes.filter((filled) => filled.role === role)
  const wanted = ({ port }: Slot) => own.find((filled) => filled.port === port.name)?.filler ?? 'any'
  return own.length > 0 && sources.every(({ slot, extent }) => isFilledAs(extent.pad!.filler, wanted(slot)))
}

function unread(table: readonly Padding[], role: string, sources: readonly Member[]): Conflict {
  const takes = table.flatMap((rule) => {
    const own = rule.takes.filter((filled) => filled.role === role)
    const texts = own.flatMap(({ port, filler }) => {
      const at = sources.find(({ slot }) => slot.port.name === port)
      return at === undefined ? [] : [`${textOf(filler)} in ${at.slot.tensor}`]
    })
    return texts.length === 0 ? [] : [texts.join(' and ')]
  })
  const { slot, extent } = sources.find((one) => one.extent.pad!.filler !== 'zero') ?? sources[0]!
  return paddingConflict(slot.tensor, extent, takes)
}

/** What stands in a padded dimension where an operation takes something else, or no padding at all. */
export function paddingConflict(
  tensor: string,
  { name, pad }: Extent,
  takes: readonly string[] = [],
): Conflict {
  return {
    ...{ kind: 'padding', tensor, dimension: name, seen: padText(pad!) },
    takes: takes.length === 0 ? 'the indices of the model alone' : takes.join(', or '),
  }
}

function unaligned(types: Types, first: Member, other: Member): Conflict {
  const text = ({ slot, extent }: Member) =>
    `${types.text(extent.set)} of ${extent.size} in ${slot.tensor}${extent.pad ? ` with padding from ${extent.pad.from}` : ''}`
  return {
    ...{ kind: 'padding', tensor: first.slot.tensor, dimension: first.extent.name },
    ...{ seen: `${text(first)} beside ${text(other)}`, takes: 'the same of both' },
  }
}

/** `padded from 10 with zero`. */
const padText = ({ from, filler }: Pad): string => `padded from ${from} with ${textOf(filler)}`

const textOf = (filler: Filler): string =>
  ({ zero: 'zeros', any: 'numbers of any kind', minusInfinity: 'minus infinity' })[filler]

/** A conflict where a node says of its result what does not follow: another padding, or none where there is one. */
export function paddingClaim(
  tensor: string,
  said: readonly { readonly name: string; readonly pad?: Pad }[],
  extents: readonly Extent[],
): Conflict | undefined {
  for (const [at, { name, pad: claim }] of said.entries()) {
    const pad = extents[at]?.pad
    if (claim === undefined && pad === undefined) continue
    // A result of which nothing is said but where its padding begins may have anything there.
    const isSo = claim?.filler === 'any' || (claim && pad && isFilledAs(pad.filler, claim.filler))
    if (isSo && pad?.from === claim?.from) continue
    return {
      ...{ kind: 'padding', tensor, dimension: name },
      seen: claim === undefined ? 'not said to be padded' : `said to be ${padText(claim)}`,
      takes: pad === undefined ? 'no padding' : `that it is ${padText(pad)}`,
    }
  }
  return undefined
}

/** A conflict where weights have one dimension of the model with padding that begins elsewhere. */
export function paddingUnlike(
  known: Map<string, number>,
  weights: readonly TensorUse[],
): Conflict | undefined {
  for (const { name = 'a weight', dims = [], padding = {} } of weights)
    for (const { name: dimension = '', size } of dims) {
      const from = padding[dimension]?.from
      if (from === undefined) continue
      const key = `${dimension}=${size}`
      const first = known.get(key) ?? from
      known.set(key, first)
      if (first === from) continue
      const [seen, takes] = [`padded from ${from}`, `that it is padded from ${first}, as in other weights`]
      return { kind: 'padding', tensor: name, dimension, seen, takes }
    }
  return undefined
}

/** What a tensor of a plan says of the padding of a dimension of a size. */
export const padOf = (padding: TensorPadding | undefined, size: number): Pad | undefined =>
  padding && padding.from < size ? { from: padding.from, filler: padding.value ?? 'any' } : undefined

/** What a node writes where its results are padded, if it says so. */
export function fillerOf({ attributes }: CandidateNode): Filler | undefined {
  const value = attributes?.['paddingValue']
  return value === 'zero' || value === 'minusInfinity' ? value : undefined
}
