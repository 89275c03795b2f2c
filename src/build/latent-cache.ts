// Latent attention of decode, absorbed.
import type { Dimension, TensorUse } from '../candidate/candidate.js'
import { groupOf } from './attend.js'
import type { RankHeads } from './heads.js'
import type { LatentDims } from './latent-dims.js'
import { placeOf, type Scene, seatOf, type Team } from './scene.js'
import { mergeShards, shareQueries } from './shards.js'
import { tensor } from './tensors.js'

/** Decode brings queries into the space of the latent, attends to the cache, and brings the result back. */
export function absorbAndAttend(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  dims: LatentDims,
): void {
  const { draft, row, teams, degrees } = scene
  const l = `l${layer}`
  const own = { heads: heads.map((one) => one.own.queries) }
  const absorbed: readonly Dimension[] = [row, dims.heads, dims.latent]
  const project = (team: Team, name: string, from: string, weight: TensorUse, output: TensorUse) =>
    draft.add(placeOf(scene, team, layer), {
      ...{ name, piece: 'product', devices: team.devices, ...groupOf(team) },
      ...{ inputs: [from], weights: [weight], outputs: [output] },
    })
  for (const team of teams) {
    const weight = tensor(`${l}.wk_b`, [dims.latent, dims.heads, dims.nope], own)
    project(team, 'absorb', `${l}.q_nope`, weight, tensor(`${l}.q_absorbed`, absorbed))
  }
  const query = shareQueries(scene, layer, [
    tensor(`${l}.q_absorbed`, absorbed),
    tensor(`${l}.q_turned`, [row, dims.heads, dims.rope]),
  ])
  const isShared = degrees.dcp > 1
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'attention', piece: 'attention', devices: team.devices, ...groupOf(team) },
      inputs: [
        ...[query(`${l}.q_absorbed`), query(`${l}.q_turned`), `${l}.cached_latent`, `${l}.cached_key`],
        ...['positions', `${l}.cached_positions`],
      ],
      outputs: [
        tensor(`${l}.attn_latent${isShared ? '.partial' : ''}`, absorbed),
        ...(isShared ? [tensor(`${l}.attn_latent.lse`, [row, dims.heads])] : []),
      ],
      attributes: { form: 'absorbed', ...(isShared && { kvShards: degrees.dcp }) },
    })
  mergeShards(
    scene,
    layer,
    'attn_latent',
    absorbed,
    (device) => heads[seatOf(scene, device).rank]!.own.queries,
  )
  for (const team of teams) {
    const weight = tensor(`${l}.wv_b`, [dims.latent, dims.heads, dims.value], own)
    project(team, 'values', `${l}.attn_latent`, weight, tensor(`${l}.attn`, [row, dims.heads, dims.value]))
  }
}
