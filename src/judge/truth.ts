// Truth in three values, as bytes: what a selector says of each row.
import { bytes, int32s } from '../observe/flat.js'
import type { Evaluated } from './axis.js'

export const FALSE = 0
export const TRUE = 1
export const MAYBE = 2

/** The truth of a selector on each row; anything but `true` and `false` is unknown. */
export function truths(evaluated: Evaluated, rows: number): Uint8Array {
  const { axis, values } = evaluated
  const ofSlot = Uint8Array.from(values, (value) => (value === true ? TRUE : value === false ? FALSE : MAYBE))
  if (axis.codes === undefined) return bytes(rows).fill(ofSlot[0]!)
  const truth = bytes(rows)
  for (let row = 0; row < rows; row++) truth[row] = ofSlot[axis.codes[row]! + 1]!
  return truth
}

/** A truth per row as an expression over the rows. */
export function fromTruths(truth: Uint8Array): Evaluated {
  const codes = int32s(truth.length)
  for (let row = 0; row < truth.length; row++) codes[row] = truth[row] === MAYBE ? -1 : truth[row]!
  return { axis: { codes, slots: 3 }, values: [undefined, false, true] }
}
