// Attention of prefill where ranks exchange tokens for heads.
import { attributed, groupOf, type HeadDims, windowOf } from './attend.js'
import { KEY_HEADS, writesOf } from './cache.js'
import { gatherRows, trade } from './exchange.js'
import { dealt, type RankHeads } from './heads.js'
import { placeOf, type Scene, seatOf } from './scene.js'
import type { HeadShare } from './shares.js'
import { splitKeys } from './split-keys.js'
import { tensor } from './tensors.js'

/** Tokens are exchanged for heads: each rank attends over all tokens with some of its heads. */
export function attendExchanged(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  dims: HeadDims,
  writes: ReadonlyMap<number, string>,
): void {
  const { draft, row, teams, degrees } = scene
  const l = `l${layer}`
  const { queryHeads, keyHeads, width } = dims
  const shares = heads.map(({ own }) => dealt(own, degrees.pcp, 'pcp'))
  const shareOf = (device: number): HeadShare => {
    const { team, rank } = seatOf(scene, device)
    return shares[rank]![team.coordinate.pcp]!
  }
  const tokens = row.name!
  trade(
    scene,
    layer,
    'q_exchange',
    [tokens, 'heads'],
    [
      {
        from: `${l}.q_turned`,
        to: (devices) =>
          tensor(`${l}.q_turned.part`, [row, queryHeads, width], {
            heads: devices.map((one) => shareOf(one).queries),
          }),
      },
    ],
  )
  const isDealt = heads.every(
    ({ own, block }) => own.keys.length === block.keys.length && degrees.pcp <= own.keys.length,
  )
  const isCut = heads.some(({ block }, rank) =>
    shares[rank]!.some(({ keys }) => keys.length < block.keys.length),
  )
  const suffix = isCut ? '.part' : '.all'
  if (isDealt)
    trade(
      scene,
      layer,
      'kv_exchange',
      [tokens, KEY_HEADS],
      ['k_turned', 'v'].map((name) => ({
        from: `${l}.${name}`,
        to: (devices: readonly number[]) =>
          tensor(`${l}.${name}${suffix}`, [row, keyHeads, width], {
            [KEY_HEADS]: devices.map((one) => shareOf(one).keys),
          }),
      })),
    )
  else {
    if (!scene.gathersCache)
      gatherRows(
        scene,
        layer,
        'kv_gather',
        ['k_turned', 'v'].map((name) => tensor(`${l}.${name}`, [row, keyHeads, width])),
      )
    if (isCut) splitKeys(scene, layer, 'part', '.all', dims, (device) => shareOf(device).keys)
  }
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'attention', piece: 'attention', devices: team.devices, ...groupOf(team) },
      inputs: [
        `${l}.q_turned.part`,
        `${l}.k_turned${suffix}`,
        `${l}.v${suffix}`,
        'positions.all',
        'positions.all',
      ],
      outputs: [tensor(`${l}.attn.part`, [row, queryHeads, width])],
      ...attributed(windowOf(scene, layer)),
      after: writesOf(writes, team.devices),
    })
  trade(
    scene,
    layer,
    'attn_exchange',
    ['heads', tokens],
    [
      {
        from: `${l}.attn.part`,
        to: (devices) =>
          tensor(`${l}.attn`, [row, queryHeads, width], {
            [tokens]: devices.map((one) => seatOf(scene, one).team.rows),
          }),
      },
    ],
  )
}
