// Damage of which the judge and a run once thought differently, though only one of them can be right.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nodeAt } from '../bugs/bug.js'
import { families } from '../build/grid.js'
import { opinions } from './opinions.js'
import { type Plan, remove } from './plan.js'
import { tryDamage } from './trial.js'
import { planOf } from './trials.js'

interface Agreed {
  readonly family: string
  readonly strategy: string
  readonly phase: 'prefill' | 'decode' | 'both'
  readonly unfold?: boolean
  readonly damage: (plan: Plan) => unknown
  /** A rule that rejects the plan; absent where the damage does no harm. */
  readonly rule?: string
}

const agreed: Readonly<Record<string, Agreed>> = {
  'of four ranks that take turns with the cache the last keeps nothing of a prompt': {
    ...{ family: 'gqa-bias', strategy: 'dcp=4,tpa=1', phase: 'prefill' },
    damage: (plan) => nodeAt(plan, 'prefill.l0.kv_write').devices.pop(),
    rule: 'types/cache-left',
  },
  'a rank that takes turns keeps nothing of a prompt, and attention looks through a window': {
    ...{ family: 'window', strategy: 'dcp=2,tpa=2', phase: 'both' },
    damage: (plan) => nodeAt(plan, 'prefill.l0.kv_write.g0').devices.pop(),
    rule: 'types/cache-written',
  },
  'of the part of a prompt that a window sees a rank keeps nothing': {
    ...{ family: 'window', strategy: 'dcp=4,tpa=1', phase: 'both' },
    damage: (plan) => nodeAt(plan, 'prefill.l0.kv_write').devices.splice(3, 1),
    rule: 'types/cache-written',
  },
  'a rank keeps nothing of a prompt, and its turns are out of sight of a window': {
    ...{ family: 'window', strategy: 'dcp=4,tpa=1', phase: 'both' },
    damage: (plan) => nodeAt(plan, 'prefill.l0.kv_write').devices.splice(1, 1),
  },
  'ranks that take turns all write a prompt of one of two microbatches': {
    ...{ family: 'gqa-bias', strategy: 'dcp=2,tpa=1,pp=2,microbatches=2', phase: 'both' },
    damage: (plan) => delete nodeAt(plan, 'prefill.mb0.l0.kv_write').attributes,
    rule: 'types/reduced-once',
  },
  'ranks that take turns all write the new tokens of one of two microbatches': {
    ...{ family: 'gqa-bias', strategy: 'dcp=2,tpa=1,pp=2,microbatches=2', phase: 'both' },
    damage: (plan) => delete nodeAt(plan, 'decode.mb1.l0.kv_write').attributes,
    rule: 'types/reduced-once',
  },
  'ranks deal positions in blocks of different sizes, and a run shortens the prompt': {
    ...{ family: 'gqa-bias', strategy: 'dcp=2,tpa=1,residualSharded=true', phase: 'both', unfold: true },
    damage: (plan) => {
      nodeAt(plan, 'prefill.l0.kv_write_r1').attributes = { ownerBlock: 2 }
    },
    rule: 'types/parts-tile',
  },
  'new tokens of which all ranks keep all, where there is no prompt': {
    ...{ family: 'gqa-bias', strategy: 'dcp=2,tpa=1,pp=2,microbatches=2', phase: 'decode' },
    damage: (plan) => delete nodeAt(plan, 'decode.mb1.l0.kv_write').attributes,
  },
  'one of two microbatches is dealt in blocks of another size': {
    ...{ family: 'gqa-bias', strategy: 'dcp=2,tpa=1,pp=2,microbatches=2', phase: 'both' },
    damage: (plan) => {
      nodeAt(plan, 'prefill.mb0.l0.kv_write').attributes = { ownerBlock: 2 }
    },
  },
  'a cache that does not move to the ranks of decode': {
    ...{ family: 'gqa', strategy: 'disaggregated=true,prefill.tpa=2,decode.tpa=4', phase: 'both' },
    damage: (plan) => remove(plan, plan.nodes.find(({ op }) => op === 'kv_transfer')!),
    rule: 'types/cache-written',
  },
  'a gather that does not say along which dimension, where one differs': {
    ...{ family: 'gqa', strategy: 'tpa=2,residualSharded=true', phase: 'both' },
    damage: (plan) => delete plan.nodes.find(({ op }) => op === 'all_gather')!.attributes,
  },
  'rows that are not the last of their prompts stand elsewhere than their positions': {
    ...{
      family: 'mla-plain',
      strategy: 'pcp=4,tpa=2,contextMethod=gather,contextSplit=zigzag,residualSharded=true',
      phase: 'prefill',
    },
    damage: (plan) => {
      const gather = nodeAt(plan, 'prefill.final_gather.c1')
      gather.devices.reverse()
      gather.group = [...gather.devices]
    },
  },
  'rows of the vocabulary that no short run looks up are on two ranks, and others on none': {
    ...{ family: 'mha', strategy: 'tpa=8,pp=2,microbatches=2', phase: 'decode' },
    damage: (plan) => {
      const rows = nodeAt(plan, 'decode.mb0.embedding').weights![0]!.slices!['vocab'] as string[]
      rows[1] = rows[0]!
    },
    rule: 'types/reduced-once',
  },
  'ranks bring all of a tensor and a slice of it to an exchange, and each says what it takes': {
    ...{ family: 'mla-plain', strategy: 'pcp=2,tpa=2,contextMethod=ulysses', phase: 'prefill' },
    damage: (plan) => delete nodeAt(plan, 'prefill.l0.q.c0').weights![1]!.slices,
    rule: 'types/group-alike',
  },
  'blocks of different sizes leave positions out of a part of a prompt, and a run shortens it': {
    ...{ family: 'gqa-bias', strategy: 'pcp=2,tpa=2,contextMethod=gather,dcp=2' },
    ...{ phase: 'prefill', unfold: true },
    damage: (plan) => {
      nodeAt(plan, 'prefill.l0.kv_write.g1_r1').attributes = { ownerBlock: 2 }
    },
    rule: 'types/cache-left',
  },
  'a rank keeps nothing of the prompts of one microbatch, and its turns are out of sight of a window': {
    ...{ family: 'window', strategy: 'dcp=4,tpa=1,pp=2,microbatches=2', phase: 'both' },
    damage: (plan) => nodeAt(plan, 'prefill.mb0.l0.kv_write').devices.splice(1, 1),
  },
  'a rank from which the cache moves has not written it, though others have the same': {
    ...{ family: 'mqa', strategy: 'disaggregated=true,prefill.tpa=3,decode.tpa=2' },
    ...{ phase: 'both', unfold: true },
    damage: (plan) => remove(plan, nodeAt(plan, 'prefill.l1.kv_write_r0')),
    rule: 'types/cache-written',
  },
  'a rank from which nothing is taken has not written the cache': {
    ...{ family: 'mqa', strategy: 'disaggregated=true,prefill.tpa=3,decode.tpa=2' },
    ...{ phase: 'both', unfold: true },
    damage: (plan) => remove(plan, nodeAt(plan, 'prefill.l1.kv_write_r1')),
  },
  'the same values written twice where the plan names its cache': {
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'both' },
    damage: (plan) => {
      for (const node of plan.nodes)
        if (['kv_write', 'kv_read'].includes(node.op))
          Object.assign(node, { step: 0, microbatch: 0, attributes: { cache: 'keys' } })
      const write = nodeAt(plan, 'decode.l0.kv_write')
      plan.nodes.push({ ...structuredClone(write), id: 'again' })
      for (const { from, to } of [...plan.edges]) {
        if (from === write.id) plan.edges.push({ from: 'again', to })
        if (to === write.id) plan.edges.push({ from, to: 'again' })
      }
      plan.edges.push({ from: write.id, to: 'again' })
    },
  },
  'a gather whose group has another order than its devices': {
    ...{ family: 'gqa', strategy: 'dcp=2,tpa=2', phase: 'decode' },
    damage: (plan) => nodeAt(plan, 'decode.l0.q_gather.g0').group!.reverse(),
    rule: 'types/heads-find-groups',
  },
  'devices of a gather in another order, and its group as it was': {
    ...{ family: 'gqa', strategy: 'dcp=2,tpa=2', phase: 'decode' },
    damage: (plan) => nodeAt(plan, 'decode.l0.q_gather.g0').devices.reverse(),
  },
  'a rank takes heads of a merge for others than are dealt to it': {
    ...{ family: 'gqa', strategy: 'dcp=2,tpa=2', phase: 'decode' },
    damage: (plan) => {
      const slices = nodeAt(plan, 'decode.l0.merge.g1').outputs![0]!.slices!['heads'] as string[]
      slices[1] = '0-1'
    },
    rule: 'types/all-kept',
  },
  'an all-reduce that says what each rank keeps': {
    ...{ family: 'gqa', strategy: 'tpa=2,residualSharded=true', phase: 'prefill' },
    damage: (plan) => {
      nodeAt(plan, 'prefill.l0.ffn_out_scatter').op = 'all_reduce'
    },
    rule: 'types/all-kept',
  },
  'addends that stand the other way round on some ranks': {
    ...{ family: 'moe', strategy: 'adp=2,tpa=2,ep=4,expertExchange=all-gather,residualSharded=true' },
    ...{ phase: 'prefill' },
    damage: (plan) => nodeAt(plan, 'prefill.l0.attn_add.a0').inputs!.reverse(),
  },
  'a norm that says nothing of one of its ranks in its group': {
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'prefill' },
    damage: (plan) => {
      nodeAt(plan, 'prefill.l0.gate_up').group = [0]
    },
  },
  'ranks keep the same cache of which one is enough, and what waits for it runs elsewhere': {
    ...{ family: 'mqa', strategy: 'pcp=2,tpa=2,contextMethod=ring', phase: 'prefill' },
    damage: (plan) => nodeAt(plan, 'prefill.l1.kv_write.c0').devices.pop(),
  },
  'a row of the vocabulary on two ranks': {
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'decode' },
    damage: (plan) => {
      nodeAt(plan, 'decode.embedding').weights![0]!.slices!['vocab'] = ['0-24', '24-47']
    },
    rule: 'types/reduced-once',
  },
  'a rank looks through another window, and there is no prompt': {
    ...{ family: 'window', strategy: 'dcp=4,tpa=1', phase: 'decode', unfold: true },
    damage: (plan) => {
      nodeAt(plan, 'decode.l0.attention_r3').attributes!['attentionWindow'] = 4
    },
    rule: 'types/group-alike',
  },
  'a rank does not say that it weighs by the router, as the others do': {
    ...{ family: 'moe', strategy: 'tpa=2,ep=2,expertExchange=all-gather', phase: 'decode', unfold: true },
    damage: (plan) => delete nodeAt(plan, 'decode.l0.experts_r1').attributes,
    rule: 'types/group-alike',
  },
  'summands that are spread and not added up': {
    ...{ family: 'gqa', strategy: 'tpa=2', phase: 'prefill' },
    damage: (plan) => {
      nodeAt(plan, 'prefill.l0.ffn_out_sum').op = 'broadcast'
    },
    rule: 'types/partial-completed',
  },
  'a rank that is not in the group of its ring': {
    ...{ family: 'gqa', strategy: 'pcp=2,tpa=2,contextMethod=ring', phase: 'prefill' },
    damage: (plan) => nodeAt(plan, 'prefill.l0.attention.g0').group!.pop(),
    rule: 'group/contains-devices',
  },
  'copies of tokens that are sent in one order of ranks and come back in another': {
    ...{ family: 'moe', strategy: 'adp=2,ep=2,expertExchange=all-to-all', phase: 'prefill' },
    damage: (plan) => nodeAt(plan, 'prefill.l1.dispatch').group!.reverse(),
    rule: 'types/joined-in-order',
  },
  'copies of tokens whose ranks stand in another order on both ways': {
    ...{ family: 'moe', strategy: 'adp=2,ep=2,expertExchange=all-to-all', phase: 'prefill' },
    damage: (plan) => {
      for (const id of ['dispatch', 'combine']) nodeAt(plan, `prefill.l1.${id}`).group!.reverse()
    },
  },
  'a token that ranks send and no rank receives, where none misses it': {
    ...{
      family: 'moe-mla',
      strategy: 'disaggregated=true,prefill.tpa=2,prefill.residualSharded=true,decode.tpa=8',
      phase: 'both',
    },
    damage: (plan) => remove(plan, plan.nodes.find(({ op }) => op === 'receive')!),
    rule: 'pp/sends-meet-receives',
  },
}

for (const [name, { family, strategy, phase, unfold = false, damage, rule }] of Object.entries(agreed))
  test(name, async () => {
    const { model } = families.find((each) => each.name === family)!
    const stages = /pp=/.test(strategy) ? { layers: 4 } : {}
    const plan = await planOf(
      { family: { name: family, model: { ...model, ...stages } }, strategy, phase },
      unfold,
    )
    assert.equal(await tryDamage(plan, 'none', () => true, 1, opinions), {
      ...{ damage: 'none', harms: false, rules: [] },
    })
    const trial = await tryDamage(plan, name, (copy) => damage(copy) !== false, 1, opinions)
    assert.is(trial!.harms, rule !== undefined)
    if (rule === undefined) assert.equal(trial!.rules, [])
    else assert.ok(trial!.rules.includes(rule), trial!.rules.join())
  })

test.run()
