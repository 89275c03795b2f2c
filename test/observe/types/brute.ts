// Operators on small arrays, written out plainly: what the rules of placement are compared with.

/** An array of numbers with named dimensions, the last one innermost. */
export interface Array {
  readonly dims: readonly { readonly name: string; readonly size: number }[]
  readonly cells: readonly number[]
}

export function make(dims: Array['dims'], at: (...index: number[]) => number): Array {
  const cells: number[] = []
  const fill = (index: number[]): void => {
    if (index.length === dims.length) cells.push(at(...index))
    else for (let i = 0; i < dims[index.length]!.size; i++) fill([...index, i])
  }
  fill([])
  return { dims, cells }
}

function at({ dims, cells }: Array, ...index: number[]): number {
  return cells[index.reduce((place, i, axis) => place * dims[axis]!.size + i, 0)]!
}

/** The cells at these indices of each dimension. */
export function slice(array: Array, sets: readonly (readonly number[])[]): Array {
  const dims = array.dims.map(({ name }, axis) => ({ name, size: sets[axis]!.length }))
  return make(dims, (...index) => at(array, ...index.map((i, axis) => sets[axis]![i]!)))
}

export function combine(arrays: readonly Array[], how: (...values: number[]) => number): Array {
  return {
    dims: arrays[0]!.dims,
    cells: arrays[0]!.cells.map((_, i) => how(...arrays.map(({ cells }) => cells[i]!))),
  }
}

export type Run = (...inputs: Array[]) => Array[]

const sum = (count: number, of: (i: number) => number): number => {
  let total = 0
  for (let i = 0; i < count; i++) total += of(i)
  return total
}

/** What programs compute of what they have, by place. Undefined where shapes do not fit. */
export const runs: Readonly<Record<string, Run>> = {
  project: (x, w) => [
    make([x.dims[0]!, w.dims[1]!], (row, column) =>
      sum(x.dims[1]!.size, (k) => at(x, row, k) * at(w, k, column)),
    ),
  ],
  normalise: (x, scale) => {
    const width = x.dims[1]!.size
    return [
      make(
        x.dims,
        (row, i) => (at(x, row, i) * at(scale, i)) / Math.sqrt(sum(width, (k) => at(x, row, k) ** 2) / width),
      ),
    ]
  },
  rotate: (x, positions) => {
    const half = x.dims[1]!.size / 2
    return [
      make(x.dims, (row, i) => {
        const angle = at(positions, row) / 10 ** ((i % half) / half)
        const other = i < half ? -at(x, row, i + half) : at(x, row, i - half)
        return at(x, row, i) * Math.cos(angle) + other * Math.sin(angle)
      }),
    ]
  },
  add: (a, b) => [combine([a, b], (p, q) => p + q)],
  gate: (gate, up) => [combine([gate, up], (g, u) => (g / (1 + Math.exp(-g))) * u)],
  'look-up': (ids, table) => [
    make([ids.dims[0]!, table.dims[1]!], (row, i) => {
      const entry = LOADED.indexOf(at(ids, row))
      return entry < 0 ? 0 : at(table, entry, i)
    }),
  ],
  attend: (q, k, v, positions, columns) => {
    const [nq, nk] = [q.dims[1]!.size, k.dims[1]!.size]
    const score = (row: number, head: number, column: number): number => {
      const group = Math.floor((head * nk) / nq)
      const seen = at(columns, column) <= at(positions, row)
      return seen ? Math.exp(sum(q.dims[2]!.size, (i) => at(q, row, head, i) * at(k, column, group, i))) : 0
    }
    const rows = [q.dims[0]!, q.dims[1]!]
    const total = (row: number, head: number): number =>
      sum(k.dims[0]!.size, (column) => score(row, head, column))
    const out = make([...rows, v.dims[2]!], (row, head, i) => {
      const group = Math.floor((head * v.dims[1]!.size) / nq)
      const weighed = sum(k.dims[0]!.size, (column) => score(row, head, column) * at(v, column, group, i))
      return total(row, head) === 0 ? 0 : weighed / total(row, head)
    })
    return [out, make(rows, total)]
  },
}

/** Entries of the table that the rank which is run has loaded: a look-up masks the others. */
export const LOADED: number[] = []
