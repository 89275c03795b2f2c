// The largest and the smallest of numbers, in the order that an algebra has of its cells. No order of a finite field fits its sums and
// products, and the one that stands in for it is an order all the same: which of several comes first depends neither on how they are
// grouped nor on how often one is among them.
import type { Algebra, Cells } from './algebra/algebra.js'
import { NotExecutable } from './not-executable.js'
import { sameShape, shapeText, type Value } from './value.js'

/** Whether a cell is to be taken before another one. */
export type Order = (algebra: Algebra) => Algebra['isBelow']

export const greatestFirst: Order = (algebra) => (a, i, b, j) => algebra.isBelow(b, j, a, i)
export const leastFirst: Order = (algebra) => algebra.isBelow

/** Of tensors of one shape, in each cell the one that comes first. @throws NotExecutable where shapes differ */
export function foremost(order: Order, algebra: Algebra, values: readonly Value[]): Value {
  const [head, ...others] = values as [Value, ...Value[]]
  const isFirst = order(algebra)
  const hasBoth = values.every(({ cells }) => cells.second !== undefined)
  const first = head.cells.first.slice()
  const cells: Cells = hasBoth ? { first, second: head.cells.second!.slice() } : { first }
  for (const value of others) {
    if (!sameShape(head, value))
      throw new NotExecutable(
        `tensors of ${shapeText(head)} and of ${shapeText(value)} cannot be compared cell by cell`,
      )
    for (let i = 0; i < first.length; i++)
      if (isFirst(value.cells, i, cells, i)) {
        first[i] = value.cells.first[i]!
        if (hasBoth) cells.second![i] = value.cells.second![i]!
      }
  }
  return { axes: head.axes, cells }
}
