// Values that are put together of parts, as ranks hold them: sums, attention over some of the columns, the best of some entries.
import { added, best, combine, greatest, least, make, merged, type Array as Values } from './brute.js'

/** A value as terms of parts: they all add up to it. Of attention, parts are columns, and of a choice entries. */
export interface Summands {
  readonly by: 'sum' | 'max' | 'min' | 'lse' | 'argmax'
  /** What ranks with these parts have: of attention and of a choice also how it weighs. */
  of(parts: readonly (readonly number[])[]): readonly Values[]
  readonly whole: readonly Values[]
  /** Whether the four parts stand in two rows of two. */
  readonly isBox?: boolean
}

/** A box of parts: some rows, and of each the same of the two. */
export const box = (rows: readonly number[], columns: readonly number[]): number[] =>
  rows.flatMap((row) => columns.map((column) => 2 * row + column))
export const rowsOf = (parts: readonly number[]): number[] => [...new Set(parts.map((part) => part >> 1))]
export const columnsOf = (parts: readonly number[]): number[] => [...new Set(parts.map((part) => part & 1))]

export type Draw = () => number
export const upTo = (next: Draw, count: number): number => Math.floor(next() * count)
export const pick = <One>(next: Draw, list: readonly One[]): One => list[upTo(next, list.length)]!
export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

export const PARTS = 4
const ROWS = { name: 'row', size: 4 }
const HEADS = { name: 'head', size: 4 }
const dims = [ROWS, HEADS, { name: 'wide', size: 2 }]

/** Two terms of four parts each, of which a rank may have some. */
export function sums(next: Draw): Summands {
  const terms = range(2).map(() => range(PARTS).map(() => make(dims, () => next() * 2 - 1)))
  const of = (parts: readonly (readonly number[])[]) => [
    added(parts.flatMap((own, term) => own.map((part) => terms[term]![part]!)).concat(make(dims, () => 0))),
  ]
  return { by: 'sum', of, whole: of([range(PARTS), range(PARTS)]) }
}

/** A sum over two dimensions of two, as over heads and experts: what a rank has of it is a box. */
export const boxes = (next: Draw): Summands => ({ ...sums(next), isBox: true })

/** The largest or the smallest of four numbers in each cell. */
export const extremes =
  (by: 'max' | 'min') =>
  (next: Draw): Summands => {
    const numbers = range(PARTS).map(() => make(dims, () => next() * 2 - 1))
    const of = ([parts]: readonly (readonly number[])[]) => [
      (by === 'max' ? greatest : least)(parts!.map((part) => numbers[part]!)),
    ]
    return { by, of, whole: of([range(PARTS)]) }
  }

/** Attention over four columns. */
export function attention(next: Draw): Summands {
  const scores = range(PARTS).map(() => make(dims.slice(0, 2), () => Math.exp(next() * 2 - 1)))
  const values = range(PARTS).map(() => make(dims, () => next() * 2 - 1))
  const one = (part: number) => [values[part]!, scores[part]!]
  const of = ([parts]: readonly (readonly number[])[]) => [
    merged(parts!.map(one)),
    added(parts!.map((part) => scores[part]!)),
  ]
  return { by: 'lse', of, whole: of([range(PARTS)]) }
}

/** The best of four entries, and its score. */
export function choice(next: Draw): Summands {
  const scores = range(PARTS).map(() => make([ROWS], () => next()))
  const of = ([parts]: readonly (readonly number[])[]) => {
    const some = parts!.map((part) => [make([ROWS], () => part), scores[part]!])
    return [
      best(some),
      combine(
        some.map(([, score]) => score!),
        Math.max,
      ),
    ]
  }
  return { by: 'argmax', of, whole: of([range(PARTS)]) }
}
