import { NotExecutable } from '../not-executable.js'
import { shapeText, whole } from '../value.js'
import type { Kernel } from './kernel.js'

/** Of each row, the experts that come first for it: in each slot, the weight of an expert and its number. */
export const route: Kernel = {
  on: 'device',
  run({ run: { algebra }, inputs: [x], weights: [matrix], outputs: [output] }) {
    if (x === undefined || matrix === undefined || output === undefined)
      throw new NotExecutable('a router reads a tensor, has a weight and gives routes')
    const [rows, width] = x.axes
    const [ofMatrix, experts] = matrix.axes
    if (x.axes.length !== 2 || matrix.axes.length !== 2 || width!.labels.length !== ofMatrix!.labels.length)
      throw new NotExecutable(`a router of ${shapeText(matrix)} does not fit rows of ${shapeText(x)}`)
    const [size, count] = [width!.labels.length, experts!.labels.length]
    const name = output.dims[1] ?? ''
    const slots = output.sizeOf(name)
    if (slots > count)
      throw new NotExecutable(`a token is to go to ${slots} experts, and the router has ${count}`)
    const logits = algebra.zeros(count, x.cells.second !== undefined)
    const first = new Float64Array(rows!.labels.length * slots)
    const second = new Float64Array(first.length)
    for (let row = 0; row < rows!.labels.length; row++) {
      for (let j = 0; j < count; j++)
        algebra.dot(logits, j, x.cells, row * size, 1, matrix.cells, j, count, size)
      const { order, weights } = algebra.affinities(logits, 0, count)
      const ranking = [...order.keys()].sort((a, b) => order[b]! - order[a]! || a - b)
      for (let slot = 0; slot < slots; slot++) {
        first[row * slots + slot] = weights.first[ranking[slot]!]!
        second[row * slots + slot] = ranking[slot]!
      }
    }
    return [{ axes: [rows!, { name, labels: whole(slots) }], cells: { first, second } }]
  },
}
