// Attention of prefill over heads.
import { UsageError } from '../usage-error.js'
import { attributed, groupOf, type HeadDims, windowOf } from './attend.js'
import { writesOf } from './cache.js'
import { attendExchanged } from './exchanged-attention.js'
import type { RankHeads } from './heads.js'
import { crossing, lines, placeOf, type Scene, seatOf } from './scene.js'
import { splitKeys } from './split-keys.js'
import { tensor } from './tensors.js'

/** Prefill attends to what it has just made. */
export function attendPrompt(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  dims: HeadDims,
  writes: ReadonlyMap<number, string>,
): void {
  const { draft, row, teams, degrees, choices } = scene
  const l = `l${layer}`
  const { queryHeads, width } = dims
  const isShared = degrees.pcp > 1
  const ownKeys = heads.some(({ own, block }) => own.keys.length < block.keys.length)
  if (ownKeys && choices.contextMethod !== 'ulysses')
    splitKeys(
      scene,
      layer,
      'own',
      isShared && choices.contextMethod === 'gather' ? '.all' : '',
      dims,
      (device) => heads[seatOf(scene, device).rank]!.own.keys,
    )
  const output = [tensor(`${l}.attn`, [row, queryHeads, width])]
  if (isShared && choices.contextMethod === 'ulysses') {
    attendExchanged(scene, layer, heads, dims, writes)
    return
  }
  if (isShared && choices.contextMethod === 'ring') {
    const [k, v] = ['k_turned', 'v'].map((name) => `${l}.${name}${ownKeys ? '.own' : ''}`) as [string, string]
    for (const { devices, part } of lines(scene, 'pcp'))
      draft.add(crossing(scene, part, layer), {
        ...{ name: 'attention', piece: 'ringAttention', devices, group: devices },
        inputs: [`${l}.q_turned`, k, v, 'positions', 'positions'],
        ...{ outputs: output, attributes: { positions: 'global', ...windowOf(scene, layer) } },
        after: writesOf(writes, devices),
      })
    return
  }
  if (isShared && choices.contextMethod !== 'gather')
    throw new UsageError(
      `\`contextMethod=${choices.contextMethod}\` cannot be drawn.`,
      'Write ring, gather or ulysses.',
    )
  const all = isShared ? '.all' : ''
  const [k, v] = ['k_turned', 'v'].map((name) => `${l}.${name}${ownKeys ? '.own' : all}`) as [string, string]
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'attention', piece: 'attention', devices: team.devices, ...groupOf(team) },
      inputs: [`${l}.q_turned`, k, v, 'positions', `positions${all}`],
      ...{ outputs: output, ...attributed(windowOf(scene, layer)) },
      after: writesOf(writes, team.devices),
    })
}
