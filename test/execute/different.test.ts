// Plans that are damaged in one place: the difference is found, and at the right node.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { tp2 } from './blocks.js'
import type { Node, Plan } from './drawing.js'
import { dense1, fixtures, sharedPositions } from './fixtures.js'
import { run } from './run.js'

const node = (plan: Plan, id: string): Node => plan.nodes.find((one) => one.id === id)!

/** Whoever reads a tensor reads another, from the node that gives that. */
function rewire(plan: Plan, phase: string, from: string, to: string): void {
  const of = (name: string) =>
    plan.nodes.find((one) => one.phase === phase && one.outputs?.some((use) => use.name === name))!
  for (const reader of plan.nodes)
    for (const input of reader.inputs ?? []) {
      if (reader.phase !== phase || input.name !== from) continue
      input.name = to
      plan.edges.push({ from: of(to).id, to: reader.id })
    }
}

interface Damage {
  readonly plan: () => Plan
  readonly harm: (plan: Plan) => unknown
  readonly node: string
  readonly tensor: string
  readonly devices?: readonly string[]
}

const damages: Readonly<Record<string, Damage>> = {
  'a sum is missing': {
    plan: fixtures['two ranks']!,
    harm: (plan) => rewire(plan, 'prefill', 'l0.attn_out', 'l0.attn_out.partial'),
    ...{ node: 'prefill.l0.mid', tensor: 'l0.mid', devices: ['0', '1'] },
  },
  'whole values are summed and scattered': {
    plan: fixtures['the residual stream on slices']!,
    harm(plan) {
      const wo = node(plan, 'prefill.l0.o')
      const before = node(plan, 'prefill.l0.attn_out_sum')
      wo.outputs![0]!.name = 'l0.attn_out.part'
      plan.nodes.push({
        ...{ id: 'again', op: 'all_reduce', phase: 'prefill', layer: 0, devices: [0, 1], group: [0, 1] },
        inputs: [{ name: 'l0.attn_out.part' }],
        outputs: [{ name: 'l0.attn_out.partial' }],
      })
      plan.edges.push({ from: wo.id, to: 'again' }, { from: 'again', to: before.id })
    },
    ...{ node: 'prefill.l0.attn_out_sum', tensor: 'l0.attn_out' },
  },
  'parts of attention are added instead of merged': {
    plan: sharedPositions,
    harm(plan) {
      const merge = node(plan, 'decode.l0.merge')
      merge.op = 'reduce_scatter'
      merge.inputs!.pop()
      merge.attributes = { along: 'heads' }
    },
    ...{ node: 'decode.l0.merge', tensor: 'l0.attn' },
  },
  'positions count from the shard': {
    plan: fixtures['a ring']!,
    harm: (plan) => {
      node(plan, 'prefill.m1.l0.rope').attributes = { positions: 'local' }
    },
    ...{ node: 'prefill.m1.l0.rope', tensor: 'l0.q_turned', devices: ['1'] },
  },
  'stale positions': {
    plan: fixtures['a ring']!,
    harm: (plan) => {
      node(plan, 'prefill.m1.input').outputs![1]!.slices = { tok: '0-1,4-5' }
    },
    ...{ node: 'prefill.m1.l0.rope', tensor: 'l0.q_turned', devices: ['1'] },
  },
  'the cache is not written in decode': {
    plan: fixtures['two ranks']!,
    harm(plan) {
      plan.nodes = plan.nodes.filter(({ id }) => id !== 'decode.l0.kv_write')
      plan.edges = plan.edges.filter(({ from, to }) => ![from, to].includes('decode.l0.kv_write'))
    },
    ...{ node: 'decode.l0.attention', tensor: 'l0.attn' },
  },
  'a cache is handed over by the heads of another rank': {
    plan: fixtures['decode on other ranks']!,
    harm: (plan) => {
      node(plan, 'prefill.l0.kv_transfer').inputs![0]!.slices = { kv_heads: ['1', '0'] }
    },
    ...{ node: 'decode.l0.kv_read', tensor: 'l0.cached_k', devices: ['2'] },
  },
  'all ranks write all positions': {
    plan: sharedPositions,
    harm: (plan) => {
      delete node(plan, 'prefill.l0.kv_write').attributes
    },
    ...{ node: 'decode.l0.merge', tensor: 'l0.attn' },
  },
  'router weights twice': {
    plan: fixtures['experts to which copies travel']!,
    harm: (plan) => {
      node(plan, 'prefill.l0.experts').attributes!['appliesRouterWeights'] = true
    },
    ...{ node: 'prefill.l0.combine', tensor: 'l0.moe_out' },
  },
  'an expert on no rank': {
    plan: fixtures['experts that see all tokens']!,
    harm: (plan) => {
      for (const use of node(plan, 'prefill.l0.experts').weights!) use.slices!['experts'] = ['0-1', '3']
    },
    ...{ node: 'prefill.l0.moe_sum', tensor: 'l0.moe_out' },
  },
  'a bias on all ranks': {
    plan: fixtures['biases and norms of heads']!,
    harm: (plan) => {
      node(plan, 'prefill.l0.o').attributes = { biasAdded: 'everywhere' }
    },
    ...{ node: 'prefill.l0.attn_out_sum', tensor: 'l0.attn_out' },
  },
  'a fused matrix cut straight through': {
    plan: fixtures['two ranks']!,
    harm: (plan) => {
      node(plan, 'prefill.l0.qkv').weights![0]!.slices = { qkv: ['0-3', '4-7'] }
    },
    ...{ node: 'prefill.l0.qkv', tensor: 'l0.k', devices: ['0', '1'] },
  },
  'a window that is not looked through': {
    plan: () => dense1(tp2, { window: 2 }),
    harm: () => {},
    ...{ node: 'prefill.l0.attention', tensor: 'l0.attn' },
  },
  'shards of a gather in another order': {
    plan: fixtures['positions shared in decode']!,
    harm: (plan) => {
      node(plan, 'decode.l0.q_gather').group = [1, 0]
    },
    ...{ node: 'decode.l0.merge', tensor: 'l0.attn' },
  },
  'ranks that draw for themselves': {
    plan: fixtures['decode on other ranks']!,
    harm(plan) {
      const head = node(plan, 'prefill.sampling')
      head.attributes = { sharedSeed: false }
      head.outputs![0]!.name = 'next'
      plan.nodes = plan.nodes.filter(({ id }) => id !== 'prefill.choice')
      plan.edges = plan.edges.flatMap(({ from, to }) =>
        to === 'prefill.choice' ? [] : [{ from: from === 'prefill.choice' ? 'prefill.sampling' : from, to }],
      )
      delete node(plan, 'prefill.head').weights![0]!.slices
    },
    ...{ node: 'prefill.sampling', tensor: 'next', devices: ['1'] },
  },
}

for (const [name, { plan, harm, node: id, tensor, devices }] of Object.entries(damages))
  test(name, () => {
    const damaged = plan()
    harm(damaged)
    const [exact, rounded] = [run(damaged), run(damaged, { numeric: true })]
    for (const { outcome, mismatch, problems, reason } of [exact, rounded]) {
      assert.equal({ outcome, problems, reason }, { outcome: 'different', problems: [], reason: undefined })
      assert.equal([mismatch!.node, mismatch!.tensor], [id, tensor])
      if (devices !== undefined) assert.equal(mismatch!.devices, devices)
      assert.ok('seen' in mismatch!.cell && mismatch!.cell.seen !== mismatch!.cell.expected)
    }
  })

test('the smallest input that shows a difference is told', () => {
  const { plan, harm } = damages['a sum is missing']!
  const damaged = plan()
  harm(damaged)
  const { smallest, extent } = run(damaged)
  assert.equal(extent, { sequences: 2, positions: 3, steps: 2 })
  assert.equal(smallest!.extent, { sequences: 1, positions: 1, steps: 0 })
  const late = damages['the cache is not written in decode']!
  const other = late.plan()
  late.harm(other)
  assert.equal(run(other).smallest!.extent, { sequences: 1, positions: 1, steps: 1 })
})

test('a prompt that no decode follows must be in the caches all the same', () => {
  const plan = fixtures['a ring']!()
  plan.nodes = plan.nodes.filter(({ id }) => id !== 'prefill.m1.l0.kv_write')
  plan.edges = plan.edges.filter(({ to }) => to !== 'prefill.m1.l0.kv_write')
  const { mismatch } = run(plan)
  assert.equal([mismatch!.tensor, mismatch!.node, mismatch!.devices], ['l0.cached_k', undefined, []])
  assert.equal(mismatch!.cell, { at: { cached: 2, kv_heads: 0, head_dim: 0 } })
})

test('what no rank has of the logits is lost', () => {
  const plan = fixtures['two ranks']!()
  for (const { id, weights } of plan.nodes)
    if (id === 'prefill.head') weights![0]!.slices = { vocab: ['0-3', '0-3'] }
  const { outcome, mismatch } = run(plan)
  assert.is(outcome, 'different')
  assert.ok(['logits', 'next'].includes(mismatch!.tensor))
})

test.run()
