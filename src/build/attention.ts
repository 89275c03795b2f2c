// Attention over heads of queries that share heads of keys and values.
import { KEY_HEADS, readCache, writeCache } from './cache.js'
import { attendCache } from './cache-attention.js'
import { gatherRows } from './exchange.js'
import { drawProjections } from './head-projections.js'
import { teamHeads } from './heads.js'
import { drawOutputProjection } from './output-projection.js'
import { attendPrompt } from './prompt-attention.js'
import { type Scene, seatOf } from './scene.js'
import type { HeadsShape } from './shape.js'
import { dimension, tensor } from './tensors.js'

/** Draws attention of one layer on all ranks of a stage, from `attn_in` to `attn_out`. */
export function drawHeads(scene: Scene, layer: number, shape: HeadsShape): void {
  const { model, row, teams, degrees, isPrefill } = scene
  const l = `l${layer}`
  const heads = teamHeads(model, degrees)
  const [queryHeads, keyHeads] = [dimension('heads', shape.queries), dimension(KEY_HEADS, shape.keys)]
  const width = dimension('head_dim', shape.width)
  for (const team of teams) drawProjections(scene, team, layer, shape, heads)
  const cached = [
    { written: `${l}.k_turned`, read: `${l}.cached_k`, dims: [keyHeads, width] },
    { written: `${l}.v`, read: `${l}.cached_v`, dims: [keyHeads, width] },
  ]
  if (isPrefill && degrees.pcp > 1 && scene.choices.contextMethod === 'gather')
    gatherRows(
      scene,
      layer,
      'kv_gather',
      cached.map(({ written, dims }) => tensor(written, [row, ...dims])),
    )
  const made = (device: number) => heads[seatOf(scene, device).rank]!.block.keys
  const writes = writeCache(scene, layer, cached, made)
  if (isPrefill) attendPrompt(scene, layer, heads, { queryHeads, keyHeads, width }, writes)
  else {
    readCache(scene, layer, cached, writes)
    attendCache(scene, layer, heads, { queryHeads, width })
  }
  for (const team of teams) drawOutputProjection(scene, team, layer, heads, width)
}
