// What a rank has of a tensor, cell by cell against the whole tensor of the reference.
import type { Algebra } from './algebra/algebra.js'
import type { Tensor } from './reference/tensors.js'
import type { Value } from './value.js'

/** A cell that differs: where it is in the whole tensor, and the two numbers. */
export interface Difference {
  /** By dimension, the index that the cell is said to be. */
  readonly at: Readonly<Record<string, number>>
  readonly seen: number
  /** What it must be; absent where the whole tensor has no such cell. */
  readonly expected?: number
}

/** The first cell that differs; undefined where all are equal. Of a tensor of other dimensions, the first cell. */
export function difference(algebra: Algebra, { axes, cells }: Value, tensor: Tensor): Difference | undefined {
  const count = cells.first.length
  if (count === 0) return undefined
  const isShape = axes.length === tensor.sizes.length
  const strides = tensor.sizes.map((_, i) => tensor.sizes.slice(i + 1).reduce((a, b) => a * b, 1))
  const place = new Int32Array(axes.length)
  for (let cell = 0; cell < count; cell++) {
    let at = isShape ? 0 : -1
    for (let i = 0; i < axes.length && at >= 0; i++) {
      const label = axes[i]!.labels[place[i]!]!
      at = label < tensor.sizes[i]! ? at + label * strides[i]! : -1
    }
    if (at >= 0 && tensor.has && !tensor.has(axes[0]!.labels[place[0]!]!)) at = -1
    if (at < 0 || !algebra.agree(cells, cell, tensor.cells, at)) {
      const where = Object.fromEntries(axes.map(({ name, labels }, i) => [name, labels[place[i]!]!]))
      return { at: where, seen: cells.first[cell]!, ...(at >= 0 && { expected: tensor.cells.first[at]! }) }
    }
    for (let i = axes.length - 1; i >= 0; i--) {
      if (++place[i]! < axes[i]!.labels.length) break
      place[i] = 0
    }
  }
  return undefined
}

/** Which cells of a whole tensor some rank has had. */
export class Coverage {
  readonly #seen: Uint8Array
  readonly #tensor: Tensor

  constructor(tensor: Tensor) {
    this.#tensor = tensor
    const { cells, sizes, has } = tensor
    this.#seen = new Uint8Array(cells.first.length)
    // What is not there cannot be lost.
    const each = this.#seen.length / Math.max(1, sizes[0] ?? 1)
    if (has)
      for (let place = 0; place < this.#seen.length; place++)
        if (!has(Math.floor(place / each))) this.#seen[place] = 1
  }

  add({ axes }: Value): void {
    const { sizes } = this.#tensor
    if (axes.length !== sizes.length) return
    let places = [0]
    for (const [i, { labels }] of axes.entries())
      places = places.flatMap((place) => Array.from(labels, (label) => place * sizes[i]! + label))
    for (const place of places) this.#seen[place] = 1
  }

  /** By dimension, the first cell that no rank had. */
  missing(): Readonly<Record<string, number>> | undefined {
    let place = this.#seen.indexOf(0)
    if (place < 0) return undefined
    const { dims, sizes } = this.#tensor
    const at: [string, number][] = []
    for (let i = sizes.length - 1; i >= 0; i--) {
      at.unshift([dims[i]!, place % sizes[i]!])
      place = Math.floor(place / sizes[i]!)
    }
    return Object.fromEntries(at)
  }
}
