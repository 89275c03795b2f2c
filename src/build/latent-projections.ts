// Queries of each head and the latent of each token, from the rows of a team.
import type { Dimension } from '../candidate/candidate.js'
import { groupOf } from './attend.js'
import type { RankHeads } from './heads.js'
import type { LatentDims } from './latent-dims.js'
import { wholeRows } from './reduce.js'
import { placeOf, type Scene, type Team } from './scene.js'
import type { LatentShape } from './shape.js'
import { dimension, tensor } from './tensors.js'

/** Draws the projections of one team: `q_nope`, `q_turned`, `latent` and `k_turned`. */
export function drawLatentProjections(
  scene: Scene,
  team: Team,
  layer: number,
  shape: LatentShape,
  all: readonly RankHeads[],
  dims: LatentDims,
): void {
  const { draft, model, row } = scene
  const l = `l${layer}`
  const place = placeOf(scene, team, layer)
  const { devices } = team
  const hidden = dimension('hidden', model.hidden)
  const input = wholeRows(scene, team, layer, `${l}.attn_in`, [hidden])
  const { heads, latent, rope, nope } = dims
  const norm = (name: string, from: string, to: string, width: Dimension) =>
    draft.add(place, {
      ...{ name, piece: 'norm', devices, inputs: [`${l}.${from}`] },
      weights: [tensor(`${l}.${name}`, [width])],
      outputs: [tensor(`${l}.${to}`, [row, width])],
    })
  let [queries, width] = [input, hidden]
  if (shape.queryLatent !== undefined) {
    width = dimension('q_latent', shape.queryLatent)
    draft.add(place, {
      ...{ name: 'q_down', piece: 'product', devices, inputs: [input] },
      weights: [tensor(`${l}.wq_a`, [hidden, width])],
      outputs: [tensor(`${l}.q_latent`, [row, width])],
    })
    norm('q_a_norm', 'q_latent', 'q_latent_normed', width)
    queries = `${l}.q_latent_normed`
  }
  const own = { heads: all.map((one) => one.own.queries) }
  draft.add(place, {
    ...{ name: 'q', piece: 'queries', devices, ...groupOf(team), inputs: [queries] },
    weights: [
      tensor(`${l}.wq_nope`, [width, heads, nope], own),
      tensor(`${l}.wq_rope`, [width, heads, rope], own),
    ],
    outputs: [tensor(`${l}.q_nope`, [row, heads, nope]), tensor(`${l}.q_rope`, [row, heads, rope])],
  })
  draft.add(place, {
    ...{ name: 'kv_down', piece: 'latents', devices, ...groupOf(team), inputs: [input] },
    weights: [tensor(`${l}.wkv_latent`, [hidden, latent]), tensor(`${l}.wkv_rope`, [hidden, rope])],
    outputs: [tensor(`${l}.latent_raw`, [row, latent]), tensor(`${l}.k_rope_raw`, [row, rope])],
  })
  norm('kv_norm', 'latent_raw', 'latent', latent)
  draft.add(place, {
    ...{
      name: 'rope',
      piece: 'turning',
      devices,
      inputs: [`${l}.q_rope`, `${l}.k_rope_raw`, 'positions'],
    },
    outputs: [tensor(`${l}.q_turned`, [row, heads, rope]), tensor(`${l}.k_turned`, [row, rope])],
    attributes: { positions: 'global' },
  })
}
