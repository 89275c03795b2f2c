// Attention of one model layer, unsharded: each row looks at the rows of its sequence that are not behind it.
import type { Cells } from '../algebra/algebra.js'
import type { Arithmetic } from './arithmetic.js'

/** The place of a row in a sequence. */
export interface Row {
  readonly sequence: number
  readonly position: number
}

/** Rows turned by position: of each run of `width` numbers, number i with number i + width / 2. */
export function turned(math: Arithmetic, x: Cells, rows: readonly Row[], each: number, width: number): Cells {
  const half = width / 2
  const out = math.algebra.zeros(rows.length * each * width, x.second !== undefined)
  for (const [index, { position }] of rows.entries()) {
    const matrix = math.algebra.rotation(position, half)
    for (let head = 0; head < each; head++)
      for (let i = 0; i < half; i++) {
        const at = (index * each + head) * width + i
        math.algebra.dot(out, at, matrix, 4 * i, 1, x, at, half, 2)
        math.algebra.dot(out, at + half, matrix, 4 * i + 2, 1, x, at, half, 2)
      }
  }
  return out
}

/** Keys or values of the rows that are cached: `groups` of `width` numbers to a row. */
export interface Keys {
  readonly cells: Cells
  readonly groups: number
  readonly width: number
}

/** Queries with the keys that they are compared with. */
export interface Pairing {
  readonly queries: Cells
  readonly keys: Keys
}

/** For each row and head, the values of the visible rows in proportion to the exponentials of their scores. */
export function softAttention(
  math: Arithmetic,
  queries: readonly Row[],
  cached: readonly Row[],
  heads: number,
  pairings: readonly Pairing[],
  values: Keys,
  window: number,
): Cells {
  const { algebra } = math
  const out = algebra.zeros(queries.length * heads * values.width, false)
  for (const [row, { sequence, position }] of queries.entries()) {
    const visible: number[] = []
    for (const [index, other] of cached.entries())
      if (other.sequence === sequence && other.position <= position && position - other.position < window)
        visible.push(index)
    for (let head = 0; head < heads; head++) {
      const ofHead = ({ groups, width }: Keys, index: number) =>
        (index * groups + Math.floor((head * groups) / heads)) * width
      const weighted = algebra.zeros(values.width, false)
      const total = algebra.zeros(1, false)
      for (const index of visible) {
        const weight = algebra.exponential(
          scoreOf(math, pairings, row * heads + head, (keys) => ofHead(keys, index)),
        )
        const value = math.columns(values.cells, 1, 0, ofHead(values, index), values.width)
        for (let i = 0; i < values.width; i++) {
          const term = algebra.zeros(1, false)
          algebra.dot(term, 0, weight, 0, 1, value, i, 1, 1)
          weighted.first[i] = algebra.plus({ first: weighted.first.subarray(i, i + 1) }, term).first[0]!
        }
        total.first[0] = algebra.plus(total, weight).first[0]!
      }
      const inverse = algebra.inverse(total)
      for (let i = 0; i < values.width; i++)
        algebra.dot(out, (row * heads + head) * values.width + i, weighted, i, 1, inverse, 0, 1, 1)
    }
  }
  return out
}

function scoreOf(
  { algebra }: Arithmetic,
  pairings: readonly Pairing[],
  query: number,
  place: (keys: Keys) => number,
): Cells {
  const parts = pairings.map(({ queries, keys }) => {
    const both = queries.second !== undefined && keys.cells.second !== undefined
    const part = algebra.zeros(1, both)
    algebra.dot(part, 0, queries, query * keys.width, 1, keys.cells, place(keys), 1, keys.width)
    return part
  })
  return parts.reduce((sum, part) => algebra.plus(sum, part))
}
