// A partition of rows into classes, refined by one column of small numbers after the other.

export interface Partition {
  /** Class of each row; classes are numbered in the order of their first rows. */
  readonly of: Int32Array
  /** First row of each class. */
  readonly first: Int32Array
}

/** Beyond this many possible classes, a map replaces the table. */
const tableLimit = 4_000_000

export function onePart(rows: number): Partition {
  return { of: new Int32Array(rows), first: new Int32Array(rows === 0 ? 0 : 1) }
}

/**
 * Splits classes by a number in [0, kinds) per row: `kindOfSlot[codes[row] + 1]`. Answers nothing when that gives more
 * than `limit` classes.
 */
export function refine(
  partition: Partition,
  codes: Int32Array,
  kindOfSlot: Int32Array,
  kinds: number,
  limit = Number.POSITIVE_INFINITY,
): Partition | undefined {
  const possible = partition.first.length * kinds
  const known = possible <= tableLimit ? table(possible) : map()
  const of = new Int32Array(codes.length)
  const first: number[] = []
  for (let row = 0; row < codes.length; row++) {
    const pair = partition.of[row]! * kinds + kindOfSlot[codes[row]! + 1]!
    let part = known.get(pair)
    if (part < 0) {
      if (first.length >= limit) return undefined
      part = first.push(row) - 1
      known.set(pair, part)
    }
    of[row] = part
  }
  return { of, first: Int32Array.from(first) }
}

interface Numbers {
  get(key: number): number
  set(key: number, value: number): void
}

function table(size: number): Numbers {
  const values = new Int32Array(size).fill(-1)
  return {
    get: (key) => values[key]!,
    set: (key, value) => {
      values[key] = value
    },
  }
}

function map(): Numbers {
  const values = new Map<number, number>()
  return { get: (key) => values.get(key) ?? -1, set: (key, value) => values.set(key, value) }
}

/** Number of rows of each class. */
export function sizes(partition: Partition): Int32Array {
  const counts = new Int32Array(partition.first.length)
  for (const part of partition.of) counts[part]!++
  return counts
}
