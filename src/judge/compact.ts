// Fewer slots before axes are joined: slots of equal value become one.
import type { Value } from '../knowledge/expression.js'
import { int32s } from '../observe/flat.js'
import { type Evaluated, keyOf } from './axis.js'

/** Axes of fewer slots are joined as they are. */
const fewSlots = 64

/** The same values over an axis with one slot per distinct value, where that at least halves the slots. */
export function compact(evaluated: Evaluated): Evaluated {
  const { axis, values } = evaluated
  if (axis.codes === undefined || axis.slots <= fewSlots) return evaluated
  const codeOf = new Map<unknown, number>([[undefined, -1]])
  const distinct: Value[] = [undefined]
  const codes = int32s(axis.slots)
  for (let slot = 0; slot < axis.slots; slot++) {
    const key = keyOf(values[slot])
    let code = codeOf.get(key)
    if (code === undefined) {
      if (distinct.length * 2 > axis.slots) return evaluated
      code = distinct.push(values[slot]) - 2
      codeOf.set(key, code)
    }
    codes[slot] = code
  }
  return { axis: { codes: follow(axis.codes, codes), slots: distinct.length }, values: distinct }
}

function follow(rows: Int32Array, codeOfSlot: Int32Array): Int32Array {
  const codes = int32s(rows.length)
  for (let i = 0; i < rows.length; i++) codes[i] = codeOfSlot[rows[i]! + 1]!
  return codes
}
