// What the reference remembers of a layer from moment to moment.
import type { Cells } from '../algebra/algebra.js'
import type { Row } from './attention.js'

/** Rows that were seen, and by name the tensors of those rows. */
export class Memory {
  readonly rows: Row[] = []
  readonly #cells = new Map<string, Cells>()

  /** Adds rows with their tensors. */
  add(rows: readonly Row[], tensors: Readonly<Record<string, Cells>>): void {
    this.rows.push(...rows)
    for (const [name, cells] of Object.entries(tensors)) {
      const old = this.#cells.get(name)
      this.#cells.set(name, old === undefined ? cells : behind(old, cells))
    }
  }

  of(name: string): Cells {
    return this.#cells.get(name)!
  }
}

function behind(a: Cells, b: Cells): Cells {
  const joined = (x: Float64Array, y: Float64Array) => {
    const out = new Float64Array(x.length + y.length)
    out.set(x)
    out.set(y, x.length)
    return out
  }
  return {
    first: joined(a.first, b.first),
    ...(a.second && b.second && { second: joined(a.second, b.second) }),
  }
}
