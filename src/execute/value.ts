// A tensor on one rank: its cells, and of each dimension which indices of the whole they are said to be.
import { type Algebra, type Cells, picked } from './algebra/algebra.js'
import { NotExecutable } from './not-executable.js'

/** A dimension on one rank. Kernels go by place; labels travel along for comparing and to find rows of tables. */
export interface Axis {
  readonly name: string
  readonly labels: Int32Array
  readonly origins?: Origins
}

/** Where copies of tokens come from: the rows of each rank. A label is `rank * most + row * slots + slot`. */
export interface Origins {
  readonly rows: readonly Axis[]
  readonly most: number
  readonly slots: number
}

/** Values are never changed once they are made: ranks that have the same share one. */
export interface Value {
  readonly axes: readonly Axis[]
  readonly cells: Cells
}

const wholes = new Map<number, Int32Array>()

/** All indices below a size; the same array each time for small ones. */
export function whole(size: number): Int32Array {
  const known = wholes.get(size)
  if (known) return known
  const labels = Int32Array.from({ length: size }, (_, index) => index)
  if (size <= 4096) wholes.set(size, labels)
  return labels
}

export const lengthOf = (axes: readonly Axis[]): number =>
  axes.reduce((product, { labels }) => product * labels.length, 1)

/** `tok 6, hidden 2`: the shape of a tensor for a person. */
export const shapeText = ({ axes }: Value): string =>
  axes.map(({ name, labels }) => `${name} ${labels.length}`).join(', ') || 'no dimensions'

/** The place of a dimension. @throws NotExecutable where the tensor has none of that name */
export function axisOf(value: Value, name: string, of: string): number {
  const axis = value.axes.findIndex((one) => one.name === name)
  if (axis < 0) throw new NotExecutable(`${of} has no dimension \`${name}\`, only ${shapeText(value)}`)
  return axis
}

/** The tensor at some places along a dimension. */
export function taken(value: Value, axis: number, places: Int32Array, name?: string): Value {
  const { axes, cells } = value
  const old = axes[axis]!
  const same = places.length === old.labels.length && places.every((place, i) => place === i)
  if (same && (name === undefined || name === old.name)) return value
  const labels = same ? old.labels : places.map((place) => old.labels[place]!)
  const kept = { ...old, name: name ?? old.name, labels }
  const inner = lengthOf(axes.slice(axis + 1))
  const outer = lengthOf(axes.slice(0, axis))
  const flat = new Int32Array(outer * places.length * inner)
  let at = 0
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < places.length; i++) {
      const from = (o * old.labels.length + places[i]!) * inner
      for (let k = 0; k < inner; k++) flat[at++] = from + k
    }
  return { axes: axes.map((one, i) => (i === axis ? kept : one)), cells: same ? cells : picked(cells, flat) }
}

/** Tensors behind one another along a dimension. @throws NotExecutable where they differ elsewhere */
export function joined(values: readonly Value[], axis: number): Value {
  const [head] = values as [Value, ...Value[]]
  if (values.length === 1) return head
  for (const value of values)
    if (!fitsBeside(head, value, axis))
      throw new NotExecutable(
        `tensors of ${shapeText(head)} and of ${shapeText(value)} cannot be joined along \`${head.axes[axis]!.name}\``,
      )
  const old = head.axes[axis]!
  const total = values.reduce((sum, { axes }) => sum + axes[axis]!.labels.length, 0)
  const labels = new Int32Array(total)
  const inner = lengthOf(head.axes.slice(axis + 1))
  const outer = lengthOf(head.axes.slice(0, axis))
  const both = values.every(({ cells }) => cells.second !== undefined)
  const first = new Float64Array(outer * total * inner)
  const second = both ? new Float64Array(first.length) : undefined
  let at = 0
  for (const { axes, cells } of values) {
    const count = axes[axis]!.labels.length
    labels.set(axes[axis]!.labels, at)
    for (let o = 0; o < outer; o++) {
      const from = o * count * inner
      const to = (o * total + at) * inner
      first.set(cells.first.subarray(from, from + count * inner), to)
      second?.set(cells.second!.subarray(from, from + count * inner), to)
    }
    at += count
  }
  return {
    axes: head.axes.map((one, i) => (i === axis ? { ...old, labels } : one)),
    cells: second ? { first, second } : { first },
  }
}

/** Whether two tensors are of one shape but for one dimension. */
export function fitsBeside(a: Value, b: Value, axis: number): boolean {
  return (
    a.axes.length === b.axes.length &&
    a.axes.every((one, i) => i === axis || one.labels.length === b.axes[i]!.labels.length)
  )
}

export const sameShape = (a: Value, b: Value): boolean => fitsBeside(a, b, -1)

/** The sum of tensors of one shape. @throws NotExecutable where shapes differ */
export function summed(algebra: Algebra, values: readonly Value[]): Value {
  const [head, ...others] = values as [Value, ...Value[]]
  let { cells } = head
  for (const value of others) {
    if (!sameShape(head, value))
      throw new NotExecutable(
        `tensors of ${shapeText(head)} and of ${shapeText(value)} cannot be added cell by cell`,
      )
    cells = algebra.plus(cells, value.cells)
  }
  return { axes: head.axes, cells }
}

/** The places of wanted labels along a dimension. @throws NotExecutable where one is not there */
export function placesOf({ name, labels }: Axis, wanted: Int32Array): Int32Array {
  if (wanted === labels) return whole(labels.length)
  const places = new Map<number, number>()
  for (let i = labels.length - 1; i >= 0; i--) places.set(labels[i]!, i)
  return wanted.map((label) => {
    const place = places.get(label)
    if (place === undefined)
      throw new NotExecutable(
        `it is to keep index ${label} of \`${name}\`, which it does not have (it has ${brief(labels)})`,
      )
    return place
  })
}

const brief = (labels: Int32Array): string =>
  labels.length === 0
    ? 'none'
    : labels.length <= 8
      ? labels.join(', ')
      : `${labels.slice(0, 8).join(', ')}, …`

/** The cells with dimensions in another order. */
export function arranged({ axes, cells }: Value, order: readonly number[]): Cells {
  if (order.every((axis, i) => axis === i)) return cells
  const sizes = axes.map(({ labels }) => labels.length)
  const strides = sizes.map((_, i) => sizes.slice(i + 1).reduce((a, b) => a * b, 1))
  let flat = new Int32Array(1)
  for (const axis of order) {
    const next = new Int32Array(flat.length * sizes[axis]!)
    let at = 0
    for (const from of flat) for (let i = 0; i < sizes[axis]!; i++) next[at++] = from + i * strides[axis]!
    flat = next
  }
  return picked(cells, flat)
}
