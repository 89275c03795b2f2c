// The caches of all devices: what was written of each layer, each cell by its sequence and position, in the order in which it was written.
import { NotExecutable } from './not-executable.js'
import { joined, taken, type Value } from './value.js'

/** Tensors of the same rows, and the position of each row. */
export interface Cached {
  readonly tensors: readonly Value[]
  readonly positions: Value
  /** In which order positions and heads lie, where a node has said it. */
  readonly layout?: unknown
}

/** What one device has of one layer. */
export interface Entry extends Cached {
  readonly device: number
  readonly layer: number | undefined
}

export class Caches {
  readonly #cached = new Map<string, Entry>()

  /** Everything that is cached. */
  entries(): Iterable<Entry> {
    return this.#cached.values()
  }

  read(device: number, at: CacheAt): Cached | undefined {
    return this.#cached.get(keyOf(device, at))
  }

  /** Puts rows behind those that are there, and in the place of those of the same cells. @throws NotExecutable where the tensors have other shapes */
  append(device: number, at: CacheAt, rows: Cached): void {
    const old = this.read(device, at)
    const all = old === undefined ? rows : behind(old, rows)
    this.#cached.set(keyOf(device, at), { ...all, device, layer: at.layer })
  }
}

/** What a cache is found by on a device: its name, where a plan has several, and its layer. */
export interface CacheAt {
  readonly name: unknown
  readonly layer: number | undefined
}

const keyOf = (device: number, { name, layer }: CacheAt): string => `${device} ${layer ?? ''} ${name ?? ''}`

function behind(all: Cached, rows: Cached): Cached {
  const old = without(all, rows)
  const layout = rows.layout ?? all.layout
  if (layout !== (all.layout ?? layout) && rows.tensors.some(hasHeads))
    throw new NotExecutable('what is cached lies in another order than what is there')
  return {
    ...(layout !== undefined && { layout }),
    tensors: rows.tensors.map((tensor, i) => {
      const before = old.tensors[i]
      return before === undefined ? tensor : joined([before, tensor], 0)
    }),
    positions: joined([old.positions, rows.positions], 0),
  }
}

/** Whether positions and heads have an order: a tensor of rows, several heads and elements. */
const hasHeads = ({ axes }: Value): boolean => axes.length > 2 && axes[1]!.labels.length > 1

/** What is kept where other rows are written: as in tables of blocks, a cell has one value. */
function without(all: Cached, { positions }: Cached): Cached {
  const written = new Set(cellsOf(positions))
  const cells = cellsOf(all.positions)
  const kept = Int32Array.from(cells.keys()).filter((row) => !written.has(cells[row]!))
  if (kept.length === cells.length) return all
  const left = (value: Value) => taken(value, 0, kept)
  return { ...all, tensors: all.tensors.map(left), positions: left(all.positions) }
}

function cellsOf({ cells: { first, second } }: Value): string[] {
  return Array.from(first, (position, row) => `${second?.[row] ?? 0} ${position}`)
}

/** A cached tensor whose rows are told by sequence and position: `sequence * capacity + position`. */
export function asCached({ axes, cells }: Value, positions: Value, capacity: number, name = 'cached'): Value {
  const { first, second } = positions.cells
  const labels = Int32Array.from(first, (position, row) => (second?.[row] ?? 0) * capacity + position)
  return { axes: [{ name, labels }, ...axes.slice(1)], cells }
}
