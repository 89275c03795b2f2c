// Latent attention of prefill, expanded.
import { groupOf } from './attend.js'
import { writesOf } from './cache.js'
import { trade } from './exchange.js'
import { dealt, type RankHeads } from './heads.js'
import type { LatentDims } from './latent-dims.js'
import { crossing, lines, placeOf, type Scene, seatOf } from './scene.js'
import { tensor } from './tensors.js'

/** Prefill makes keys and values of each head from the latents. */
export function expandAndAttend(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  dims: LatentDims,
  writes: ReadonlyMap<number, string>,
): void {
  const { draft, row, teams, degrees, choices } = scene
  const l = `l${layer}`
  const isShared = degrees.pcp > 1
  const isTraded = isShared && choices.contextMethod === 'ulysses'
  const isRing = isShared && choices.contextMethod === 'ring'
  const shares = heads.map(({ own }) => (isTraded ? dealt(own, degrees.pcp, 'pcp') : [own]))
  const queriesOf = (device: number): readonly number[] => {
    const { team, rank } = seatOf(scene, device)
    return shares[rank]![isTraded ? team.coordinate.pcp : 0]!.queries
  }
  const [all, traded] = [isShared && !isRing ? '.all' : '', isTraded ? '.part' : '']
  const queries = [
    tensor(`${l}.q_nope`, [row, dims.heads, dims.nope]),
    tensor(`${l}.q_turned`, [row, dims.heads, dims.rope]),
  ]
  if (isTraded)
    trade(
      scene,
      layer,
      'q_exchange',
      [row.name!, 'heads'],
      queries.map(({ name, dims: own }) => ({
        from: name!,
        to: (devices: readonly number[]) => tensor(`${name}.part`, own!, { heads: devices.map(queriesOf) }),
      })),
    )
  const attention = (devices: readonly number[]) => ({
    name: 'attention',
    inputs: [
      ...[`${l}.q_nope${traded}`, `${l}.q_turned${traded}`, `${l}.k_nope`, `${l}.k_turned${all}`, `${l}.v`],
      ...[`positions${isTraded ? '.all' : ''}`, `positions${all}`],
    ],
    outputs: [tensor(`${l}.attn${traded}`, [row, dims.heads, dims.value])],
    attributes: { form: 'expanded', ...(isRing && { positions: 'global' }) },
    after: writesOf(writes, devices),
  })
  for (const team of teams) {
    const { devices } = team
    const place = placeOf(scene, team, layer)
    const own = { heads: devices.map(queriesOf) }
    draft.add(place, {
      ...{ name: 'expand', piece: 'product', devices, ...groupOf(team), inputs: [`${l}.latent${all}`] },
      weights: [
        tensor(`${l}.wk_b`, [dims.latent, dims.heads, dims.nope], own),
        tensor(`${l}.wv_b`, [dims.latent, dims.heads, dims.value], own),
      ],
      outputs: [
        tensor(`${l}.k_nope`, [row, dims.heads, dims.nope]),
        tensor(`${l}.v`, [row, dims.heads, dims.value]),
      ],
    })
    if (!isRing) draft.add(place, { piece: 'attention', devices, ...groupOf(team), ...attention(devices) })
  }
  if (isRing)
    for (const { devices, part } of lines(scene, 'pcp'))
      draft.add(crossing(scene, part, layer), {
        ...{ piece: 'ringAttention', devices, group: devices, ...attention(devices) },
      })
  if (isTraded)
    trade(
      scene,
      layer,
      'attn_exchange',
      ['heads', row.name!],
      [
        {
          from: `${l}.attn.part`,
          to: (devices) =>
            tensor(`${l}.attn`, [row, dims.heads, dims.value], {
              [row.name!]: devices.map((one) => seatOf(scene, one).team.rows),
            }),
        },
      ],
    )
}
