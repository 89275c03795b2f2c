// Plain arithmetic on arrays of rows, in an algebra.
import type { Algebra, Cells } from '../algebra/algebra.js'
import { scatterText } from '../algebra/hash.js'

export class Arithmetic {
  readonly algebra: Algebra
  readonly #seed: number
  readonly #weights = new Map<string, Cells>()

  constructor(algebra: Algebra, seed: number) {
    this.algebra = algebra
    this.#seed = seed
  }

  /** A whole weight: its cells are drawn by its name and their places. */
  weight(name: string, count: number): Cells {
    const known =
      this.#weights.get(name) ??
      this.algebra.drawn(
        scatterText(name, this.#seed),
        Int32Array.from({ length: count }, (_, place) => place),
      )
    this.#weights.set(name, known)
    return known
  }

  /** Rows of `from` numbers times a matrix: rows of `to` numbers. */
  times(x: Cells, rows: number, matrix: Cells, from: number, to: number): Cells {
    const out = this.algebra.zeros(rows * to, x.second !== undefined)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < to; column++)
        this.algebra.dot(out, row * to + column, x, row * from, 1, matrix, column, to, from)
    return out
  }

  /** A row added to each row. */
  plusRow(x: Cells, rows: number, row: Cells): Cells {
    const width = row.first.length
    const repeated = this.columns(
      { first: row.first, ...(row.second && { second: row.second }) },
      1,
      width,
      0,
      width,
    )
    const all = this.algebra.zeros(rows * width, row.second !== undefined)
    for (let i = 0; i < rows; i++) this.put(all, i * width, repeated)
    return this.algebra.plus(x, all)
  }

  /** Some columns of rows. */
  columns({ first, second }: Cells, rows: number, width: number, from: number, count: number): Cells {
    const cut = (array: Float64Array) => {
      const out = new Float64Array(rows * count)
      for (let row = 0; row < rows; row++)
        out.set(array.subarray(row * width + from, row * width + from + count), row * count)
      return out
    }
    return { first: cut(first), ...(second && { second: cut(second) }) }
  }

  put(to: Cells, at: number, from: Cells): void {
    to.first.set(from.first, at)
    if (from.second) to.second?.set(from.second, at)
  }

  /** Root mean square norm of each row, with a scale for each column. */
  norm(x: Cells, rows: number, width: number, scale: Cells): Cells {
    const out = this.algebra.zeros(rows * width)
    for (let row = 0; row < rows; row++) {
      const one = this.columns(x, 1, 0, row * width, width)
      const sum = this.algebra.zeros(1, x.second !== undefined)
      this.algebra.dot(sum, 0, one, 0, 1, one, 0, 1, width)
      const root = this.algebra.inverseRoot(sum, width)
      const scaled = this.algebra.times(one, scale)
      const normed = this.algebra.zeros(width, scaled.second !== undefined && root.second !== undefined)
      for (let i = 0; i < width; i++) this.algebra.dot(normed, i, scaled, i, 1, root, 0, 1, 1)
      this.put(out, row * width, this.algebra.lifted(normed))
    }
    return out
  }

  /** The number of each row that comes last in the order of its algebra. */
  greatest(x: Cells, rows: number, width: number): Cells {
    const out = this.algebra.zeros(rows, x.second !== undefined)
    for (let row = 0; row < rows; row++) {
      const places = Array.from({ length: width }, (_, i) => row * width + i)
      places.sort(
        (a, b) => Number(this.algebra.isBelow(x, a, x, b)) - Number(this.algebra.isBelow(x, b, x, a)),
      )
      this.put(out, row, this.columns(x, 1, 0, places[0]!, 1))
    }
    return out
  }

  /** Of each row the exponentials, and these by their sum. */
  softmax(x: Cells, rows: number, width: number): Cells {
    const powers = this.algebra.exponential(x)
    const out = this.algebra.zeros(rows * width, powers.second !== undefined)
    for (let row = 0; row < rows; row++) {
      let total = this.columns(powers, 1, 0, row * width, 1)
      for (let i = 1; i < width; i++)
        total = this.algebra.plus(total, this.columns(powers, 1, 0, row * width + i, 1))
      const share = this.algebra.inverse(total)
      for (let i = 0; i < width; i++)
        this.put(
          out,
          row * width + i,
          this.algebra.times(this.columns(powers, 1, 0, row * width + i, 1), share),
        )
    }
    return out
  }

  /** Gate and up projection in one matrix, the activation of the one times the other, and the projection back. */
  network(x: Cells, rows: number, width: number, inner: number, up: Cells, down: Cells) {
    const both = this.times(x, rows, up, width, 2 * inner)
    const gate = this.columns(both, rows, 2 * inner, 0, inner)
    const other = this.columns(both, rows, 2 * inner, inner, inner)
    const act = this.algebra.times(this.algebra.activated(gate), other)
    return { gate, up: other, act, out: this.times(act, rows, down, inner, width) }
  }
}
