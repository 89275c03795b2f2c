// A partition of rows into classes, refined by one column of small numbers after the other.
import { copied, int32s } from '../observe/flat.js'

export interface Partition {
  /** Class of each row; classes are numbered in the order of their first rows. */
  readonly of: Int32Array
  /** First row of each class. */
  readonly first: Int32Array
}

/** A column of small numbers: row i has `kindOfSlot[codes[i] + 1]`, which is below `kinds`. */
export interface Kinds {
  readonly codes: Int32Array
  readonly kindOfSlot: Int32Array
  readonly kinds: number
}

/**
 * Columns are multiplied out until there may be this many classes; then those that occur are numbered anew. A table of
 * all possible ones must not cost more than the rows do.
 */
const tableLimit = (rows: number) => Math.min(1_000_000, 1024 + 4 * rows)

export function onePart(rows: number): Partition {
  return { of: int32s(rows), first: new Int32Array(rows === 0 ? 0 : 1) }
}

/** Splits the classes of a partition by columns; nothing when that gives more than `limit` classes. */
export function refine(
  partition: Partition,
  columns: readonly Kinds[],
  limit = Number.POSITIVE_INFINITY,
): Partition | undefined {
  const of = copied(partition.of)
  let { first } = partition
  let possible = first.length
  for (const [i, column] of columns.entries()) {
    if (possible * column.kinds > 2 ** 31) throw new RangeError('more classes than a number can count')
    multiply(of, column)
    possible *= column.kinds
    const next = columns[i + 1]?.kinds ?? Number.POSITIVE_INFINITY
    if (possible * next <= tableLimit(of.length)) continue
    const numbered = renumber(of, possible, limit)
    if (numbered === undefined) return undefined
    first = numbered
    possible = first.length
  }
  return { of, first }
}

/** Makes each class number a number of class and kind. */
function multiply(of: Int32Array, { codes, kindOfSlot, kinds }: Kinds): void {
  for (let row = 0; row < of.length; row++) of[row] = of[row]! * kinds + kindOfSlot[codes[row]! + 1]!
}

/** Numbers the classes that occur in the order of their first rows, which it returns. */
function renumber(of: Int32Array, possible: number, limit: number): Int32Array | undefined {
  return possible <= 4 * tableLimit(of.length)
    ? renumberByTable(of, possible, limit)
    : renumberByMap(of, limit)
}

function renumberByTable(of: Int32Array, possible: number, limit: number): Int32Array | undefined {
  // 0 is "not seen yet": classes are numbered from 1 here.
  const known = int32s(possible)
  const first: number[] = []
  for (let row = 0; row < of.length; row++) {
    let part = known[of[row]!]!
    if (part === 0) {
      if (first.length >= limit) return undefined
      part = first.push(row)
      known[of[row]!] = part
    }
    of[row] = part - 1
  }
  return Int32Array.from(first)
}

function renumberByMap(of: Int32Array, limit: number): Int32Array | undefined {
  const known = new Map<number, number>()
  const first: number[] = []
  for (let row = 0; row < of.length; row++) {
    let part = known.get(of[row]!)
    if (part === undefined) {
      if (first.length >= limit) return undefined
      part = first.push(row) - 1
      known.set(of[row]!, part)
    }
    of[row] = part
  }
  return Int32Array.from(first)
}

/** Number of rows of each class. */
export function sizes({ of, first }: Partition): Int32Array {
  const counts = new Int32Array(first.length)
  for (let row = 0; row < of.length; row++) counts[of[row]!]!++
  return counts
}
