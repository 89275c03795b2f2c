// An axis divides the rows of a table into numbered slots; a value per slot is a value per row. Expressions over one axis
// cost its slots, not the rows.
import type { Value } from '../knowledge/expression.js'
import { int32s } from '../observe/flat.js'

/** Row i lies in slot `codes[i] + 1`, so that the code -1 (unknown) has slot 0. No codes: every row lies in slot 0. */
export interface Axis {
  readonly codes: Int32Array | undefined
  readonly slots: number
}

/** The axis of what is the same for every row. */
export const oneSlot: Axis = { codes: undefined, slots: 1 }

/** An expression over all rows of a table: its value per slot of an axis. */
export interface Evaluated {
  readonly axis: Axis
  readonly values: readonly Value[]
}

export function constant(value: Value): Evaluated {
  return { axis: oneSlot, values: [value] }
}

/** The slot of a row. */
export function slotOf(axis: Axis, row: number): number {
  return axis.codes === undefined ? 0 : axis.codes[row]! + 1
}

export function valueAt(evaluated: Evaluated, row: number): Value {
  return evaluated.values[slotOf(evaluated.axis, row)]
}

/** A key that is equal exactly for equal values (lists compare in order). */
export function keyOf(value: Value): string | number | boolean | undefined {
  return typeof value === 'object' ? `\u0000${JSON.stringify(value)}` : value
}

/** Beyond this many pairs of slots, a map replaces the table of pairs. */
const pairTableLimit = 4_000_000

export interface Joint {
  readonly axis: Axis
  /** Slot of the joint axis -> slot of the first and of the second axis. */
  readonly left: Int32Array
  readonly right: Int32Array
}

/** The axis whose slots are the pairs of slots of two axes that occur on some row. */
export function join(a: Axis, b: Axis): Joint {
  if (a === b || b.codes === undefined) return { axis: a, left: identity(a.slots), right: right(a, b) }
  if (a.codes === undefined) return { axis: b, left: int32s(b.slots), right: identity(b.slots) }
  const pairs = a.slots * b.slots
  const found =
    pairs <= pairTableLimit
      ? pairsByTable(a.codes, b.codes, b.slots, pairs)
      : pairsByMap(a.codes, b.codes, b.slots)
  const left = int32s(found.pairs.length + 1)
  const rightSlots = int32s(found.pairs.length + 1)
  found.pairs.forEach((pair, code) => {
    left[code + 1] = Math.floor(pair / b.slots)
    rightSlots[code + 1] = pair % b.slots
  })
  return { axis: { codes: found.codes, slots: found.pairs.length + 1 }, left, right: rightSlots }
}

function right(a: Axis, b: Axis): Int32Array {
  return a === b ? identity(a.slots) : int32s(a.slots)
}

function identity(size: number): Int32Array {
  const slots = int32s(size)
  for (let i = 0; i < size; i++) slots[i] = i
  return slots
}

interface Pairs {
  readonly codes: Int32Array
  readonly pairs: readonly number[]
}

function pairsByTable(a: Int32Array, b: Int32Array, radix: number, size: number): Pairs {
  const seen = int32s(size)
  const codes = int32s(a.length)
  const pairs: number[] = []
  for (let i = 0; i < a.length; i++) {
    const pair = (a[i]! + 1) * radix + b[i]! + 1
    let code = seen[pair]!
    if (code === 0) {
      code = pairs.push(pair)
      seen[pair] = code
    }
    codes[i] = code - 1
  }
  return { codes, pairs }
}

function pairsByMap(a: Int32Array, b: Int32Array, radix: number): Pairs {
  const seen = new Map<number, number>()
  const codes = int32s(a.length)
  const pairs: number[] = []
  for (let i = 0; i < a.length; i++) {
    const pair = (a[i]! + 1) * radix + b[i]! + 1
    let code = seen.get(pair)
    if (code === undefined) {
      code = pairs.push(pair) - 1
      seen.set(pair, code)
    }
    codes[i] = code
  }
  return { codes, pairs }
}
