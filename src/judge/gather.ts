// Values of related subjects: what holds of a row's layer, plan or edge end, read for the row.
import type { SubjectTable } from '../observe/facts.js'
import { int32s } from '../observe/flat.js'
import { type Axis, constant, type Evaluated, oneSlot } from './axis.js'
import { remember } from './remember.js'

/** Reads an expression over a related table for each row of a table. Rows without a related subject are unknown. */
export type Gather = (evaluated: Evaluated, rows: Int32Array) => Evaluated

interface MadeAxes {
  plain?: Axis
  shifted?: Axis
}

/** A gather that keeps the axes it made: all expressions over one related axis then share one again. */
export function createGather(): Gather {
  const made = new Map<Int32Array, Map<Axis, MadeAxes>>()
  const complete = new Map<Int32Array, boolean>()

  return (evaluated, rows) => {
    if (evaluated.axis.codes === undefined && remember(complete, rows, () => !rows.includes(-1))) {
      return evaluated
    }
    // Slot 0 of the new axis is "no such subject", which is unknown; where slot 0 has a known value, all slots move up.
    const kind = evaluated.values[0] === undefined && evaluated.axis.codes !== undefined ? 'plain' : 'shifted'
    const byAxis = remember(made, rows, () => new Map<Axis, MadeAxes>())
    const axes = remember<Axis, MadeAxes>(byAxis, evaluated.axis, () => ({}))
    axes[kind] ??= follow(evaluated.axis, rows, kind === 'shifted' ? 1 : 0)
    return {
      axis: axes[kind],
      values: kind === 'plain' ? evaluated.values : [undefined, ...evaluated.values],
    }
  }
}

function follow(axis: Axis, rows: Int32Array, shift: number): Axis {
  const codes = int32s(rows.length)
  const from = axis.codes
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    codes[i] = row < 0 ? -1 : (from === undefined ? -1 : from[row]!) + shift
  }
  return { codes, slots: axis.slots + shift }
}

const axes = new WeakMap<Int32Array, Axis>()

/** The column of a word as an expression over its table. */
export function readColumn(table: SubjectTable, word: string): Evaluated {
  const { codes, values } = table.column(word)
  if (table.size === 1) return constant(values[codes[0]!])
  if (values.length === 0) return { axis: oneSlot, values: [undefined] }
  // Words with one column of codes share their axis.
  let axis = remember(axes, codes, () => ({ codes, slots: values.length + 1 }))
  if (axis.slots !== values.length + 1) axis = { codes, slots: values.length + 1 }
  return { axis, values: [undefined, ...values] }
}
