// Beliefs about parallel inference that are false as they stand (items F1 … F20 of kb/traceability.md): what they would
// reject and production runs gets no error here, and what they would let pass and is wrong gets one.
import { readFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check } from '../../src/index.js'
import { loadExamples } from '../../src/knowledge/load.js'
import { packagePath } from '../../src/project.js'

type Fields = Readonly<Record<string, unknown>>
interface Node extends Fields {
  readonly id: string
}
interface Edge {
  readonly from: string
  readonly to: string
}
interface Plan extends Fields {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

const dense = { layers: 80, attentionHeads: 64, kvHeads: 8, attentionKind: 'gqa', intermediateSize: 28_672 }
const latent = {
  layers: 61,
  attentionHeads: 128,
  kvHeads: 128,
  attentionKind: 'mla',
  latentDim: 512,
  expertsPerToken: 8,
}
const smallPlan: Plan = JSON.parse(readFileSync(packagePath('examples/decode-tp2.json'), 'utf8'))

/** A deployment that gives its degrees canonically, and what is known of model, cluster and workload. */
const deployment = (strategy: Fields, known: Fields, engine?: string) =>
  findings(
    { kind: 'deployment', ...(engine && { engine }), strategy: { convention: 'canonical', ...strategy } },
    known,
  )

async function findings(candidate: object, known?: Fields) {
  const { results } = await check(candidate, { prove: false, ...(known && { assume: known }) })
  const { outcome, findings: found } = results[0]!
  assert.is.not(outcome, 'unreadable')
  return found
}

type Found = Awaited<ReturnType<typeof findings>>
const errors = (found: Found) => found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
const names = (found: Found) => found.map(({ rule }) => rule)

/** The small plan with a node put between two others. */
function insert(plan: Plan, from: string, to: string, node: Node): Plan {
  const edges = plan.edges.flatMap((edge) =>
    edge.from === from && edge.to === to
      ? [
          { from, to: node.id },
          { from: node.id, to },
        ]
      : [edge],
  )
  return { ...plan, nodes: [...plan.nodes, node], edges }
}

/** The small plan with other fields in the nodes of the given ids. */
const change = (plan: Plan, ids: readonly string[], fields: Fields): Plan => ({
  ...plan,
  nodes: plan.nodes.map((node) => (ids.includes(node.id) ? { ...node, ...fields } : node)),
})

const pair = { phase: 'decode', step: 0, devices: '0-1', group: '0-1' }

test('F1: decode splits the residual stream over tokens, with padding', async () => {
  const sums = ['l0_attention_reduce', 'l0_ffn_reduce', 'l1_attention_reduce', 'l1_ffn_reduce']
  const scattered = change(smallPlan, sums, { op: 'reduce_scatter', outputs: [] })
  const readers = [
    ['l0_ffn_norm', 'l0_gate_up'],
    ['l1_attention_norm', 'l1_qkv'],
    ['l1_ffn_norm', 'l1_gate_up'],
    ['final_norm', 'lm_head'],
  ] as const
  const gathered = readers.reduce(
    (plan, [from, to]) => insert(plan, from, to, { ...pair, id: `${to}_tokens`, op: 'all_gather' }),
    scattered,
  )
  const { decode } = smallPlan.strategy as { decode: Fields }
  const step = (tokensPerStep: number) => ({ decode: { ...decode, residualSharded: true, tokensPerStep } })
  const plan = { ...gathered, workload: { concurrency: 17 } }
  assert.equal(errors(await findings({ ...plan, strategy: step(18) })), [])
  assert.equal(errors(await findings({ ...plan, strategy: step(17) })), ['sp/tokens-padded'])
})

test('F1: decode shares the positions of a sequence', async () => {
  assert.equal(errors(await deployment({ decode: { tpa: 1, dcp: 8 } }, { model: dense })), [])
})

test('F2: experts neither equal nor divide among the ranks', async () => {
  const model = (experts: number) => ({ model: { ...latent, experts } })
  const dealt = (ep: number, redundantExperts: number) => ({
    enable_eplb: redundantExperts > 0,
    decode: { tpa: 1, adp: ep, ep, redundantExperts },
  })
  assert.equal(errors(await deployment(dealt(40, 16), model(384), 'vllm')), [])
  assert.equal(errors(await deployment(dealt(12, 0), model(384))), [])
  assert.equal(errors(await deployment(dealt(24, 0), model(256))), [])
})

test('F3: devices are not the product of all degrees', async () => {
  const known = { model: { ...latent, experts: 256 }, cluster: { devices: 16 } }
  assert.equal(errors(await deployment({ decode: { tpa: 1, adp: 16, ep: 16 } }, known)), [])
  assert.equal(errors(await deployment({ decode: { tpa: 8, ep: 16 } }, known)), [
    'ranks/attention-and-moe-views-agree',
  ])
})

test('F4: more ranks than key-value heads', async () => {
  assert.equal(errors(await deployment({ tpa: 16 }, { model: dense })), [])
  const odd = { model: { ...dense, attentionHeads: 48, kvHeads: 4, intermediateSize: 24_576 } }
  assert.equal([...new Set(errors(await deployment({ tpa: 6 }, odd)))], ['tp/kv-heads-divide-or-replicate'])
})

test('F5: tensor parallelism over the hosts of one clique', async () => {
  const cluster = { devices: 72, hosts: 18, devicesPerHost: 4, devicesPerClique: 72 }
  const found = await deployment({ decode: { tpa: 16 } }, { model: dense, cluster })
  assert.not.ok(names(found).includes('tp/within-clique'))
  assert.equal(errors(found), [])
})

test('F6: prefill and decode with different degrees', async () => {
  assert.equal(
    errors(await deployment({ prefill: { tpa: 4 }, decode: { tpa: 8, dcp: 2 } }, { model: dense })),
    [],
  )
})

test('F7: six ranks', async () => {
  const model = { ...dense, attentionHeads: 48, kvHeads: 6, intermediateSize: 24_576 }
  assert.equal(errors(await deployment({ tpa: 6 }, { model, cluster: { devices: 6 } })), [])
})

test('F8: an activation function on a slice', async () => {
  assert.ok(smallPlan.nodes.some(({ op, group }) => op === 'activation' && group === '0-1'))
  assert.equal(errors(await findings(smallPlan)), [])
})

test('F9: a reduce-scatter of copies multiplies', async () => {
  const scatter = { ...pair, id: 'scatter', op: 'reduce_scatter', layer: 0 }
  const plan = insert(smallPlan, 'l0_attention_reduce', 'l0_attention_add', scatter)
  assert.ok(errors(await findings(plan)).includes('tp/reduced-once'))
})

test('F10: a second all-reduce multiplies', async () => {
  const again = { ...pair, id: 'again', op: 'all_reduce', layer: 0 }
  const plan = insert(smallPlan, 'l0_ffn_reduce', 'l0_ffn_add', again)
  assert.equal(errors(await findings(plan)), ['tp/reduced-once'])
})

test('F11: stages with a single batch are slow and legal', async () => {
  const stages = { decode: { tpa: 1, pp: 4, microbatches: 1 } }
  assert.equal(errors(await deployment(stages, { model: dense })), [])
  const found = await findings({ strategy: stages, nodes: [], edges: [] })
  assert.is(found.find(({ rule }) => rule === 'pp/batches-fill-stages')?.severity, 'warning')
})

test('F12: a batch touches fewer experts than tokens times choices, and more than a token', () => {
  const touched = loadExamples(packagePath('generated')).filter(
    ({ formula }) => formula === 'phase.expertsTouchedPerRank',
  )
  assert.ok(touched.length > 0)
  for (const { facts, value } of touched) {
    const number = (word: string) => Number(facts?.[word])
    const [experts, choices, tokens] = ['model.experts', 'model.expertsPerToken', 'tokensPerStep'].map(number)
    const distinct = Number(value) * number('ep')
    assert.ok(distinct > choices! && distinct < Math.min(experts!, tokens! * choices!))
  }
})

test('F13, F14: nothing holds a plan to an even router', async () => {
  const strategy = { decode: { tpa: 1, adp: 32, ep: 32, tokensPerStep: 64 } }
  const found = await deployment(strategy, {
    model: { ...latent, experts: 256 },
    workload: { concurrency: 64 },
  })
  assert.equal(errors(found), [])
})

test('F15: dispatch in eight bits and in sixteen', async () => {
  const layer = { phase: 'decode', step: 0, layer: 0 }
  const plan = (dtype: string): Plan => ({
    model: { layers: 1, experts: 2, expertsPerToken: 1 },
    strategy: { decode: { tpa: 1, adp: 2, ep: 2 } },
    nodes: [
      { ...layer, id: 'tokens', op: 'input', devices: '0-1' },
      { ...layer, id: 'norm', op: 'norm', devices: '0-1' },
      { ...layer, id: 'router', op: 'router', devices: '0-1' },
      { ...layer, id: 'there', op: 'dispatch', devices: '0-1', group: '0-1', dtype },
      { ...layer, id: 'expert0', op: 'expert', devices: '0' },
      { ...layer, id: 'expert1', op: 'expert', devices: '1' },
      { ...layer, id: 'back', op: 'combine', devices: '0-1', group: '0-1' },
      { ...layer, id: 'out', op: 'output', devices: '0-1' },
    ].map((node) => ({
      ...node,
      devices: node.devices.length === 1 ? [Number(node.devices)] : node.devices,
    })),
    edges: [
      { from: 'tokens', to: 'norm' },
      { from: 'norm', to: 'router' },
      { from: 'router', to: 'there' },
      { from: 'norm', to: 'there' },
      { from: 'there', to: 'expert0' },
      { from: 'there', to: 'expert1' },
      { from: 'expert0', to: 'back' },
      { from: 'expert1', to: 'back' },
      { from: 'back', to: 'out' },
    ],
  })
  for (const dtype of ['fp8', 'bf16']) assert.equal(errors(await findings(plan(dtype))), [])
})

test('F16: one pool for both phases, or two', async () => {
  assert.equal(errors(await deployment({ tpa: 8 }, { model: dense, cluster: { devices: 8 } })), [])
  const apart = { prefill: { tpa: 2 }, decode: { tpa: 8 } }
  assert.equal(errors(await deployment(apart, { model: dense, cluster: { devices: 16 } })), [])
})

test('F17: tensor parallelism copies a latent cache', async () => {
  const found = await deployment({ decode: { tpa: 8 } }, { model: latent })
  assert.equal(errors(found), [])
  assert.ok(names(found).includes('mla/latent-replicates'))
  const eightRanks = loadExamples(packagePath('generated')).filter(
    ({ formula, facts }) =>
      formula === 'phase.kvBytesPerTokenAndRank' &&
      facts?.['model.latentDim'] !== undefined &&
      facts.tpa === 8,
  )
  assert.equal(
    eightRanks.map(({ value }) => value),
    [70_272],
  )
})

test('F18: nothing asks for all memory', async () => {
  const strategy = { tpa: 8, gpu_memory_utilization: 0.7 }
  assert.equal(errors(await deployment(strategy, { model: dense }, 'vllm')), [])
})

test('F19: shared positions are merged and not summed', async () => {
  const shared = {
    ...change(smallPlan, ['l0_attention', 'l1_attention'], { attributes: { kvShards: 2 } }),
    strategy: { decode: { tpa: 1, dcp: 2, tokensPerStep: 64 } },
  }
  const merged = (op: string) =>
    [0, 1].reduce<Plan>((plan, layer) => {
      const merge = { ...pair, id: `merge${layer}`, op, layer }
      const queries = { ...pair, id: `queries${layer}`, op: 'all_gather', layer }
      const asked = insert(plan, `l${layer}_qkv`, `l${layer}_attention`, queries)
      const written = insert(asked, `l${layer}_qkv`, `l${layer}_kv_write`, { ...queries, id: `keys${layer}` })
      return insert(written, `l${layer}_attention`, `l${layer}_out_projection`, merge)
    }, shared)
  assert.equal(errors(await findings(merged('lse_merge'))), [])
  assert.ok(errors(await findings(merged('all_reduce'))).includes('dcp/lse-merge'))
})

test('F20: a limit of one tool binds nobody', async () => {
  const strategy = { decode: { tpa: 8, adp: 64, ep: 512 } }
  const known = { model: { ...latent, experts: 512 }, cluster: { devices: 512 } }
  assert.equal(errors(await deployment(strategy, known)), [])
})

test.run()
