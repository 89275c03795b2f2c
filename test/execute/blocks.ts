// Blocks of a transformer for fixtures, on devices that work on the same rows.
import { type Drawing, t } from './drawing.js'

/** How a team of devices is to draw: its rows, and what of each dimension each device has. */
export interface Team {
  readonly d: Drawing
  readonly devices: number[]
  /** `tok` or `seq`, and the rows of the team where they are not all. */
  readonly row: string
  readonly rows?: string
  readonly microbatch?: number
  /** Slices of each device; a device alone has everything. */
  readonly heads?: readonly string[]
  readonly keys?: readonly string[]
  readonly qkv?: readonly string[]
  readonly ffn?: readonly string[]
  readonly gateUp?: readonly string[]
  readonly vocab?: readonly string[]
  /** Rows of each device where the residual stream is sliced. */
  readonly stream?: readonly string[]
  readonly bias?: boolean
  readonly headNorm?: boolean
  readonly window?: number
}

export const tp2 = {
  ...{ devices: [0, 1], heads: ['0-1', '2-3'], keys: ['0', '1'], qkv: ['0-1,4,6', '2-3,5,7'] },
  ...{ ffn: ['0-3', '4-7'], gateUp: ['0-3,8-11', '4-7,12-15'], vocab: ['0-3', '4-7'] },
}

/** Four ranks of which two each keep the same key-value head. */
export const tp4 = {
  ...{ devices: [0, 1, 2, 3], heads: ['0', '1', '2', '3'], keys: ['0', '0', '1', '1'] },
  ...{ qkv: ['0,4,6', '1,4,6', '2,5,7', '3,5,7'], ffn: ['0-1', '2-3', '4-5', '6-7'] },
  gateUp: ['0-1,8-9', '2-3,10-11', '4-5,12-13', '6-7,14-15'],
  vocab: ['0-1', '2-3', '4-5', '6-7'],
}

const cut = (dim: string, slices: readonly string[] | undefined) =>
  slices === undefined ? undefined : { [dim]: slices }

const mark = ({ microbatch }: Team) => (microbatch === undefined ? '' : `m${microbatch}.`)
const place = ({ microbatch }: Team, layer?: number) => ({
  ...(microbatch !== undefined && { microbatch }),
  ...(layer !== undefined && { layer }),
})

/** Adds a node of a team, its id with the microbatch before it. */
export function add(team: Team, name: string, op: string, told: Parameters<Drawing['add']>[3] = {}): string {
  return team.d.add(`${mark(team)}${name}`, op, team.devices, { ...place(team, told.layer), ...told })
}

/** Ends a product that the team shares: a sum of all, or on slices of the rows. */
function reduced(team: Team, name: string, layer?: number): void {
  const { devices, row, stream } = team
  if (devices.length === 1) return
  add(team, `${name}_sum`, stream ? 'reduce_scatter' : 'all_reduce', {
    ...(layer !== undefined && { layer }),
    ...{ group: devices, reads: [`${name}.partial`], outputs: [t(name, `${row} hidden`, cut(row, stream))] },
    ...(stream && { attributes: { along: row } }),
  })
}

const partial = ({ devices }: Team, name: string) => (devices.length > 1 ? `${name}.partial` : name)

/** All rows of a tensor that lies on slices of them. */
function gathered(team: Team, name: string, layer?: number): string {
  const { devices, row, stream } = team
  if (stream === undefined) return name
  add(team, `${name}_gather`, 'all_gather', {
    ...(layer !== undefined && { layer }),
    ...{ group: devices, reads: [name], outputs: [t(`${name}.all`, `${row} hidden`)] },
    attributes: { along: row },
  })
  return `${name}.all`
}

export function entry(team: Team): void {
  const { row, rows } = team
  const held = rows === undefined ? undefined : { [row]: rows }
  add(team, 'input', 'input', { outputs: [t('tokens', row, held), t('positions', row, held)] })
  add(team, 'embedding', 'embedding', {
    ...{ reads: ['tokens'], weights: [t('embed', 'vocab hidden', cut('vocab', team.vocab))] },
    outputs: [t(partial(team, 'embedded'), `${row} hidden`)],
  })
  reduced(team, 'embedded')
}

export function norm(team: Team, layer: number, own: string, from: string): void {
  add(team, `l${layer}.${own}_norm`, 'norm', {
    ...{ layer, reads: [from], weights: [t(`l${layer}.${own}_norm`, 'hidden')] },
    outputs: [t(`l${layer}.${own}_in`, `${team.row} hidden`)],
  })
}

export function qkv(team: Team, layer: number): void {
  const { row } = team
  const l = `l${layer}`
  const fused = cut('qkv', team.qkv)
  const [ofHeads, ofKeys] = [cut('heads', team.heads), cut('kv_heads', team.keys)]
  add(team, `${l}.qkv`, 'qkv_projection', {
    ...{ layer, reads: [gathered(team, `${l}.attn_in`, layer)] },
    weights: [
      t(`${l}.wqkv`, 'hidden qkv head_dim', fused),
      ...(team.bias ? [t(`${l}.bqkv`, 'qkv head_dim', fused)] : []),
    ],
    outputs: [
      t(`${l}.q`, `${row} heads head_dim`, ofHeads),
      t(`${l}.k`, `${row} kv_heads head_dim`, ofKeys),
      t(`${l}.v`, `${row} kv_heads head_dim`, ofKeys),
    ],
  })
  if (team.headNorm)
    for (const [own, dim] of [
      ['q', 'heads'],
      ['k', 'kv_heads'],
    ])
      add(team, `${l}.${own}_norm`, 'norm', {
        ...{ layer, reads: [`${l}.${own}`], weights: [t(`${l}.${own}_norm`, 'head_dim')] },
        outputs: [t(`${l}.${own}_normed`, `${row} ${dim} head_dim`)],
      })
  const suffix = team.headNorm ? '_normed' : ''
  add(team, `${l}.rope`, 'rotary_embedding', {
    ...{ layer, reads: [`${l}.q${suffix}`, `${l}.k${suffix}`, 'positions'] },
    outputs: [t(`${l}.q_turned`, `${row} heads head_dim`), t(`${l}.k_turned`, `${row} kv_heads head_dim`)],
  })
}

/** Writes the cache and, in decode, reads it; gives the names of keys, values and their positions. */
export function cache(team: Team, layer: number, owners = false): [string, string, string] {
  const l = `l${layer}`
  const write = add(team, `${l}.kv_write`, 'kv_write', {
    ...{ layer, reads: [`${l}.k_turned`, `${l}.v`, 'positions'] },
    ...(owners && { group: team.devices, attributes: { ownerBlock: 1 } }),
  })
  if (team.row === 'tok') return [`${l}.k_turned`, `${l}.v`, 'positions']
  add(team, `${l}.kv_read`, 'kv_read', {
    ...{ layer, after: [write] },
    outputs: [
      t(`${l}.cached_k`, 'cached kv_heads head_dim'),
      t(`${l}.cached_v`, 'cached kv_heads head_dim'),
      t(`${l}.cached_positions`, 'cached'),
    ],
  })
  return [`${l}.cached_k`, `${l}.cached_v`, `${l}.cached_positions`]
}

export function attend(team: Team, layer: number, [k, v, columns]: readonly [string, string, string]): void {
  const l = `l${layer}`
  add(team, `${l}.attention`, 'attention', {
    ...{ layer, reads: [`${l}.q_turned`, k, v, 'positions', columns] },
    outputs: [t(`${l}.attn`, `${team.row} heads head_dim`)],
    ...(team.window !== undefined && { attributes: { attentionWindow: team.window } }),
  })
}

export function attentionEnd(team: Team, layer: number, from: string, width = 'head_dim'): void {
  const l = `l${layer}`
  add(team, `${l}.o`, 'output_projection', {
    ...{ layer, reads: [`${l}.attn`] },
    weights: [
      t(`${l}.wo`, `heads ${width} hidden`, cut('heads', team.heads)),
      ...(team.bias ? [t(`${l}.bo`, 'hidden')] : []),
    ],
    outputs: [t(partial(team, `${l}.attn_out`), `${team.row} hidden`)],
    ...(team.bias && { group: team.devices, attributes: { biasAdded: 'once' } }),
  })
  reduced(team, `${l}.attn_out`, layer)
  residual(team, layer, 'mid', [from, `${l}.attn_out`])
}

export function residual(team: Team, layer: number, name: string, reads: string[]): void {
  const l = `l${layer}`
  add(team, `${l}.${name}`, 'residual_add', {
    ...{ layer, reads, outputs: [t(`${l}.${name}`, `${team.row} hidden`)] },
  })
}

export function dense(team: Team, layer: number): void {
  const l = `l${layer}`
  const { row } = team
  add(team, `${l}.gate_up`, 'ffn_gate_up', {
    ...{ layer, reads: [gathered(team, `${l}.ffn_in`, layer)] },
    weights: [t(`${l}.wgate_up`, 'hidden gate_up', cut('gate_up', team.gateUp))],
    outputs: [
      t(`${l}.gate`, `${row} ffn`, cut('ffn', team.ffn)),
      t(`${l}.up`, `${row} ffn`, cut('ffn', team.ffn)),
    ],
  })
  add(team, `${l}.activation`, 'activation', {
    ...{ layer, reads: [`${l}.gate`, `${l}.up`], outputs: [t(`${l}.act`, `${row} ffn`)] },
  })
  add(team, `${l}.down`, 'ffn_down', {
    ...{ layer, reads: [`${l}.act`], weights: [t(`${l}.wdown`, 'ffn hidden', cut('ffn', team.ffn))] },
    outputs: [t(partial(team, `${l}.ffn_out`), `${row} hidden`)],
  })
  reduced(team, `${l}.ffn_out`, layer)
}

/** A whole layer with attention by heads and a dense network; gives the name of its residual stream. */
export function layer(team: Team, index: number, from: string): string {
  const l = `l${index}`
  norm(team, index, 'attn', from)
  qkv(team, index)
  attend(team, index, cache(team, index))
  attentionEnd(team, index, from)
  norm(team, index, 'ffn', `${l}.mid`)
  dense(team, index)
  residual(team, index, 'out', [`${l}.mid`, `${l}.ffn_out`])
  return `${l}.out`
}

export function head(team: Team, from: string): void {
  add(team, 'final_norm', 'final_norm', {
    ...{ reads: [from], weights: [t('final_norm', 'hidden')], outputs: [t('final', `${team.row} hidden`)] },
  })
  let last = gathered(team, 'final')
  if (team.row === 'tok') {
    add(team, 'last_token', 'last_token', {
      ...{ reads: [last, 'positions'], outputs: [t('last', 'seq hidden'), t('last_positions', 'seq')] },
    })
    last = 'last'
  }
  const isCut = team.vocab !== undefined
  add(team, 'head', 'lm_head', {
    ...{ reads: [last], weights: [t('head', 'vocab hidden', cut('vocab', team.vocab))] },
    outputs: [t('logits', 'seq vocab')],
  })
  add(team, 'sampling', 'sampling', {
    ...{ reads: ['logits'], outputs: [t(isCut ? 'next.best' : 'next', 'seq')] },
  })
  if (isCut)
    add(team, 'choice', 'argmax_reduce', {
      ...{ group: team.devices, reads: ['next.best'], outputs: [t('next', 'seq')] },
    })
  add(team, 'output', 'output', { reads: ['next'] })
}
