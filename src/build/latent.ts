// Latent attention: the cache holds one vector of a token for all heads. Prefill expands it to heads; decode brings queries to it.
import type { Dimension, TensorUse } from '../candidate/candidate.js'
import { UsageError } from '../usage-error.js'
import { outputOf } from './attention.js'
import { readCache, writeCache, writesOf } from './cache.js'
import { gatherRows, trade } from './exchange.js'
import { dealt, type RankHeads, teamHeads } from './heads.js'
import { wholeRows } from './reduce.js'
import { placeOf, type Scene, seatOf, type Team } from './scene.js'
import type { LatentShape } from './shape.js'
import { mergeShards, shareQueries } from './shards.js'
import { dimension, tensor } from './tensors.js'

interface Dims {
  readonly heads: Dimension
  readonly latent: Dimension
  readonly rope: Dimension
  readonly nope: Dimension
  readonly value: Dimension
}

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
  for (const team of teams) projections(scene, team, layer, shape, heads, dims)
  const cached = [
    { written: `${l}.latent`, read: `${l}.cached_latent`, dims: [dims.latent] },
    { written: `${l}.k_turned`, read: `${l}.cached_key`, dims: [dims.rope] },
  ]
  const isGathered = isPrefill && degrees.pcp > 1
  if (isGathered && choices.contextMethod === 'ring')
    throw new UsageError(
      '`contextMethod=ring` is not drawn for latent attention, whose ranks pass latents and not heads.',
      'Write `contextMethod=gather` or `contextMethod=ulysses`.',
    )
  const gathersHere = isGathered && (choices.contextMethod === 'gather' || !scene.gathersCache)
  if (gathersHere)
    gatherRows(
      scene,
      layer,
      'kv_gather',
      cached.map(({ written, dims: own }) => tensor(written, [scene.row, ...own])),
    )
  const writes = writeCache(scene, layer, cached, () => [])
  if (isPrefill) attendPrompt(scene, layer, heads, dims, writes)
  else {
    readCache(scene, layer, cached, writes)
    attendCache(scene, layer, heads, dims)
  }
  for (const team of teams) outputOf(scene, team, layer, heads, dims.value)
}

const groupOf = ({ devices }: Team) => ({ group: devices })

function projections(
  scene: Scene,
  team: Team,
  layer: number,
  shape: LatentShape,
  all: readonly RankHeads[],
  dims: Dims,
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
      ...{ name, op: 'norm', devices, inputs: [`${l}.${from}`] },
      weights: [tensor(`${l}.${name}`, [width])],
      outputs: [tensor(`${l}.${to}`, [row, width])],
    })
  let [queries, width] = [input, hidden]
  if (shape.queryLatent !== undefined) {
    width = dimension('q_latent', shape.queryLatent)
    draft.add(place, {
      ...{ name: 'q_down', op: 'linear', devices, inputs: [input] },
      weights: [tensor(`${l}.wq_a`, [hidden, width])],
      outputs: [tensor(`${l}.q_latent`, [row, width])],
    })
    norm('q_a_norm', 'q_latent', 'q_latent_normed', width)
    queries = `${l}.q_latent_normed`
  }
  const own = { heads: all.map((one) => one.own.queries) }
  draft.add(place, {
    ...{ name: 'q', op: 'q_projection', devices, ...groupOf(team), inputs: [queries] },
    weights: [
      tensor(`${l}.wq_nope`, [width, heads, nope], own),
      tensor(`${l}.wq_rope`, [width, heads, rope], own),
    ],
    outputs: [tensor(`${l}.q_nope`, [row, heads, nope]), tensor(`${l}.q_rope`, [row, heads, rope])],
  })
  draft.add(place, {
    ...{ name: 'kv_down', op: 'kv_projection', devices, ...groupOf(team), inputs: [input] },
    weights: [tensor(`${l}.wkv_latent`, [hidden, latent]), tensor(`${l}.wkv_rope`, [hidden, rope])],
    outputs: [tensor(`${l}.latent_raw`, [row, latent]), tensor(`${l}.k_rope_raw`, [row, rope])],
  })
  norm('kv_norm', 'latent_raw', 'latent', latent)
  draft.add(place, {
    ...{
      name: 'rope',
      op: 'rotary_embedding',
      devices,
      inputs: [`${l}.q_rope`, `${l}.k_rope_raw`, 'positions'],
    },
    outputs: [tensor(`${l}.q_turned`, [row, heads, rope]), tensor(`${l}.k_turned`, [row, rope])],
    attributes: { positions: 'global' },
  })
}

/** Prefill makes keys and values of each head from the latents. */
function attendPrompt(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  dims: Dims,
  writes: ReadonlyMap<number, string>,
): void {
  const { draft, row, teams, degrees, choices } = scene
  const l = `l${layer}`
  const isShared = degrees.pcp > 1
  const isTraded = isShared && choices.contextMethod === 'ulysses'
  const shares = heads.map(({ own }) => (isTraded ? dealt(own, degrees.pcp, 'pcp') : [own]))
  const queriesOf = (device: number): readonly number[] => {
    const { team, rank } = seatOf(scene, device)
    return shares[rank]![isTraded ? team.coordinate.pcp : 0]!.queries
  }
  const [all, traded] = [isShared ? '.all' : '', isTraded ? '.part' : '']
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
  for (const team of teams) {
    const { devices } = team
    const place = placeOf(scene, team, layer)
    const own = { heads: devices.map(queriesOf) }
    draft.add(place, {
      ...{ name: 'expand', op: 'linear', devices, ...groupOf(team), inputs: [`${l}.latent${all}`] },
      weights: [
        tensor(`${l}.wk_b`, [dims.latent, dims.heads, dims.nope], own),
        tensor(`${l}.wv_b`, [dims.latent, dims.heads, dims.value], own),
      ],
      outputs: [
        tensor(`${l}.k_nope`, [row, dims.heads, dims.nope]),
        tensor(`${l}.v`, [row, dims.heads, dims.value]),
      ],
    })
    draft.add(place, {
      ...{ name: 'attention', op: 'attention', devices, ...groupOf(team) },
      inputs: [
        ...[`${l}.q_nope${traded}`, `${l}.q_turned${traded}`, `${l}.k_nope`, `${l}.k_turned${all}`, `${l}.v`],
        ...[`positions${isTraded ? '.all' : ''}`, `positions${all}`],
      ],
      outputs: [tensor(`${l}.attn${traded}`, [row, dims.heads, dims.value])],
      attributes: { form: 'expanded' },
      after: writesOf(writes, devices),
    })
  }
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

/** Decode brings queries into the space of the latent, attends to the cache, and brings the result back. */
function attendCache(scene: Scene, layer: number, heads: readonly RankHeads[], dims: Dims): void {
  const { draft, row, teams, degrees } = scene
  const l = `l${layer}`
  const own = { heads: heads.map((one) => one.own.queries) }
  const absorbed: readonly Dimension[] = [row, dims.heads, dims.latent]
  const project = (team: Team, name: string, from: string, weight: TensorUse, output: TensorUse) =>
    draft.add(placeOf(scene, team, layer), {
      ...{ name, op: 'linear', devices: team.devices, ...groupOf(team) },
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
      ...{ name: 'attention', op: 'attention', devices: team.devices, ...groupOf(team) },
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
