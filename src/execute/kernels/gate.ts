import { NotExecutable } from '../not-executable.js'
import { sameShape, shapeText } from '../value.js'
import type { Kernel } from './kernel.js'

/** The activation of the gate times the other tensor; of a network without a gate, the activation alone. */
export const gate: Kernel = {
  on: 'device',
  run({ run: { algebra }, inputs: [x, up] }) {
    if (x === undefined) throw new NotExecutable('an activation reads a tensor')
    if (up === undefined) return [{ axes: x.axes, cells: algebra.activated(x.cells) }]
    if (!sameShape(x, up))
      throw new NotExecutable(`a gate of ${shapeText(x)} does not fit a tensor of ${shapeText(up)}`)
    return [{ axes: x.axes, cells: algebra.times(algebra.activated(x.cells), up.cells) }]
  },
}
