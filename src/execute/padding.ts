// Dimensions that go on behind the model's: what is loaded there, what a node writes there, and that nobody compares it.
import type { Algebra, Cells } from './algebra/algebra.js'
import { scatterText } from './algebra/hash.js'
import type { Output } from './kernels/kernel.js'
import { type Axis, lengthOf, taken, type Value } from './value.js'

/** Less than every number: no sum and no product that it is in is one, and no choice takes it. */
const MINUS_INFINITY = Number.NaN

/** A weight whose cells beyond the model's sizes are what is said to stand there; numbers of their own where nothing is said. */
export function withPadding(
  algebra: Algebra,
  { axes, cells }: Value,
  sizes: readonly number[],
  fillers: readonly (string | undefined)[],
): Value {
  if (axes.every(({ labels }, i) => labels.every((label) => label < sizes[i]!))) return { axes, cells }
  const strange = algebra.drawn(
    scatterText('padding', 0),
    Int32Array.from({ length: cells.first.length }, (_, place) => place),
  )
  const made = { first: cells.first.slice(), ...(cells.second && { second: cells.second.slice() }) }
  each(axes, sizes, (cell, axis) => {
    put(
      made,
      cell,
      fillers[axis] === undefined ? [strange.first[cell]!, strange.second?.[cell]] : constant(fillers[axis]),
    )
  })
  return { axes, cells: made }
}

/** A result in whose padding a node writes what it says; as it is where it says nothing. */
export function filledIn(value: Value, output: Output | undefined, filler: unknown): Value {
  if (output === undefined || (filler !== 'zero' && filler !== 'minusInfinity')) return value
  const { axes, cells } = value
  const sizes = axes.map(({ name }) => output.realOf(name) ?? Number.POSITIVE_INFINITY)
  if (sizes.every((size) => size === Number.POSITIVE_INFINITY)) return value
  const made = { first: cells.first.slice(), ...(cells.second && { second: cells.second.slice() }) }
  each(axes, sizes, (cell) => put(made, cell, constant(filler)))
  return { axes, cells: made }
}

/** The part of a result that is the model's. */
export function unpadded(value: Value, output: Output | undefined): Value {
  let part = value
  for (const [axis, { name, labels }] of value.axes.entries()) {
    const real = output?.realOf(name)
    if (real === undefined) continue
    const places = Array.from(labels, (label, place) => (label < real ? place : -1))
    part = taken(part, axis, Int32Array.from(places.filter((place) => place >= 0)))
  }
  return part
}

const constant = (filler: string | undefined): readonly [number, number] =>
  filler === 'zero' ? [0, 0] : [MINUS_INFINITY, MINUS_INFINITY]

function put(
  { first, second }: Cells,
  cell: number,
  [one, two]: readonly [number, number | undefined],
): void {
  first[cell] = one
  if (second !== undefined) second[cell] = two ?? one
}

/** Each cell of which an index is beyond the model's size, and the first dimension in which it is. */
function each(
  axes: readonly Axis[],
  sizes: readonly number[],
  see: (cell: number, axis: number) => void,
): void {
  const place = new Int32Array(axes.length)
  const count = lengthOf(axes)
  for (let cell = 0; cell < count; cell++) {
    const axis = axes.findIndex(({ labels }, i) => labels[place[i]!]! >= sizes[i]!)
    if (axis >= 0) see(cell, axis)
    for (let i = axes.length - 1; i >= 0; i--) {
      if (++place[i]! < axes[i]!.labels.length) break
      place[i] = 0
    }
  }
}
