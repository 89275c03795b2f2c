// The caches of all devices: what was written of each layer, in the order in which it was written.
import { joined, type Value } from './value.js'

/** Tensors of the same rows, and the position of each row. */
export interface Cached {
  readonly tensors: readonly Value[]
  readonly positions: Value
}

export class Caches {
  readonly #cached = new Map<string, Cached>()

  read(device: number, key: string): Cached | undefined {
    return this.#cached.get(`${device} ${key}`)
  }

  /** Puts rows behind those that are there. @throws NotExecutable where the tensors have other shapes */
  append(device: number, key: string, rows: Cached): void {
    const old = this.read(device, key)
    this.#cached.set(`${device} ${key}`, old === undefined ? rows : behind(old, rows))
  }
}

function behind(old: Cached, rows: Cached): Cached {
  return {
    tensors: rows.tensors.map((tensor, i) => {
      const before = old.tensors[i]
      return before === undefined ? tensor : joined([before, tensor], 0)
    }),
    positions: joined([old.positions, rows.positions], 0),
  }
}
