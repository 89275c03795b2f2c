// Attention over heads of queries that share heads of keys and values.
import type { Dimension } from '../candidate/candidate.js'
import { UsageError } from '../usage-error.js'
import { KEY_HEADS, readCache, writeCache, writesOf } from './cache.js'
import { gatherRows, trade } from './exchange.js'
import { dealt, type RankHeads, teamHeads } from './heads.js'
import { partial, reduced, wholeRows } from './reduce.js'
import { crossing, lines, placeOf, type Scene, seatOf, type Team } from './scene.js'
import type { HeadsShape } from './shape.js'
import { mergeShards, shareQueries } from './shards.js'
import type { HeadShare } from './shares.js'
import { dimension, tensor } from './tensors.js'

/** Draws attention of one layer on all ranks of a stage, from `attn_in` to `attn_out`. */
export function drawHeads(scene: Scene, layer: number, shape: HeadsShape): void {
  const { model, row, teams, degrees, isPrefill } = scene
  const l = `l${layer}`
  const heads = teamHeads(model, degrees)
  const [queryHeads, keyHeads] = [dimension('heads', shape.queries), dimension(KEY_HEADS, shape.keys)]
  const width = dimension('head_dim', shape.width)
  for (const team of teams) projections(scene, team, layer, shape, heads)
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
  for (const team of teams) outputOf(scene, team, layer, heads, width)
}

interface Dims {
  readonly queryHeads: Dimension
  readonly keyHeads: Dimension
  readonly width: Dimension
}

const groupOf = ({ devices }: Team) => ({ group: devices })

function projections(
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
    ...{ name: 'qkv', op: 'qkv_projection', devices, ...groupOf(team), inputs: [input] },
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
      ...{ name: `${name}_norm`, op: 'norm', devices, inputs: [`${l}.${name}`] },
      weights: [tensor(`${l}.${name}_norm`, [width])],
      outputs: [tensor(`${l}.${name}_normed`, [row, dim, width])],
      attributes: { normOver: 'head' },
    })
    return `${l}.${name}_normed`
  }
  draft.add(place, {
    ...{ name: 'rope', op: 'rotary_embedding', devices },
    inputs: [normed('q', queryHeads), normed('k', keyHeads), 'positions'],
    outputs: [
      tensor(`${l}.q_turned`, [row, queryHeads, width]),
      tensor(`${l}.k_turned`, [row, keyHeads, width]),
    ],
    attributes: { positions: 'global' },
  })
}

const windowOf = (scene: Scene, layer: number) => {
  const { window } = scene.model.layers[layer]!
  return window === undefined ? {} : { attentionWindow: window }
}

const attributed = (attributes: Readonly<Record<string, number | string>>) =>
  Object.keys(attributes).length > 0 ? { attributes } : {}

/** Prefill attends to what it has just made. */
function attendPrompt(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  dims: Dims,
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
        ...{ name: 'attention', op: 'ring_attention', devices, group: devices },
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
      ...{ name: 'attention', op: 'attention', devices: team.devices, ...groupOf(team) },
      inputs: [`${l}.q_turned`, k, v, 'positions', `positions${all}`],
      ...{ outputs: output, ...attributed(windowOf(scene, layer)) },
      after: writesOf(writes, team.devices),
    })
}

/** Cuts keys and values to some of their heads, under names with a suffix of their own. */
function splitKeys(
  scene: Scene,
  layer: number,
  suffix: string,
  from: string,
  dims: Dims,
  keysOf: (device: number) => readonly number[],
): void {
  const l = `l${layer}`
  for (const team of scene.teams)
    scene.draft.add(placeOf(scene, team, layer), {
      ...{ name: `kv_${suffix}`, op: 'split', devices: team.devices },
      inputs: [`${l}.k_turned${from}`, `${l}.v${from}`],
      outputs: ['k_turned', 'v'].map((name) =>
        tensor(`${l}.${name}.${suffix}`, [scene.row, dims.keyHeads, dims.width], {
          [KEY_HEADS]: team.devices.map(keysOf),
        }),
      ),
      attributes: { along: KEY_HEADS },
    })
}

/** Tokens are exchanged for heads: each rank attends over all tokens with some of its heads. */
function attendExchanged(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  dims: Dims,
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
      ...{ name: 'attention', op: 'attention', devices: team.devices, ...groupOf(team) },
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

/** Decode attends to the cache; where ranks share positions, each to its part, and parts are merged. */
function attendCache(
  scene: Scene,
  layer: number,
  heads: readonly RankHeads[],
  { queryHeads, width }: Omit<Dims, 'keyHeads'>,
): void {
  const { draft, row, teams, degrees } = scene
  const l = `l${layer}`
  const isShared = degrees.dcp > 1
  const query = shareQueries(scene, layer, [tensor(`${l}.q_turned`, [row, queryHeads, width])])
  const out = isShared ? `${l}.attn.partial` : `${l}.attn`
  for (const team of teams)
    draft.add(placeOf(scene, team, layer), {
      ...{ name: 'attention', op: 'attention', devices: team.devices, ...groupOf(team) },
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

/** The output projection of a team and its sum. */
export function outputOf(
  scene: Scene,
  team: Team,
  layer: number,
  heads: readonly RankHeads[],
  value: Dimension,
): void {
  const { draft, model, row } = scene
  const l = `l${layer}`
  const hidden = dimension('hidden', model.hidden)
  draft.add(placeOf(scene, team, layer), {
    ...{
      name: 'out',
      op: 'output_projection',
      devices: team.devices,
      ...groupOf(team),
      inputs: [`${l}.attn`],
    },
    weights: [
      tensor(`${l}.wo`, [dimension('heads', model.attention.queries), value, hidden], {
        heads: heads.map(({ own }) => own.queries),
      }),
    ],
    outputs: [tensor(partial(team, `${l}.attn_out`), [row, hidden])],
  })
  reduced(scene, team, layer, `${l}.attn_out`, [hidden])
}
