// Ways in which a tensor can lie on a mesh of ranks, and what each rank has of it then.
import type { Partial } from '../../../src/observe/types/types.js'
import type { IndexSets } from '../../../src/tensor/index-sets.js'
import { combine, make, type Array as Values } from './brute.js'

/** Sizes of the axes, the outermost first. */
export type Mesh = readonly number[]

/** A placement on each axis: a dimension that is cut, nothing (R), or what completes it (P, a sum); and the order in which axes cut. */
export interface Lie {
  readonly on: readonly string[]
  readonly order: readonly number[]
}

export const lieText = ({ on, order }: Lie): string =>
  `${on.join('/')}${order[0] === 0 ? '' : ' inner first'}`

/** What completes values, by the way in which they lie. */
const BY: Readonly<Record<string, 'sum' | 'max' | 'min'>> = { P: 'sum', MAX: 'max', MIN: 'min' }

/** A port on one axis in all ways, partial in those that are given. */
export const liesOf = (port: string, partials: readonly string[]): Lie[] =>
  ['R', ...port.split(' '), ...partials].map((way) => ({ on: [way], order: [0] }))

/** Whether it is partial on one axis in one way and on another in another: then it has no one value. */
export const isMixed = ({ on }: Lie): boolean => new Set(on.filter((way) => way in BY)).size > 1

export const ranksOf = (mesh: Mesh): number[][] =>
  mesh.reduce<number[][]>(
    (ranks, size) => ranks.flatMap((rank) => Array.from({ length: size }, (_, i) => [...rank, i])),
    [[]],
  )

/** The indices of a dimension on a rank: each axis cuts what those before it left, unevenly where it does not divide; several ranks share one. */
export function share(
  size: number,
  name: string,
  { on, order }: Lie,
  mesh: Mesh,
  rank: readonly number[],
): number[] {
  let [from, end] = [0, size]
  for (const axis of order) {
    if (on[axis] !== name) continue
    const [length, parts] = [end - from, mesh[axis]!]
    const [first, last] = [rank[axis]!, rank[axis]! + 1].map((place) => Math.floor((place * length) / parts))
    end = from + (first === last ? first! + 1 : last!)
    from += first!
  }
  return Array.from({ length: end - from }, (_, i) => from + i)
}

/** The mark of a value that is partial on some axes. */
export function markOf(
  sets: IndexSets,
  { on }: Lie,
  mesh: Mesh,
  rank: readonly number[],
  port: number,
): Partial | undefined {
  const term = on.flatMap((way, axis) => {
    if (!(way in BY)) return []
    const part = sets.range(rank[axis]!, rank[axis]! + 1)
    return [{ space: `part ${port} ${axis}`, needed: sets.whole(mesh[axis]!), part }]
  })
  const by = BY[on.find((way) => way in BY) ?? '']
  return by === undefined ? undefined : { by, terms: [term] }
}

/** Of a value that is partial on some axes, the part of a rank: together they make the value. */
export function summand(
  value: Values,
  { on }: Lie,
  mesh: Mesh,
  rank: readonly number[],
  port: number,
): Values {
  let part = value
  for (const [axis, way] of on.entries()) {
    if (!(way in BY)) continue
    const noise = (place: number) =>
      make(value.dims, (...index) =>
        Math.sin(1 + port + axis + 7 * place + index.reduce((sum, i) => 3 * sum + i, 0)),
      )
    if (BY[way] !== 'sum') {
      const sign = BY[way] === 'max' ? -1 : 1
      let cell = 0
      part = combine([part, noise(rank[axis]!)], (value, other) => {
        const isBest = Math.floor(1e4 * (1 + Math.sin(cell + 5 * port + axis))) % mesh[axis]! === rank[axis]
        cell++
        return isBest ? value : value + sign * (0.1 + Math.abs(other))
      })
      continue
    }
    const others = Array.from({ length: mesh[axis]! - 1 }, (_, i) => noise(i + 1))
    part =
      rank[axis] === 0
        ? combine([part, ...others], (first, ...rest) => first - rest.reduce((sum, one) => sum + one, 0))
        : noise(rank[axis]!)
  }
  return part
}

/** Numbers from 0 to below 1: 32 bits of a counter, mixed as MurmurHash3 ends. */
export const random = (seed: number) => () => {
  seed = (seed + 0x9e3779b9) | 0
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
