// Attention with heads of queries that share heads of keys and values.
import type { Cells } from '../algebra/algebra.js'
import { type Keys, softAttention, turned } from './attention.js'
import type { Memory } from './cache.js'
import { notePositions, outputProjection } from './projection.js'
import { normName, type Scene } from './scene.js'

/** From normed rows to what is added to the residual stream. */
export function headAttention(scene: Scene, memory: Memory, x: Cells, window: number): Cells {
  const { math, model, rows, weight, note } = scene
  const { hidden, heads, kvHeads, headDim } = model
  const count = rows.length
  const made = (heads + 2 * kvHeads) * headDim
  let fused = math.times(x, count, weight('wqkv', hidden * made), hidden, made)
  if (model.qkvBias) fused = math.plusRow(fused, count, weight('bqkv', made))
  const [ofQueries, ofKeys] = [
    { heads, head_dim: headDim },
    { kv_heads: kvHeads, head_dim: headDim },
  ]
  const part = (from: number, size: number) =>
    math.columns(fused, count, made, from * headDim, size * headDim)
  let q = note('q', ofQueries, part(0, heads))
  let k = note('k', ofKeys, part(heads, kvHeads))
  const v = note('v', ofKeys, part(heads + kvHeads, kvHeads))
  if (model.headNorms) {
    const own = (name: string) => weight(normName(name), headDim)
    q = note('q_normed', ofQueries, math.norm(q, count * heads, headDim, own('q')))
    k = note('k_normed', ofKeys, math.norm(k, count * kvHeads, headDim, own('k')))
  }
  q = note('q_turned', ofQueries, turned(math, q, rows, heads, headDim))
  k = note('k_turned', ofKeys, turned(math, k, rows, kvHeads, headDim))
  memory.add(rows, { k, v })
  for (const [name, own] of [
    ['cached_k', 'k'],
    ['cached_v', 'v'],
  ] as const)
    scene.noteCached(name, ofKeys, memory.of(own), memory.rows)
  notePositions(scene, memory)
  const keys = (own: string): Keys => ({ cells: memory.of(own), groups: kvHeads, width: headDim })
  const pairings = [{ queries: q, keys: keys('k') }]
  const attn = softAttention(math, rows, memory.rows, heads, pairings, keys('v'), window)
  return outputProjection(scene, note('attn', ofQueries, attn), heads * headDim)
}
