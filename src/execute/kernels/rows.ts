// Operations on rows along their last dimension: extremes, sums, and what is done to each row by a number of its own.
import { type Algebra, type Cells, ones, picked } from '../algebra/algebra.js'
import { greatestFirst, leastFirst, type Order } from '../extremes.js'
import { NotExecutable } from '../not-executable.js'
import { lengthOf, shapeText, type Value } from '../value.js'
import type { Kernel } from './kernel.js'

/** A kernel that makes one number of each row of what it reads. */
function perRow(of: (algebra: Algebra, cells: Cells, rows: number, width: number) => Cells): Kernel {
  return {
    on: 'device',
    run({ run: { algebra }, inputs: [x] }) {
      const width = x?.axes.at(-1)?.labels.length ?? 0
      if (x === undefined || width === 0)
        throw new NotExecutable(`it reads rows, not ${x ? shapeText(x) : 'nothing'}`)
      const axes = x.axes.slice(0, -1)
      return [{ axes, cells: of(algebra, x.cells, lengthOf(axes), width) }]
    },
  }
}

/** Whether a cell is minus infinity: less than every number, and its exponential is zero. */
const isNothing = ({ first }: Cells, cell: number): boolean => Number.isNaN(first[cell])

const foremostOfRows =
  (order: Order) =>
  (algebra: Algebra, cells: Cells, rows: number, width: number): Cells => {
    const isFirst = order(algebra)
    const places = new Int32Array(rows)
    for (let row = 0; row < rows; row++) {
      let best = row * width
      for (let place = best + 1; place < (row + 1) * width; place++)
        if (isNothing(cells, best) || (!isNothing(cells, place) && isFirst(cells, place, cells, best)))
          best = place
      places[row] = best
    }
    return picked(cells, places)
  }

const greatestOfRows = foremostOfRows(greatestFirst)

export const greatest = perRow(greatestOfRows)
export const least = perRow(foremostOfRows(leastFirst))
export const greatestSize = perRow((algebra, cells, rows, width) =>
  greatestOfRows(algebra, algebra.magnitude(cells), rows, width),
)

export const sumRows = perRow((algebra, cells, rows, width) => {
  const sums = algebra.zeros(rows, cells.second !== undefined)
  const unit = ones(algebra, width)
  for (let row = 0; row < rows; row++) algebra.dot(sums, row, cells, row * width, 1, unit, 0, 1, width)
  return sums
})

/** A kernel that does something to each row by a number of its own. */
function byRow(of: (algebra: Algebra, x: Cells, each: Cells) => Cells): Kernel {
  return {
    on: 'device',
    run({ run: { algebra }, inputs: [x, each] }) {
      if (x === undefined || each === undefined)
        throw new NotExecutable('it reads rows and a number for each')
      const width = x.axes.at(-1)?.labels.length ?? 0
      const fits =
        each.axes.length === x.axes.length - 1 &&
        each.axes.every(({ labels }, axis) => labels.length === x.axes[axis]!.labels.length)
      if (!fits)
        throw new NotExecutable(`numbers of ${shapeText(each)} are not one for each row of ${shapeText(x)}`)
      const spread = Int32Array.from({ length: lengthOf(x.axes) }, (_, index) => Math.floor(index / width))
      return [{ axes: x.axes, cells: of(algebra, x.cells, picked(each.cells, spread)) }]
    },
  }
}

export const subtractRows = byRow((algebra, x, each) => algebra.plus(x, algebra.negative(each)))
export const divideRows = byRow((algebra, x, each) => algebra.times(x, algebra.inverse(each)))

export const exponential: Kernel = {
  on: 'device',
  run({ run: { algebra }, inputs: [x] }) {
    if (x === undefined) throw new NotExecutable('it reads a tensor')
    const { axes, cells }: Value = x
    const made = algebra.exponential(cells)
    for (const numbers of [made.first, made.second])
      if (numbers !== undefined)
        for (let cell = 0; cell < numbers.length; cell++) if (isNothing(cells, cell)) numbers[cell] = 0
    return [{ axes, cells: made }]
  },
}
