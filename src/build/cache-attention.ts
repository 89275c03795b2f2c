// Attention of decode over heads.
import { attributed, groupOf, type HeadDims, windowOf } from './attend.js'
import type { RankHeads } from './heads.js'
import { placeOf, type Scene, seatOf } from './scene.js'
import { mergeShards, shareQueries } from './shards.js'
import { tensor } from './tensors.js'

/** Decode attends to the cache; where ranks share positions, each to its part, and parts are merged. */
export function attendCache(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  { queryHeads, width }: Omit<HeadDims, 'keyHeads'>,
): void {
  const { draft, row, teams, degrees } = scene
  const l = `l${layer}`
  const isShared = degrees.dcp > 1
  const query = shareQueries(scene, layer, [tensor(`${l}.q_turned`, [row, queryHeads, width])])
  const out = isShared ? `${l}.attn.partial` : `${l}.attn`
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'attention', piece: 'attention', devices: team.devices, ...groupOf(team) },
      inputs: [
        query(`${l}.q_turned`),
        `${l}.cached_k`,
        `${l}.cached_v`,
        'positions',
        `${l}.cached_positions`,
      ],
      outputs: [
        tensor(out, [row, queryHeads, width]),
        ...(isShared ? [tensor(`${l}.attn.lse`, [row, queryHeads])] : []),
      ],
      ...attributed({ ...(isShared && { kvShards: degrees.dcp }), ...windowOf(scene, layer) }),
    })
  mergeShards(
    scene,
    layer,
    'attn',
    [row, queryHeads, width],
    (device) => heads[seatOf(scene, device).rank]!.own.queries,
  )
}
