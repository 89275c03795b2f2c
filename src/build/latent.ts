// Latent attention: the cache holds one vector of a token for all heads. Prefill expands it to heads; decode brings queries to it.
import { readCache, writeCache } from './cache.js'
import { gatherRows } from './exchange.js'
import { teamHeads } from './heads.js'
import { absorbAndAttend } from './latent-cache.js'
import { drawLatentProjections } from './latent-projections.js'
import { expandAndAttend } from './latent-prompt.js'
import { drawOutputProjection } from './output-projection.js'
import type { Scene } from './scene.js'
import type { LatentShape } from './shape.js'
import { dimension, tensor } from './tensors.js'

/** Draws latent attention of one layer on all ranks of a stage, from `attn_in` to `attn_out`. */
export function drawLatent(scene: Scene, layer: number, shape: LatentShape): void {
  const { teams, model, degrees, isPrefill, choices } = scene
  const l = `l${layer}`
  const heads = teamHeads(model, degrees)
  const dims = {
    ...{ heads: dimension('heads', shape.queries), latent: dimension('latent', shape.latent) },
    ...{ rope: dimension('rope', shape.rope), nope: dimension('nope', shape.nope) },
    value: dimension('value', shape.value),
  }
  for (const team of teams) drawLatentProjections(scene, team, layer, shape, heads, dims)
  const cached = [
    { written: `${l}.latent`, read: `${l}.cached_latent`, dims: [dims.latent] },
    { written: `${l}.k_turned`, read: `${l}.cached_key`, dims: [dims.rope] },
  ]
  const isGathered = isPrefill && degrees.pcp > 1
  const { contextMethod } = choices
  const gathersHere =
    isGathered && (contextMethod === 'gather' || (contextMethod === 'ulysses' && !scene.gathersCache))
  if (gathersHere)
    gatherRows(
      scene,
      layer,
      'kv_gather',
      cached.map(({ written, dims: own }) => tensor(written, [scene.row, ...own])),
    )
  const writes = writeCache(scene, layer, cached, () => [])
  if (isPrefill) expandAndAttend(scene, layer, heads, dims, writes)
  else {
    readCache(scene, layer, cached, writes)
    absorbAndAttend(scene, layer, heads, dims)
  }
  for (const team of teams) drawOutputProjection(scene, team, layer, heads, dims.value)
}
