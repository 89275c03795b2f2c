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

export function at({ dims, cells }: Array, ...index: number[]): number {
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

export const added = (arrays: readonly Array[]): Array =>
  combine(arrays, (...values) => values.reduce((a, b) => a + b, 0))

export const greatest = (arrays: readonly Array[]): Array => combine(arrays, Math.max)
export const least = (arrays: readonly Array[]): Array => combine(arrays, Math.min)

export const near = (a: Array, b: Array): boolean =>
  a.cells.length === b.cells.length && a.cells.every((cell, i) => Math.abs(cell - b.cells[i]!) < 1e-9)

/** Outputs of attention over parts of the columns, weighed by what each part's scores come to. */
export function merged(made: readonly (readonly Array[])[]): Array {
  const { dims } = made[0]![0]!
  return make(dims, (row, head, i) => {
    const totals = made.map((one) => at(one[1]!, row, head))
    const sum = totals.reduce((a, b) => a + b, 0)
    return made.reduce((value, one, k) => value + (at(one[0]!, row, head, i) * totals[k]!) / sum, 0)
  })
}

/** Of each row the token of the part with the highest score. */
export const best = (made: readonly (readonly Array[])[]): Array =>
  make(made[0]![0]!.dims, (row) => {
    const first = made.reduce((a, b) => (at(b[1]!, row) > at(a[1]!, row) ? b : a))
    return at(first[0]!, row)
  })

/** Of each tensor that is read or loaded, the indices of each dimension that the rank has. */
export type Indices = readonly (readonly (readonly number[])[])[]

/** What a program computes of what it has, by place. */
export type Run = (inputs: readonly Array[], indices: Indices) => Array[]

const sum = (count: number, of: (i: number) => number): number => {
  let total = 0
  for (let i = 0; i < count; i++) total += of(i)
  return total
}

const silu = (x: number): number => x / (1 + Math.exp(-x))

const add: Run = (inputs) => [added(inputs)]

/** Both dimensions of x that the product sums over, or one and one that stays beside it. */
const project =
  (summed: number, shared: number): Run =>
  ([x, w]) => {
    const kept = x!.dims.slice(0, x!.dims.length - summed - shared)
    const own = w!.dims.slice(shared + summed)
    const along = x!.dims.slice(kept.length + shared)
    const stay = x!.dims.slice(kept.length, kept.length + shared)
    return [
      make([...kept, ...stay, ...own], (...index) => {
        const [rows, rest] = [index.slice(0, kept.length), index.slice(kept.length)]
        const [beside, made] = [rest.slice(0, shared), rest.slice(shared)]
        const terms = make(
          along,
          (...k) => at(x!, ...rows, ...beside, ...k) * at(w!, ...beside, ...k, ...made),
        )
        return terms.cells.reduce((a, b) => a + b, 0)
      }),
    ]
  }

const rotated = (x: Array, positions: Array): Array => {
  const half = x.dims.at(-1)!.size / 2
  return make(x.dims, (...index) => {
    const [row, i] = [index[0]!, index.at(-1)!]
    const angle = at(positions, row) / 10 ** ((i % half) / half)
    const pair = at(x, ...index.slice(0, -1), i < half ? i + half : i - half)
    return at(x, ...index) * Math.cos(angle) + (i < half ? -pair : pair) * Math.sin(angle)
  })
}

/** Attention by exponentials of scores: its outputs, and what the scores of each row and head come to. */
function attended(
  [positions, columns]: readonly [Array, Array],
  heads: Array['dims'][number],
  width: Array['dims'][number],
  score: (row: number, head: number, column: number) => number,
  value: (column: number, head: number, i: number) => number,
): Array[] {
  const rows = [positions.dims[0]!, heads]
  const count = columns.dims[0]!.size
  const weights = make([...rows, columns.dims[0]!], (row, head, column) =>
    at(columns, column) <= at(positions, row) ? Math.exp(score(row, head, column)) : 0,
  )
  const total = make(rows, (row, head) => sum(count, (column) => at(weights, row, head, column)))
  const out = make([...rows, width], (row, head, i) => {
    const weighed = sum(count, (column) => at(weights, row, head, column) * value(column, head, i))
    return at(total, row, head) === 0 ? 0 : weighed / at(total, row, head)
  })
  return [out, total]
}

const attention: Run = ([q, k, v, positions, columns]) => {
  const heads = q!.dims[1]!
  const group = (of: Array, head: number) => Math.floor((head * of.dims[1]!.size) / heads.size)
  return attended(
    [positions!, columns!],
    heads,
    v!.dims[2]!,
    (row, head, column) =>
      sum(q!.dims[2]!.size, (i) => at(q!, row, head, i) * at(k!, column, group(k!, head), i)),
    (column, head, i) => at(v!, column, group(v!, head), i),
  )
}

/** One number for each row. */
const perRow =
  (of: (...numbers: number[]) => number): Run =>
  ([x]) => [
    make(x!.dims.slice(0, -1), (...index) => {
      const width = x!.dims.at(-1)!.size
      return of(...globalThis.Array.from({ length: width }, (_, i) => at(x!, ...index, i)))
    }),
  ]

/** Each row and its own number. */
const byRow =
  (of: (x: number, each: number) => number): Run =>
  ([x, each]) => [make(x!.dims, (...index) => of(at(x!, ...index), at(each!, ...index.slice(0, -1))))]

/** Each row by its own experts, of which those that are not here give nothing; ids of experts before the point, their weights behind it. */
const masked: Run = ([x, routes, up, down], indices) => {
  const here = indices[2]![0]!
  return [
    make(x!.dims, (row, i) =>
      sum(routes!.dims[1]!.size, (slot) => {
        const route = at(routes!, row, slot)
        const expert = here.indexOf(Math.floor(route))
        if (expert < 0) return 0
        const inner = (j: number) =>
          silu(sum(x!.dims[1]!.size, (k) => at(x!, row, k) * at(up!, expert, k, j)))
        return (route % 1) * sum(up!.dims[2]!.size, (j) => inner(j) * at(down!, expert, j, i))
      }),
    ),
  ]
}

const expanded: Run = ([q, turned, k, key, v, positions, columns]) =>
  attended(
    [positions!, columns!],
    q!.dims[1]!,
    v!.dims[2]!,
    (row, head, column) =>
      sum(q!.dims[2]!.size, (i) => at(q!, row, head, i) * at(k!, column, head, i)) +
      sum(turned!.dims[2]!.size, (i) => at(turned!, row, head, i) * at(key!, column, i)),
    (column, head, i) => at(v!, column, head, i),
  )

/** By operation, and by kernel where a table has nothing of the form. */
export const runs: Readonly<Record<string, Run>> = {
  linear: project(1, 0),
  output_projection: project(2, 0),
  q_projection: project(1, 1),
  norm: ([x, scale]) => {
    const width = x!.dims[1]!.size
    const square = (row: number) => sum(width, (k) => at(x!, row, k) ** 2) / width
    return [make(x!.dims, (row, i) => (at(x!, row, i) * at(scale!, i)) / Math.sqrt(square(row)))]
  },
  rotary_embedding: (inputs) => inputs.slice(0, -1).map((x) => rotated(x, inputs.at(-1)!)),
  residual_add: add,
  row_max: perRow(Math.max),
  row_min: perRow(Math.min),
  row_abs_max: perRow((...numbers) => Math.max(...numbers.map(Math.abs))),
  row_sum: perRow((...numbers) => numbers.reduce((a, b) => a + b, 0)),
  subtract_from_rows: byRow((x, each) => x - each),
  divide_rows: byRow((x, each) => x / each),
  exponential: ([x]) => [combine([x!], Math.exp)],
  activation: ([gate, up]) => [combine([gate!, up!], (g, u) => silu(g) * u)],
  embedding: ([ids, table], indices) => [
    make([ids!.dims[0]!, table!.dims[1]!], (row, i) => {
      const entry = indices[1]![0]!.indexOf(at(ids!, row))
      return entry < 0 ? 0 : at(table!, entry, i)
    }),
  ],
  attention,
  ring_attention: (inputs, indices) => attention(inputs, indices).slice(0, 1),
  'attention/expanded': expanded,
  'ring_attention/expanded': (inputs, indices) => expanded(inputs, indices).slice(0, 1),
  'attention/absorbed': ([q, turned, latent, key, positions, columns]) =>
    attended(
      [positions!, columns!],
      q!.dims[1]!,
      latent!.dims[1]!,
      (row, head, column) =>
        sum(q!.dims[2]!.size, (i) => at(q!, row, head, i) * at(latent!, column, i)) +
        sum(turned!.dims[2]!.size, (i) => at(turned!, row, head, i) * at(key!, column, i)),
      (column, _head, i) => at(latent!, column, i),
    ),
  router: ([x, w]) => {
    const logits = runs['linear']!([x!, w!], [])[0]!
    const experts = logits.dims[1]!.size
    const shares = make(logits.dims, (row, expert) => {
      const total = sum(experts, (other) => Math.exp(at(logits, row, other)))
      return Math.exp(at(logits, row, expert)) / total
    })
    return [
      make([x!.dims[0]!, { name: 'slot', size: 2 }], (row, slot) => {
        const order = logits.dims[1]! && [...globalThis.Array(experts).keys()]
        const expert = order.sort((a, b) => at(shares, row, b) - at(shares, row, a))[slot]!
        return expert + at(shares, row, expert) * 0.999
      }),
    ]
  },
  expert: masked,
  shared_expert: ([x, up, down]) => {
    const inner = combine(runs['linear']!([x!, up!], []), silu)
    return runs['linear']!([inner, down!], [])
  },
  /** The token of the highest logit, and that logit: a shard counts from its first entry. */
  sampling: ([logits], indices) => {
    const entries = logits!.dims[1]!.size
    const best = (row: number) =>
      [...globalThis.Array(entries).keys()].reduce(
        (a, b) => (at(logits!, row, b) > at(logits!, row, a) ? b : a),
        0,
      )
    return [
      make([logits!.dims[0]!], (row) => indices[0]![1]![0]! + best(row)),
      make([logits!.dims[0]!], (row) => at(logits!, row, best(row))),
    ]
  },
}
