import { type Algebra, type Cells, picked } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { shapeText, type Value } from '../value.js'
import type { Kernel } from './kernel.js'

/** A network that makes an inner tensor of a row and brings it back; of a gated one, gate and up lie behind one another. */
export interface Network {
  readonly width: number
  readonly up: Cells
  readonly made: number
  readonly down: Cells
  readonly inner: number
}

/** A network of weights `up[… width inner]` and `down[… inner width]`; one of several where `index` says which. */
export function networkOf(up: Value, down: Value, width: number, index = 0): Network {
  const [made, inner] = [up.axes.at(-1)!.labels.length, down.axes.at(-2)!.labels.length]
  const fits = up.axes.at(-2)!.labels.length === width && down.axes.at(-1)!.labels.length === width
  if (!fits || (made !== inner && made !== 2 * inner))
    throw new NotExecutable(
      `a network of weights ${shapeText(up)} and ${shapeText(down)} does not fit rows of ${width}`,
    )
  const part = (cells: Cells, size: number): Cells => ({
    first: cells.first.subarray(index * size, (index + 1) * size),
    ...(cells.second && { second: cells.second.subarray(index * size, (index + 1) * size) }),
  })
  return { width, up: part(up.cells, width * made), made, down: part(down.cells, inner * width), inner }
}

/** What a network makes of one row of a tensor. */
export function networkRow(algebra: Algebra, x: Cells, from: number, network: Network): Cells {
  const { width, up, made, down, inner } = network
  const first = algebra.zeros(made, x.second !== undefined)
  for (let j = 0; j < made; j++) algebra.dot(first, j, x, from, 1, up, j, made, width)
  const half = (start: number) =>
    picked(
      first,
      Int32Array.from({ length: inner }, (_, index) => start + index),
    )
  const acted = algebra.activated(half(0))
  const middle = made === inner ? acted : algebra.times(acted, half(inner))
  const out = algebra.zeros(width, middle.second !== undefined)
  for (let j = 0; j < width; j++) algebra.dot(out, j, middle, 0, 1, down, j, width, inner)
  return out
}

/** The network of a shared expert, on every row. */
export const network: Kernel = {
  on: 'device',
  run({ run: { algebra }, inputs: [x], weights: [up, down] }) {
    if (
      x === undefined ||
      up === undefined ||
      down === undefined ||
      up.axes.length < 2 ||
      down.axes.length < 2
    )
      throw new NotExecutable('a network reads a tensor and has two weights')
    const width = x.axes.at(-1)!.labels.length
    const one = networkOf(up, down, width)
    const rows = width === 0 ? 0 : x.cells.first.length / width
    const cells = algebra.zeros(rows * width, x.cells.second !== undefined || one.made === one.inner)
    for (let row = 0; row < rows; row++)
      put(cells, row * width, networkRow(algebra, x.cells, row * width, one))
    return [{ axes: x.axes, cells }]
  },
}

/** Writes cells into others at a place. */
export function put(to: Cells, at: number, from: Cells): void {
  to.first.set(from.first, at)
  if (from.second) to.second?.set(from.second, at)
}
