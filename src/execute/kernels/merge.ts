import { picked } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { sameShape, shapeText, type Value } from '../value.js'
import { divided } from './attention.js'
import { alongOf, dealt } from './collectives.js'
import type { Kernel } from './kernel.js'

/** Attention over parts of the positions, by the share that each part has in the sum of exponentials. */
export const merge: Kernel = {
  on: 'team',
  run(sites) {
    const { algebra } = sites[0]!.run
    const parts = sites.map(({ inputs: [o, lse] }) => {
      if (
        o === undefined ||
        lse === undefined ||
        o.cells.first.length % Math.max(1, lse.cells.first.length) !== 0
      )
        throw new NotExecutable('a merge reads results of attention and the sums of their exponentials')
      return { o, lse }
    })
    const { o, lse } = parts[0]!
    const width = lse.cells.first.length === 0 ? 1 : o.cells.first.length / lse.cells.first.length
    const spread = Int32Array.from({ length: o.cells.first.length }, (_, index) => Math.floor(index / width))
    let [sum, total] = [
      algebra.zeros(o.cells.first.length, false),
      algebra.zeros(lse.cells.first.length, false),
    ]
    for (const part of parts) {
      if (!sameShape(part.o, o) || !sameShape(part.lse, lse))
        throw new NotExecutable(`results of ${shapeText(o)} and of ${shapeText(part.o)} cannot be merged`)
      sum = algebra.plus(sum, algebra.times(part.o.cells, picked(part.lse.cells, spread)))
      total = algebra.plus(total, part.lse.cells)
    }
    const merged: Value = { axes: o.axes, cells: divided(algebra, sum, total, width) }
    const outputs = sites.map(({ outputs: [output] }) => output)
    const into = alongOf(sites[0]!, 'into')
    const isDealt =
      into !== undefined || outputs.some((output) => output && Object.keys(output.kept).length > 0)
    return isDealt ? dealt(merged, outputs, into).map((part) => [part]) : sites.map(() => [merged])
  },
}
