// A partition of rows into classes, refined by one column of small numbers after the other.

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

/** Beyond this many possible classes, a map replaces the table. */
const tableLimit = 4_000_000

export function onePart(rows: number): Partition {
  return { of: new Int32Array(rows), first: new Int32Array(rows === 0 ? 0 : 1) }
}

/** Splits the classes of a partition by a column; nothing when that gives more than `limit` classes. */
export function refine(
  partition: Partition,
  by: Kinds,
  limit = Number.POSITIVE_INFINITY,
): Partition | undefined {
  const possible = partition.first.length * by.kinds
  return possible <= tableLimit
    ? refineByTable(partition, by, possible, limit)
    : refineByMap(partition, by, limit)
}

function refineByTable(
  { of: before }: Partition,
  { codes, kindOfSlot, kinds }: Kinds,
  possible: number,
  limit: number,
): Partition | undefined {
  // 0 is "not seen yet": classes are numbered from 1 here.
  const known = new Int32Array(possible)
  const of = new Int32Array(codes.length)
  const first: number[] = []
  for (let row = 0; row < codes.length; row++) {
    const pair = before[row]! * kinds + kindOfSlot[codes[row]! + 1]!
    let part = known[pair]!
    if (part === 0) {
      if (first.length >= limit) return undefined
      part = first.push(row)
      known[pair] = part
    }
    of[row] = part - 1
  }
  return { of, first: Int32Array.from(first) }
}

function refineByMap(
  { of: before }: Partition,
  { codes, kindOfSlot, kinds }: Kinds,
  limit: number,
): Partition | undefined {
  const known = new Map<number, number>()
  const of = new Int32Array(codes.length)
  const first: number[] = []
  for (let row = 0; row < codes.length; row++) {
    const pair = before[row]! * kinds + kindOfSlot[codes[row]! + 1]!
    let part = known.get(pair)
    if (part === undefined) {
      if (first.length >= limit) return undefined
      part = first.push(row) - 1
      known.set(pair, part)
    }
    of[row] = part
  }
  return { of, first: Int32Array.from(first) }
}

/** Number of rows of each class. */
export function sizes({ of, first }: Partition): Int32Array {
  const counts = new Int32Array(first.length)
  for (let row = 0; row < of.length; row++) counts[of[row]!]!++
  return counts
}
