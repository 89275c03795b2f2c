// Whether the shape that leaves one node can be the shape that enters the next: dimension by dimension, setting aside what
// a split, a gather or a reshape explains.
import type { Dimension } from '../candidate/candidate.js'

/** A dimension that both shapes have, with its size on both sides. */
interface Pair {
  readonly name: string
  readonly from: number | string | undefined
  readonly to: number | string | undefined
}

export interface ShapeComparison {
  /** Names of the dimensions that both declare; positions (`[0]`) where neither names any. */
  readonly shared: readonly string[]
  /** Dimensions whose sizes differ without an explanation, as `name: a != b`. */
  readonly differing: readonly string[]
}

/**
 * Compares two shapes. Named dimensions are paired by name (case and underscores apart), unnamed shapes of equal rank by
 * position; sizes are compared where both are numbers. A difference is explained when the ratio of the sizes is one of
 * `factors` (sizes of groups, numbers of parallel branches, degrees), when the dimension was split into or joined from
 * others of the other shape, or when both shapes hold equally many elements.
 */
export function compareShapes(
  from: readonly Dimension[],
  to: readonly Dimension[],
  factors: ReadonlySet<number>,
): ShapeComparison {
  const pairs = pairDimensions(from, to)
  const names = new Set(pairs.map((pair) => pair.name))
  const differing: string[] = []
  const elements = elementCount(from)
  const reshaped = elements !== undefined && elements === elementCount(to)
  for (const { name, from: a, to: b } of pairs) {
    if (typeof a !== 'number' || typeof b !== 'number' || a === b || reshaped) continue
    if (
      isFactor(a, b, factors) ||
      isProduct(a, b, loneSizes(to, names)) ||
      isProduct(b, a, loneSizes(from, names))
    )
      continue
    differing.push(`${name}: ${a} != ${b}`)
  }
  return { shared: [...names], differing }
}

function pairDimensions(from: readonly Dimension[], to: readonly Dimension[]): Pair[] {
  const named = (dims: readonly Dimension[]) => dims.some((d) => d.name !== undefined)
  if (!named(from) && !named(to)) {
    if (from.length !== to.length) return []
    return from.map((d, i) => ({ name: `[${i}]`, from: d.size, to: to[i]!.size }))
  }
  const sizes = new Map<string, number | string | undefined>()
  for (const { name, size } of to)
    if (name !== undefined && !sizes.has(plain(name))) sizes.set(plain(name), size)
  const pairs = new Map<string, Pair>()
  for (const { name, size } of from) {
    const key = name === undefined ? undefined : plain(name)
    if (key === undefined || !sizes.has(key) || pairs.has(key)) continue
    pairs.set(key, { name: name!, from: size, to: sizes.get(key) })
  }
  return [...pairs.values()]
}

/** A dimension's name as it is compared. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/g, '')
}

function isFactor(a: number, b: number, factors: ReadonlySet<number>): boolean {
  const [small, large] = a < b ? [a, b] : [b, a]
  return small > 0 && factors.has(large / small)
}

/** Whether `whole` is `part` times one or all of the sizes that only the part's shape has. */
function isProduct(whole: number, part: number, others: readonly number[]): boolean {
  if (others.length === 0) return false
  return others.some((n) => n * part === whole) || others.reduce((product, n) => product * n, part) === whole
}

/** Sizes of the dimensions that the other shape does not have. */
function loneSizes(dims: readonly Dimension[], shared: ReadonlySet<string>): number[] {
  const keys = new Set([...shared].map(plain))
  return dims.flatMap(({ name, size }) =>
    typeof size === 'number' && name !== undefined && !keys.has(plain(name)) ? [size] : [],
  )
}

/** Number of elements; undefined when a size is not a number. */
function elementCount(dims: readonly Dimension[]): number | undefined {
  let count = 1
  for (const { size } of dims) {
    if (typeof size !== 'number') return undefined
    count *= size
  }
  return dims.length === 0 ? undefined : count
}
