// The unsharded model on plain arrays: what every tensor of a plan is compared with. It knows nothing of plans.
import type { Algebra, Cells } from '../algebra/algebra.js'
import { promptToken } from '../inputs.js'
import type { Architecture, LayerKind } from './architecture.js'
import { Arithmetic } from './arithmetic.js'
import type { Row } from './attention.js'
import { Memory } from './cache.js'
import { expertsOf } from './experts.js'
import { headAttention } from './heads.js'
import { latentAttention } from './latent.js'
import { normName, type Scene } from './scene.js'
import type { Tensor, Tensors } from './tensors.js'

export interface ReferenceSettings {
  readonly model: Architecture
  readonly algebra: Algebra
  readonly seed: number
  readonly sequences: number
  /** Positions of a prompt. */
  readonly length: number
  /** Positions of a sequence over the whole run. */
  readonly capacity: number
}

export class Reference {
  readonly #settings: ReferenceSettings
  readonly #math: Arithmetic
  readonly #memories: readonly Memory[]
  #next: Float64Array = new Float64Array()

  constructor(settings: ReferenceSettings) {
    this.#settings = settings
    this.#math = new Arithmetic(settings.algebra, settings.seed)
    this.#memories = settings.model.layers.map(() => new Memory())
  }

  /** All positions of all prompts at once. */
  prompt(): Tensors {
    const { sequences, length, seed, model } = this.#settings
    const rows = Array.from(
      { length: sequences * length },
      (_, row): Row => ({ sequence: Math.floor(row / length), position: row % length }),
    )
    const tokens = Float64Array.from(rows, ({ sequence, position }) =>
      promptToken(seed, sequence, position, model.vocabulary),
    )
    return this.#forward(rows, tokens, true)
  }

  /** One token of each sequence, at a position; at the first, a token of the prompt. */
  step(position: number): Tensors {
    const { sequences, seed, model } = this.#settings
    const rows = Array.from({ length: sequences }, (_, sequence): Row => ({ sequence, position }))
    const first = () =>
      Float64Array.from(rows, ({ sequence }) => promptToken(seed, sequence, 0, model.vocabulary))
    return this.#forward(rows, position === 0 ? first() : this.#next, false)
  }

  #forward(rows: readonly Row[], tokens: Float64Array, isPrompt: boolean): Tensors {
    const { model, length } = this.#settings
    const tensors = new Map<string, Tensor>()
    const math = this.#math
    const { hidden, vocabulary } = model
    const note = (
      name: string,
      dims: Readonly<Record<string, number>>,
      cells: Cells,
      row = isPrompt ? 'tok' : 'seq',
      count = rows.length,
    ): Cells => {
      tensors.set(name, { dims: [row, ...Object.keys(dims)], sizes: [count, ...Object.values(dims)], cells })
      return cells
    }
    note('tokens', {}, { first: tokens })
    note(
      'positions',
      {},
      {
        first: Float64Array.from(rows, ({ position }) => position),
        second: Float64Array.from(rows, ({ sequence }) => sequence),
      },
    )
    const table = math.weight('embed', vocabulary * hidden)
    const embedded = math.algebra.zeros(rows.length * hidden)
    for (const [row, token] of tokens.entries())
      math.put(embedded, row * hidden, math.columns(table, 1, 0, token * hidden, hidden))
    let x = note('embedded', { hidden }, embedded)
    for (const [layer, kind] of model.layers.entries())
      x = this.#layer(this.#sceneOf(layer, rows, tensors, note), kind, this.#memories[layer]!, x)
    const final = note(
      'final',
      { hidden },
      math.norm(x, rows.length, hidden, math.weight(normName('final'), hidden)),
    )
    const ends = rows.flatMap(({ position }, row) => (!isPrompt || position === length - 1 ? [row] : []))
    const last = math.algebra.zeros(ends.length * hidden)
    for (const [i, row] of ends.entries())
      math.put(last, i * hidden, math.columns(final, 1, 0, row * hidden, hidden))
    if (isPrompt) note('last', { hidden }, last, 'seq', ends.length)
    const head = math.weight(model.tied ? 'embed' : 'head', vocabulary * hidden)
    const logits = math.algebra.zeros(ends.length * vocabulary)
    for (let row = 0; row < ends.length; row++)
      for (let token = 0; token < vocabulary; token++)
        math.algebra.dot(
          logits,
          row * vocabulary + token,
          last,
          row * hidden,
          1,
          head,
          token * hidden,
          1,
          hidden,
        )
    note('logits', { vocab: vocabulary }, logits, 'seq', ends.length)
    note('logits_max', {}, math.greatest(logits, ends.length, vocabulary), 'seq', ends.length)
    note(
      'probabilities',
      { vocab: vocabulary },
      math.softmax(logits, ends.length, vocabulary),
      'seq',
      ends.length,
    )
    const heights = logits.first.map((one) => this.#math.algebra.height(one))
    this.#next = Float64Array.from(ends, (_, row) => bestOf(heights, row, vocabulary))
    note('next', {}, { first: this.#next }, 'seq', ends.length)
    return tensors
  }

  #sceneOf(layer: number, rows: readonly Row[], tensors: Map<string, Tensor>, note: Scene['note']): Scene {
    const { model, capacity, sequences } = this.#settings
    const name = (own: string) => `l${layer}.${own}`
    return {
      ...{ math: this.#math, model, rows, name },
      weight: (own, count) => this.#math.weight(name(own), count),
      note: (own, dims, cells) => note(name(own), dims, cells),
      noteCached: (own, dims, cells, cached) => {
        const size = Object.values(dims).reduce((a, b) => a * b, 1)
        const all = this.#math.algebra.zeros(sequences * capacity * size, cells.second !== undefined)
        const second =
          cells.second === undefined ? undefined : (all.second ?? new Float64Array(all.first.length))
        const has = new Uint8Array(sequences * capacity)
        for (const [row, { sequence, position }] of cached.entries()) {
          const at = sequence * capacity + position
          has[at] = 1
          all.first.set(cells.first.subarray(row * size, (row + 1) * size), at * size)
          second?.set(cells.second!.subarray(row * size, (row + 1) * size), at * size)
        }
        tensors.set(name(own), {
          ...{
            dims: ['cached', ...Object.keys(dims)],
            sizes: [sequences * capacity, ...Object.values(dims)],
          },
          cells: { first: all.first, ...(second && { second }) },
          has: (index) => has[index] === 1,
        })
      },
    }
  }

  #layer(scene: Scene, kind: LayerKind, memory: Memory, x: Cells): Cells {
    const { math, model, rows } = scene
    const { hidden } = model
    const norm = (from: Cells, own: string) =>
      math.norm(from, rows.length, hidden, scene.weight(normName(own), hidden))
    const attended = scene.note('attn_in', { hidden }, norm(x, 'attn'))
    const window = kind.window ?? Number.POSITIVE_INFINITY
    const attention = model.latent ? latentAttention : headAttention
    const attn = attention(scene, memory, attended, window)
    const mid = scene.note('mid', { hidden }, math.algebra.plus(x, scene.note('attn_out', { hidden }, attn)))
    const entering = scene.note('ffn_in', { hidden }, norm(mid, 'ffn'))
    const made = kind.experts ? expertsOf(scene, entering) : dense(scene, entering)
    return scene.note('out', { hidden }, math.algebra.plus(mid, scene.note('ffn_out', { hidden }, made)))
  }
}

function bestOf(heights: Float64Array, row: number, count: number): number {
  const own = heights.subarray(row * count, (row + 1) * count)
  return own.indexOf(own.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY))
}

function dense({ math, model, rows, weight, note }: Scene, x: Cells): Cells {
  const { hidden, ffn } = model
  const matrices = [weight('wgate_up', hidden * 2 * ffn), weight('wdown', ffn * hidden)] as const
  const { gate, up, act, out } = math.network(x, rows.length, hidden, ffn, ...matrices)
  for (const [name, cells] of Object.entries({ gate, up, act })) note(name, { ffn }, cells)
  return out
}
