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
  /** What is left when equal dimensions are set aside, where it holds different numbers of elements: `[a=4] != [b=3]`. */
  readonly rest: readonly string[]
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
  const reshaped = from.length > 0 && elements !== undefined && elements === elementCount(to)
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
  const rest = differing.length > 0 || reshaped ? [] : restDifference(from, to, factors)
  return { shared: [...names], differing, rest }
}

/**
 * The dimensions that are left when equal ones are set aside hold equally many elements, up to a factor at hand; `[]` also
 * where one of them has no number. Each dimension is set aside once, by name and size, or by size where a name is missing.
 */
function restDifference(
  from: readonly Dimension[],
  to: readonly Dimension[],
  factors: ReadonlySet<number>,
): readonly string[] {
  const rest = [...to]
  const alone = from.filter((dim) => {
    const twin = rest.findIndex((other) => isTwin(dim, other))
    if (twin >= 0) rest.splice(twin, 1)
    return twin < 0
  })
  const [a, b] = [elementCount(alone), elementCount(rest)]
  if (a === undefined || b === undefined || a === b || isFactor(a, b, factors)) return []
  return [`${written(alone)} != ${written(rest)}`]
}

function isTwin(a: Dimension, b: Dimension): boolean {
  if (a.size !== b.size) return false
  return a.name === undefined || b.name === undefined || plain(a.name) === plain(b.name)
}

function written(dims: readonly Dimension[]): string {
  return `[${dims.map(({ name, size }) => (name === undefined ? size : `${name}=${size}`)).join(', ')}]`
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

/** Number of elements, 1 for no dimension; undefined when a size is not a number. */
function elementCount(dims: readonly Dimension[]): number | undefined {
  let count = 1
  for (const { size } of dims) {
    if (typeof size !== 'number') return undefined
    count *= size
  }
  return count
}
