// Collectives on small arrays, by place: what the table of exchanges is compared with.
import { added, at, best, greatest, least, make, merged, slice, type Array as Values } from './brute.js'
import { range } from './summands.js'

export interface Told {
  readonly along?: string
  readonly into?: string
  /** Of the dimension that is cut, the indices of each rank, where the plan says them. */
  readonly kept?: readonly (readonly number[])[]
}

/** What a group does with what its ranks have, by place: nothing where it cannot. */
type Exchange = (
  brought: readonly (readonly Values[])[],
  told: Told,
  labels: (rank: number, axis: number) => readonly number[],
) => readonly Values[] | undefined

const axisOf = ({ dims: own }: Values, name: string | undefined) => own.findIndex((dim) => dim.name === name)
const places = ({ dims: own }: Values, axis: number, at: readonly number[]) =>
  own.map(({ size }, i) => (i === axis ? at : range(size)))
const isShape = (all: readonly Values[], but = -1) =>
  all.every(({ dims: own }) => own.every(({ size }, i) => i === but || size === all[0]!.dims[i]!.size))

function joined(all: readonly Values[], axis: number): Values | undefined {
  if (axis < 0 || !isShape(all, axis)) return undefined
  const owners = all.flatMap((one, rank) =>
    range(one.dims[axis]!.size).map((place) => [rank, place] as const),
  )
  const own = all[0]!.dims.map((dim, i) => (i === axis ? { ...dim, size: owners.length } : dim))
  return make(own, (...index) => {
    const [rank, place] = owners[index[axis]!]!
    return at(all[rank]!, ...index.map((one, i) => (i === axis ? place : one)))
  })
}

/** What the ranks keep of a value: pieces one behind the other where they are all of it, else each looks for its indices. */
function pieces(
  value: Values,
  axis: number,
  kept: Told['kept'],
  count: number,
  labels: readonly number[],
): Values[] | undefined {
  if (axis < 0) return undefined
  const { size } = value.dims[axis]!
  if (kept === undefined && size % count !== 0) return undefined
  const each = size / count
  const own = kept ?? range(count).map((rank) => range(each).map((place) => rank * each + place))
  let from = 0
  const isDealt = kept === undefined || (own.flat().length === size && new Set(own.flat()).size === size)
  // A program knows which rows it has; of all else it takes the indices to be ascending.
  const known = axis === 0 ? labels : [...labels].sort((a, b) => a - b)
  const all = own.map((list) => {
    from += list.length
    const at = isDealt
      ? list.map((_, place) => from - list.length + place)
      : list.map((index) => known.indexOf(index))
    return at.includes(-1) ? undefined : slice(value, places(value, axis, at))
  })
  return all.includes(undefined) ? undefined : (all as Values[])
}

type Reduction = (all: readonly Values[]) => Values

const reduced = (how: Reduction, brought: readonly (readonly Values[])[]) => {
  const all = brought.map(([x]) => x!)
  return isShape(all) ? how(all) : undefined
}

const toAll =
  (how: Reduction): Exchange =>
  (brought) => {
    const result = reduced(how, brought)
    return result && brought.map(() => result)
  }

const scattered =
  (how: Reduction): Exchange =>
  (brought, { along, kept }, labels) => {
    const result = reduced(how, brought)
    const axis = axisOf(brought[0]![0]!, along)
    return result && pieces(result, axis, kept, brought.length, labels(0, axis))
  }

export const exchanges: Readonly<Record<string, Exchange>> = {
  'all-reduce': toAll(added),
  'all-reduce-max': toAll(greatest),
  'all-reduce-min': toAll(least),
  'reduce-scatter': scattered(added),
  'reduce-scatter-max': scattered(greatest),
  'reduce-scatter-min': scattered(least),
  'all-gather': (brought, { along, kept }, labels) => {
    const all = brought.map(([x]) => x!)
    const axis = axisOf(all[0]!, along)
    const together = joined(all, axis)
    if (together === undefined || kept === undefined) return together && brought.map(() => together)
    return pieces(
      together,
      axis,
      kept,
      all.length,
      all.flatMap((_, rank) => labels(rank, axis)),
    )
  },
  'all-to-all': (brought, { along, into, kept }, labels) => {
    const axis = axisOf(brought[0]![0]!, into)
    const cut = brought.map(([x], rank) => pieces(x!, axis, kept, brought.length, labels(rank, axis)))
    if (cut.includes(undefined)) return undefined
    const all = brought.map((_, rank) =>
      joined(
        cut.map((own) => own![rank]!),
        axisOf(brought[0]![0]!, along),
      ),
    )
    return all.includes(undefined) ? undefined : (all as Values[])
  },
  merge: (brought, { into, kept }, labels) => {
    if (![0, 1].every((i) => isShape(brought.map((one) => one[i]!)))) return undefined
    const one = merged(brought)
    const axis = axisOf(one, into)
    return into === undefined
      ? brought.map(() => one)
      : pieces(one, axis, kept, brought.length, labels(0, axis))
  },
  'choose-best': (brought) =>
    isShape(brought.map(([x]) => x!)) ? brought.map(() => best(brought)) : undefined,
}
