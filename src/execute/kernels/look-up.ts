import { NotExecutable } from '../not-executable.js'
import type { Kernel } from './kernel.js'

/** Rows of a table by token; of tokens whose rows the device has not loaded, zeros. */
export const lookUp: Kernel = {
  on: 'device',
  run({ run, inputs: [ids], weights: [table] }) {
    if (ids === undefined || table === undefined) throw new NotExecutable('a table is looked up by ids')
    const [entries, width] = table.axes
    if (table.axes.length !== 2 || ids.axes.length !== 1)
      throw new NotExecutable('a table has two dimensions, ids have one')
    const place = new Map<number, number>()
    entries!.labels.forEach((label, row) => void place.set(label, row))
    const [rows, size] = [ids.axes[0]!, width!.labels.length]
    const cells = run.algebra.zeros(rows.labels.length * size)
    const { first, second } = table.cells
    for (let row = 0; row < rows.labels.length; row++) {
      const found = place.get(ids.cells.first[row]!)
      if (found === undefined) continue
      cells.first.set(first.subarray(found * size, (found + 1) * size), row * size)
      if (second) cells.second?.set(second.subarray(found * size, (found + 1) * size), row * size)
    }
    return [{ axes: [rows, width!], cells }]
  },
}
