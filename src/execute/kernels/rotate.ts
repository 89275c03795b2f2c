import type { Algebra, Cells } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { lengthOf, shapeText, type Value } from '../value.js'
import type { Kernel, Site } from './kernel.js'

/** Turns pairs of the last dimension, element i with element i + half, by the position of the row. */
export const rotate: Kernel = {
  on: 'device',
  run(site) {
    const tensors = site.inputs.slice(0, -1)
    const positions = site.inputs.at(-1)
    if (positions === undefined || tensors.length === 0)
      throw new NotExecutable('rotation reads tensors and, last, positions')
    const turns = turnsOf(site, positions)
    return tensors.map((tensor) => turned(site.run.algebra, tensor, turns))
  },
}

/** The positions by which rows are turned: their own, or where a shard counts for itself, their turn among its rows. */
function turnsOf({ attributes }: Site, { cells }: Value): Float64Array {
  if (attributes['positions'] !== 'local') return cells.first
  const seen = new Map<number, number>()
  return cells.first.map((_, row) => {
    const sequence = cells.second?.[row] ?? 0
    const turn = seen.get(sequence) ?? 0
    seen.set(sequence, turn + 1)
    return turn
  })
}

function turned(algebra: Algebra, x: Value, positions: Float64Array): Value {
  const [rows, width] = [x.axes[0]?.labels.length ?? 0, x.axes.at(-1)?.labels.length ?? 0]
  if (width % 2 === 1) throw new NotExecutable(`a dimension of ${width} elements has no pairs`)
  if (rows !== positions.length)
    throw new NotExecutable(
      `a tensor of ${shapeText(x)} has ${rows} rows, and there are ${positions.length} positions`,
    )
  const half = width / 2
  const each = rows === 0 || width === 0 ? 0 : lengthOf(x.axes) / rows / width
  const cells = algebra.zeros(lengthOf(x.axes), x.cells.second !== undefined)
  const known = new Map<number, Cells>()
  for (let row = 0, at = 0; row < rows; row++) {
    const matrix = known.get(positions[row]!) ?? algebra.rotation(positions[row]!, half)
    known.set(positions[row]!, matrix)
    for (let i = 0; i < each; i++, at += width)
      for (let pair = 0; pair < half; pair++) {
        algebra.dot(cells, at + pair, matrix, 4 * pair, 1, x.cells, at + pair, half, 2)
        algebra.dot(cells, at + pair + half, matrix, 4 * pair + 2, 1, x.cells, at + pair, half, 2)
      }
  }
  return { axes: x.axes, cells }
}
