// What values are computed in. Kernels and the reference know only this; two algebras implement it.

/**
 * Cells of a tensor, one after the other. An algebra may keep two numbers of a cell (`second`), or has lost the second.
 * Data that is no number of the model keeps what it has to say in the two: a position and its sequence, the weight of a
 * chosen expert and its id, a token and its score.
 */
export interface Cells {
  readonly first: Float64Array
  readonly second?: Float64Array
}

export interface Algebra {
  /** Cells that are all zero, with a second number where `both` is true and the algebra has one. */
  zeros(count: number, both?: boolean): Cells
  /** `out[at]` becomes the sum over i < count of `a[aFrom + i aStep] b[bFrom + i bStep]`. */
  dot(
    out: Cells,
    at: number,
    a: Cells,
    aFrom: number,
    aStep: number,
    b: Cells,
    bFrom: number,
    bStep: number,
    count: number,
  ): void
  plus(a: Cells, b: Cells): Cells
  times(a: Cells, b: Cells): Cells
  negative(a: Cells): Cells
  /** One over each cell; zero of zero. */
  inverse(a: Cells): Cells
  /** The exponential of each cell. */
  exponential(a: Cells): Cells
  /** A smooth function of each cell that is no polynomial (SiLU). */
  activated(a: Cells): Cells
  /** One over the root of the mean of squares, from sums of squares of rows of a width. */
  inverseRoot(sums: Cells, width: number): Cells
  /** Whether a cell comes before another in one order of all cells; equal cells do not, and nothing is said of sums. */
  isBelow(a: Cells, i: number, b: Cells, j: number): boolean
  /** How large each cell is, whatever its sign: the same for a cell and its negative. */
  magnitude(a: Cells): Cells
  /** The same cells, with all numbers that the algebra has of a cell. */
  lifted(a: Cells): Cells
  /** By pair of elements that a position turns together, the matrix `c, -s, s, c`. */
  rotation(position: number, pairs: number): Cells
  /** What a router makes of a row of logits: the order of the experts, and the weight that each would have. */
  affinities(
    logits: Cells,
    from: number,
    count: number,
  ): { readonly order: Float64Array; readonly weights: Cells }
  /** What the first number of a cell is compared by where the highest is chosen. */
  height(first: number): number
  /** Cells of a weight, by a number for its name and the places of the cells in it. */
  drawn(key: number, places: Int32Array): Cells
  /** Whether two cells are equal, as far as both are known. */
  agree(a: Cells, i: number, b: Cells, j: number): boolean
}

/** The cells at some places, in that order. */
export function picked({ first, second }: Cells, places: Int32Array): Cells {
  const count = places.length
  const one = new Float64Array(count)
  for (let i = 0; i < count; i++) one[i] = first[places[i]!]!
  if (second === undefined) return { first: one }
  const two = new Float64Array(count)
  for (let i = 0; i < count; i++) two[i] = second[places[i]!]!
  return { first: one, second: two }
}

/** Cells that are all one. */
export function ones(algebra: Algebra, count: number): Cells {
  const cells = algebra.zeros(count, true)
  cells.first.fill(1)
  cells.second?.fill(1)
  return cells
}
