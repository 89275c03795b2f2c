import { type Cells, picked } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { lengthOf, shapeText } from '../value.js'
import type { Kernel } from './kernel.js'

/** Each row over its last dimensions, those that the scale has, as the device has them. */
export const normalise: Kernel = {
  on: 'device',
  run({ run: { algebra }, inputs: [x], weights: [scale] }) {
    if (x === undefined || scale === undefined)
      throw new NotExecutable('a norm reads a tensor and has a scale')
    const over = x.axes.slice(x.axes.length - scale.axes.length)
    const fits = scale.axes.every((axis, i) => axis.labels.length === over[i]?.labels.length)
    if (!fits)
      throw new NotExecutable(`a scale of ${shapeText(scale)} does not fit a tensor of ${shapeText(x)}`)
    const width = lengthOf(over)
    const rows = lengthOf(x.axes) / width || 0
    const sums = algebra.zeros(rows, x.cells.second !== undefined)
    for (let row = 0; row < rows; row++)
      algebra.dot(sums, row, x.cells, row * width, 1, x.cells, row * width, 1, width)
    const roots = algebra.inverseRoot(sums, width)
    const spread = (cells: Cells, place: (index: number) => number) =>
      picked(
        cells,
        Int32Array.from({ length: rows * width }, (_, index) => place(index)),
      )
    const scaled = algebra.times(
      x.cells,
      spread(scale.cells, (index) => index % width),
    )
    const cells = algebra.times(
      scaled,
      spread(roots, (index) => Math.floor(index / width)),
    )
    return [{ axes: x.axes, cells: algebra.lifted(cells) }]
  },
}
