// Queries, keys and values of a team, from its rows to what attention reads.
import type { Dimension } from '../candidate/candidate.js'
import { groupOf } from './attend.js'
import { KEY_HEADS } from './cache.js'
import type { RankHeads } from './heads.js'
import { wholeRows } from './reduce.js'
import { placeOf, type Scene, type Team } from './scene.js'
import type { HeadsShape } from './shape.js'
import { dimension, tensor } from './tensors.js'

/** Draws projection, norms and turning of one team: `q_turned`, `k_turned` and `v`. */
export function drawProjections(
  scene: Scene,
  team: Team,
  layer: number,
  shape: HeadsShape,
  heads: readonly RankHeads[],
): void {
  const { draft, model, row } = scene
  const { queries, keys } = shape
  const { devices } = team
  const l = `l${layer}`
  const place = placeOf(scene, team, layer)
  const [hidden, width] = [dimension('hidden', model.hidden), dimension('head_dim', shape.width)]
  const [queryHeads, keyHeads] = [dimension('heads', queries), dimension(KEY_HEADS, keys)]
  const input = wholeRows(scene, team, layer, `${l}.attn_in`, [hidden])
  const fused = dimension('qkv', queries + 2 * keys)
  const parts = { qkv: [dimension('q', queries), dimension('k', keys), dimension('v', keys)] }
  const rows = heads.map(({ own, block }) => [
    ...own.queries,
    ...block.keys.map((key) => queries + key),
    ...block.keys.map((key) => queries + keys + key),
  ])
  const [ofQueries, ofKeys] = [
    { heads: heads.map(({ own }) => own.queries) },
    { [KEY_HEADS]: heads.map(({ block }) => block.keys) },
  ]
  draft.add(place, {
    ...{ name: 'qkv', piece: 'queriesKeysValues', devices, ...groupOf(team), inputs: [input] },
    weights: [
      { ...tensor(`${l}.wqkv`, [hidden, fused, width], { qkv: rows }), parts },
      ...(shape.bias ? [{ ...tensor(`${l}.bqkv`, [fused, width], { qkv: rows }), parts }] : []),
    ],
    outputs: [
      tensor(`${l}.q`, [row, queryHeads, width], ofQueries),
      tensor(`${l}.k`, [row, keyHeads, width], ofKeys),
      tensor(`${l}.v`, [row, keyHeads, width], ofKeys),
    ],
    ...(devices.length > 1 && { attributes: { fusedSplit: 'parts' } }),
  })
  const normed = (name: string, dim: Dimension): string => {
    if (!shape.norm) return `${l}.${name}`
    draft.add(place, {
      ...{ name: `${name}_norm`, piece: 'norm', devices, inputs: [`${l}.${name}`] },
      weights: [tensor(`${l}.${name}_norm`, [width])],
      outputs: [tensor(`${l}.${name}_normed`, [row, dim, width])],
      attributes: { normOver: 'head' },
    })
    return `${l}.${name}_normed`
  }
  draft.add(place, {
    ...{ name: 'rope', piece: 'turning', devices },
    inputs: [normed('q', queryHeads), normed('k', keyHeads), 'positions'],
    outputs: [
      tensor(`${l}.q_turned`, [row, queryHeads, width]),
      tensor(`${l}.k_turned`, [row, keyHeads, width]),
    ],
    attributes: { positions: 'global' },
  })
}
