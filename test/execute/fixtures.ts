// Small plans of one or two layers, each with one way to share the work.
import {
  add,
  attend,
  attentionEnd,
  cache,
  dense,
  entry,
  head,
  layer,
  norm,
  qkv,
  residual,
  type Team,
  tp2,
  tp4,
} from './blocks.js'
import { Drawing, type Plan, planOf, t } from './drawing.js'

type Share = Partial<Omit<Team, 'd' | 'row'>> & Pick<Team, 'devices'>

/** Prefill and decode of dense layers on one team. */
export function dense1(share: Share, model: Plan['model'] = {}, layers = 1): Plan {
  const drawings = (['prefill', 'decode'] as const).map((phase) => {
    const d = new Drawing(phase)
    const team: Team = { ...share, d, row: phase === 'prefill' ? 'tok' : 'seq' }
    entry(team)
    let x = 'embedded'
    for (let index = 0; index < layers; index++) x = layer(team, index, x)
    head(team, x)
    return d
  })
  return planOf(drawings, { ...model, layers })
}

/** The rows of the residual stream on slices of two ranks. */
function sequenceParallel(): Plan {
  const drawings = (['prefill', 'decode'] as const).map((phase) => {
    const d = new Drawing(phase)
    const isPrefill = phase === 'prefill'
    const stream = isPrefill ? ['0-4', '5-7'] : ['0', '1']
    const team: Team = { ...tp2, d, row: isPrefill ? 'tok' : 'seq', stream }
    entry(team)
    head(team, layer(team, 0, 'embedded'))
    return d
  })
  return planOf(drawings)
}

/** Decode where two ranks share the positions of each sequence; both have all heads of keys. */
export function sharedPositions(): Plan {
  const whole = { devices: [0, 1] }
  const drawings = (['prefill', 'decode'] as const).map((phase) => {
    const d = new Drawing(phase)
    const row = phase === 'prefill' ? 'tok' : 'seq'
    // Queries are cut; keys and values are on both ranks.
    const team: Team = {
      ...whole,
      d,
      row,
      heads: tp2.heads,
      keys: ['0-1', '0-1'],
      qkv: ['0-1,4-7', '2-3,4-7'],
    }
    const alone: Team = { ...whole, d, row, ffn: tp2.ffn, gateUp: tp2.gateUp, vocab: tp2.vocab }
    entry(alone)
    norm(team, 0, 'attn', 'embedded')
    qkv(team, 0)
    const cached = cache(team, 0, true)
    add(team, 'l0.q_gather', 'all_gather', {
      ...{ layer: 0, group: [0, 1], reads: ['l0.q_turned'], attributes: { along: 'heads' } },
      outputs: [t('l0.q_turned.all', `${row} heads head_dim`)],
    })
    const isShared = row === 'seq'
    add(team, 'l0.attention', 'attention', {
      ...{ layer: 0, reads: ['l0.q_turned.all', cached[0], cached[1], 'positions', cached[2]] },
      outputs: [
        t(isShared ? 'l0.attn.partial' : 'l0.attn.all', `${row} heads head_dim`),
        ...(isShared ? [t('l0.attn.lse', `${row} heads`)] : []),
      ],
    })
    add(team, 'l0.merge', isShared ? 'lse_merge' : 'split', {
      ...{ layer: 0, reads: isShared ? ['l0.attn.partial', 'l0.attn.lse'] : ['l0.attn.all'] },
      ...(isShared && { group: [0, 1], attributes: { into: 'heads' } }),
      outputs: [t('l0.attn', `${row} heads head_dim`, { heads: tp2.heads })],
    })
    attentionEnd(team, 0, 'embedded')
    norm(alone, 0, 'ffn', 'l0.mid')
    dense(alone, 0)
    residual(alone, 0, 'out', ['l0.mid', 'l0.ffn_out'])
    head(alone, 'l0.out')
    return d
  })
  return planOf(drawings)
}

/** Prefill whose prompts are dealt to two ranks, with keys and values going round. */
function ring(rows: readonly [string, string]): Plan {
  const d = new Drawing('prefill')
  for (const [device, own] of rows.entries()) {
    const team: Team = { d, devices: [device], row: 'tok', rows: own, microbatch: device }
    entry(team)
    norm(team, 0, 'attn', 'embedded')
    qkv(team, 0)
    cache(team, 0)
  }
  d.add('l0.attention', 'ring_attention', [0, 1], {
    ...{ layer: 0, group: [0, 1], reads: ['l0.q_turned', 'l0.k_turned', 'l0.v', 'positions', 'positions'] },
    outputs: [t('l0.attn', 'tok heads head_dim')],
  })
  for (const [device, own] of rows.entries()) {
    const team: Team = { d, devices: [device], row: 'tok', rows: own, microbatch: device }
    attentionEnd(team, 0, 'embedded')
    norm(team, 0, 'ffn', 'l0.mid')
    dense(team, 0)
    residual(team, 0, 'out', ['l0.mid', 'l0.ffn_out'])
    head(team, 'l0.out')
  }
  return planOf([d])
}

/** Two stages of one layer each, and a sequence to each of two microbatches. */
function pipeline(): Plan {
  const drawings = (['prefill', 'decode'] as const).map((phase) => {
    const d = new Drawing(phase)
    for (const microbatch of [0, 1]) {
      const isPrefill = phase === 'prefill'
      const rows = isPrefill ? `${4 * microbatch}-${4 * microbatch + 3}` : String(microbatch)
      const row = isPrefill ? 'tok' : 'seq'
      const [first, second] = [0, 1].map(
        (device): Team => ({ d, devices: [device], row, rows, microbatch }),
      ) as [Team, Team]
      entry(first)
      layer(first, 0, 'embedded')
      const names = ['l0.out', 'positions']
      const send = add(first, 'send', 'send', { reads: names })
      add(second, 'receive', 'receive', {
        from: send,
        outputs: [t('l0.out', `${row} hidden`), t('positions', row)],
      })
      layer(second, 1, 'l0.out')
      head(second, 'l1.out')
      const back = add(second, 'next_send', 'send', { reads: ['next'] })
      add(first, 'next_receive', 'receive', { from: back, outputs: [t('next', 'seq')] })
    }
    return d
  })
  return planOf(drawings, { layers: 2 })
}

/** Latent attention on two ranks: expanded in prefill, absorbed in decode. */
function latent(): Plan {
  const model = { latentDim: 6, ropeDim: 4, nopeDim: 3, valueDim: 5, qLoraRank: 7, kvHeads: 4 }
  const drawings = (['prefill', 'decode'] as const).map((phase) => {
    const d = new Drawing(phase)
    const row = phase === 'prefill' ? 'tok' : 'seq'
    const team: Team = { ...tp2, d, row }
    const heads = { heads: tp2.heads }
    const step = (name: string, op: string, told: Parameters<typeof add>[3]) =>
      add(team, `l0.${name}`, op, { layer: 0, ...told })
    const scale = (name: string, from: string, to: string, dim: string) =>
      step(name, 'norm', {
        reads: [from],
        weights: [t(`l0.${name}`, dim)],
        outputs: [t(to, `${row} ${dim}`)],
      })
    entry(team)
    norm(team, 0, 'attn', 'embedded')
    step('q_down', 'linear', {
      reads: ['l0.attn_in'],
      weights: [t('l0.wq_a', 'hidden q_latent')],
      outputs: [t('l0.q_latent', `${row} q_latent`)],
    })
    scale('q_a_norm', 'l0.q_latent', 'l0.q_latent_normed', 'q_latent')
    step('q', 'q_projection', {
      ...{
        reads: ['l0.q_latent_normed'],
        outputs: [t('l0.q_nope', `${row} heads nope`), t('l0.q_rope', `${row} heads rope`)],
      },
      weights: [t('l0.wq_nope', 'q_latent heads nope', heads), t('l0.wq_rope', 'q_latent heads rope', heads)],
    })
    step('kv_down', 'kv_projection', {
      ...{
        reads: ['l0.attn_in'],
        weights: [t('l0.wkv_latent', 'hidden latent'), t('l0.wkv_rope', 'hidden rope')],
      },
      outputs: [t('l0.latent_raw', `${row} latent`), t('l0.k_rope_raw', `${row} rope`)],
    })
    scale('kv_norm', 'l0.latent_raw', 'l0.latent', 'latent')
    step('rope', 'rotary_embedding', {
      ...{ reads: ['l0.q_rope', 'l0.k_rope_raw', 'positions'] },
      outputs: [t('l0.q_turned', `${row} heads rope`), t('l0.k_turned', `${row} rope`)],
    })
    const write = step('kv_write', 'kv_write', { reads: ['l0.latent', 'l0.k_turned', 'positions'] })
    if (row === 'tok') {
      step('expand', 'linear', {
        ...{
          reads: ['l0.latent'],
          weights: [t('l0.wk_b', 'latent heads nope', heads), t('l0.wv_b', 'latent heads value', heads)],
        },
        outputs: [t('l0.k_nope', 'tok heads nope'), t('l0.v', 'tok heads value')],
      })
      step('attention', 'attention', {
        reads: ['l0.q_nope', 'l0.q_turned', 'l0.k_nope', 'l0.k_turned', 'l0.v', 'positions', 'positions'],
        ...{ outputs: [t('l0.attn', 'tok heads value')], attributes: { form: 'expanded' } },
      })
    } else {
      step('absorb', 'linear', {
        ...{ reads: ['l0.q_nope'], weights: [t('l0.wk_b', 'latent heads nope', heads)] },
        outputs: [t('l0.q_absorbed', 'seq heads latent')],
      })
      step('kv_read', 'kv_read', {
        after: [write],
        outputs: [
          t('l0.cached_latent', 'cached latent'),
          t('l0.cached_key', 'cached rope'),
          t('l0.cached_positions', 'cached'),
        ],
      })
      step('attention', 'attention', {
        reads: [
          'l0.q_absorbed',
          'l0.q_turned',
          'l0.cached_latent',
          'l0.cached_key',
          'positions',
          'l0.cached_positions',
        ],
        ...{ outputs: [t('l0.attn_latent', 'seq heads latent')], attributes: { form: 'absorbed' } },
      })
      step('values', 'linear', {
        ...{ reads: ['l0.attn_latent'], weights: [t('l0.wv_b', 'latent heads value', heads)] },
        outputs: [t('l0.attn', 'seq heads value')],
      })
    }
    attentionEnd(team, 0, 'embedded', 'value')
    norm(team, 0, 'ffn', 'l0.mid')
    dense(team, 0)
    residual(team, 0, 'out', ['l0.mid', 'l0.ffn_out'])
    head(team, 'l0.out')
    return d
  })
  return planOf(drawings, model)
}

const EXPERTS = { experts: 4, expertsPerToken: 2, expertIntermediateSize: 6 }
const SHARED = { sharedExperts: 1, sharedExpertIntermediateSize: 4 }

/** Experts on two ranks that each own a sequence: copies of tokens travel to the ranks of their experts and back. */
function travellingExperts(): Plan {
  const drawings = (['prefill', 'decode'] as const).map((phase) => {
    const d = new Drawing(phase)
    const row = phase === 'prefill' ? 'tok' : 'seq'
    const rows = row === 'tok' ? ['0-3', '4-7'] : ['0', '1']
    const teams = rows.map(
      (own, device): Team => ({ d, devices: [device], row, rows: own, microbatch: device }),
    )
    for (const team of teams) {
      entry(team)
      norm(team, 0, 'attn', 'embedded')
      qkv(team, 0)
      attend(team, 0, cache(team, 0))
      attentionEnd(team, 0, 'embedded')
      norm(team, 0, 'ffn', 'l0.mid')
      router(team)
      add(team, 'l0.shared', 'shared_expert', {
        ...{ layer: 0, reads: ['l0.ffn_in'], outputs: [t('l0.shared_out', `${row} hidden`)] },
        weights: [
          t('l0.shared.wgate_up', 'hidden shared_gate_up'),
          t('l0.shared.wdown', 'shared_ffn hidden'),
        ],
      })
    }
    const all: Team = { d, devices: [0, 1], row }
    const group = [0, 1]
    add(all, 'l0.dispatch', 'dispatch', {
      ...{ layer: 0, group, reads: ['l0.ffn_in', 'l0.routes'] },
      outputs: [t('l0.copies', 'copy hidden'), t('l0.copies.routes', 'copy')],
    })
    const experts = { experts: ['0-1', '2-3'] }
    add(all, 'l0.experts', 'expert', {
      ...{ layer: 0, reads: ['l0.copies', 'l0.copies.routes'], outputs: [t('l0.made', 'copy hidden')] },
      weights: [
        t('l0.experts.wgate_up', 'experts hidden expert_gate_up', experts),
        t('l0.experts.wdown', 'experts expert_ffn hidden', experts),
      ],
      attributes: { form: 'copies' },
    })
    add(all, 'l0.combine', 'combine', {
      ...{
        layer: 0,
        group,
        reads: ['l0.made', 'l0.copies.routes'],
        outputs: [t('l0.moe_out', `${row} hidden`)],
      },
      attributes: { appliesRouterWeights: true },
    })
    for (const team of teams) {
      add(team, 'l0.ffn', 'accumulate', {
        ...{ layer: 0, reads: ['l0.moe_out', 'l0.shared_out'], outputs: [t('l0.ffn_out', `${row} hidden`)] },
      })
      residual(team, 0, 'out', ['l0.mid', 'l0.ffn_out'])
      head(team, 'l0.out')
    }
    return d
  })
  return planOf(drawings, { ...EXPERTS, ...SHARED })
}

function router(team: Team): void {
  add(team, 'l0.router', 'router', {
    ...{ layer: 0, reads: ['l0.ffn_in'], weights: [t('l0.router', 'hidden experts')] },
    outputs: [t('l0.routes', `${team.row} slot`)],
  })
}

/** Experts on two ranks that see all tokens: each computes those that it has, and a sum ends it. */
function maskedExperts(): Plan {
  const drawings = (['prefill', 'decode'] as const).map((phase) => {
    const d = new Drawing(phase)
    const row = phase === 'prefill' ? 'tok' : 'seq'
    const team: Team = { ...tp2, d, row }
    entry(team)
    norm(team, 0, 'attn', 'embedded')
    qkv(team, 0)
    attend(team, 0, cache(team, 0))
    attentionEnd(team, 0, 'embedded')
    norm(team, 0, 'ffn', 'l0.mid')
    router(team)
    const experts = { experts: ['0-2', '3'] }
    add(team, 'l0.experts', 'expert', {
      ...{ layer: 0, reads: ['l0.ffn_in', 'l0.routes'], outputs: [t('l0.moe_out.partial', `${row} hidden`)] },
      weights: [
        t('l0.experts.wgate_up', 'experts hidden expert_gate_up', experts),
        t('l0.experts.wdown', 'experts expert_ffn hidden', experts),
      ],
      attributes: { appliesRouterWeights: true },
    })
    add(team, 'l0.moe_sum', 'all_reduce', {
      ...{
        layer: 0,
        group: [0, 1],
        reads: ['l0.moe_out.partial'],
        outputs: [t('l0.moe_out', `${row} hidden`)],
      },
    })
    residual(team, 0, 'out', ['l0.mid', 'l0.moe_out'])
    head(team, 'l0.out')
    return d
  })
  return planOf(drawings, EXPERTS)
}

/** Prefill on two ranks, decode on two others, which share the heads in another way: both keep all of them. */
function handedOver(): Plan {
  const first = new Drawing('prefill')
  const team: Team = { ...tp2, d: first, row: 'tok' }
  entry(team)
  layer(team, 0, 'embedded')
  head(team, 'l0.out')
  const held = { kv_heads: tp2.keys }
  first.add('l0.kv_transfer', 'kv_transfer', [2], {
    ...{ layer: 0, group: [0, 1], after: ['prefill.l0.kv_write'] },
    outputs: [t('l0.kv', 'tok kv_heads', { kv_heads: ['0-1'] })],
  })
  first.nodes.at(-1)!.inputs = [t('l0.kv', 'tok kv_heads', held)]
  const send = first.add('next_send', 'send', [0], { reads: ['next'] })
  first.add('next_receive', 'receive', [2], { from: send, outputs: [t('next', 'seq')] })
  const second = new Drawing('decode')
  const other: Team = { d: second, devices: [2], row: 'seq' }
  entry(other)
  head(other, layer(other, 0, 'embedded'))
  return planOf([first, second])
}

/** Every fixture by name. */
export const fixtures: Readonly<Record<string, () => Plan>> = {
  'one rank': () => dense1({ devices: [0] }),
  'two ranks': () => dense1(tp2),
  'two layers': () => dense1(tp2, {}, 2),
  'key-value heads on two ranks each': () => dense1(tp4),
  'biases and norms of heads': () => dense1({ ...tp2, bias: true, headNorm: true }),
  'a window': () => dense1({ ...tp2, window: 2 }, { window: 2 }),
  'one matrix for embedding and head': () => {
    const plan = dense1(tp2, { tiedEmbeddings: true })
    for (const { weights } of plan.nodes)
      for (const use of weights ?? []) if (use.name === 'head') use.name = 'embed'
    return plan
  },
  'the residual stream on slices': sequenceParallel,
  'positions shared in decode': sharedPositions,
  'a ring': () => ring(['0-1,4-5', '2-3,6-7']),
  'a ring of zigzag shards': () => ring(['0,3,4,7', '1-2,5-6']),
  'a pipeline of microbatches': pipeline,
  'latent attention': latent,
  'experts to which copies travel': travellingExperts,
  'experts that see all tokens': maskedExperts,
  'decode on other ranks': handedOver,
}
