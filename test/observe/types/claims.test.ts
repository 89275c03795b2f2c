// Claims of placements: each form that follows is accepted as it is written, and none that does not.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check } from '../../../src/index.js'
import { families } from '../../build/grid.js'
import { base, built } from '../../build/plans.js'
import { copyOf, type Plan } from '../../damage/plan.js'

const RULE = 'types/claims-hold'

async function planOf(family: string, strategy: string): Promise<Plan> {
  const found = families.find(({ name }) => name === family)!
  const { plan } = await built({ family: found, strategy, phase: 'prefill' })
  return copyOf(plan)
}

/** What the rule says of a claim about a tensor or weight of a node, by axis. */
async function said(plan: Plan, id: string, name: string, claim: Record<string, string>): Promise<string[]> {
  const own = structuredClone(plan)
  const node = own.nodes.find((one) => one.id === id)!
  const use = [...(node.outputs ?? []), ...(node.weights ?? [])].find((one) => one.name === name)!
  Object.assign(use, { placement: claim })
  const { results } = await check(own, { base, only: [RULE] })
  return results[0]!.findings.map(({ message }) => message)
}

interface Case {
  readonly family: string
  readonly strategy: string
  readonly node: string
  readonly tensor: string
  readonly axis: string
  readonly right: readonly string[]
  readonly wrong: readonly string[]
}

const cases: Readonly<Record<string, Case>> = {
  'slices of different lengths': {
    ...{ family: 'mha', strategy: 'tpa=3', node: 'prefill.l0.rope', tensor: 'l0.q_turned', axis: 'tpa' },
    right: ['S(heads)', 'S(heads; sizes)', 'S(heads; 3+3+2)'],
    wrong: ['R', 'S(heads; 2+3+3)', 'S(heads; map)', 'S(head_dim)', 'Rep(heads)'],
  },
  'slices of one length': {
    ...{ family: 'mha', strategy: 'tpa=2', node: 'prefill.l0.rope', tensor: 'l0.q_turned', axis: 'tpa' },
    right: ['S(heads)', 'S( heads )'],
    wrong: ['S(heads; 4+4)', 'V', 'P(sum)'],
  },
  'matrices side by side': {
    ...{ family: 'mha', strategy: 'tpa=2', node: 'prefill.l0.qkv', tensor: 'l0.wqkv', axis: 'tpa' },
    right: ['Bk(qkv; q+k+v)', 'Bk(qkv)'],
    wrong: ['S(qkv)', 'S(qkv; map)', 'Bk(qkv; k+q+v)'],
  },
  'key-value heads that ranks share': {
    ...{ family: 'mqa', strategy: 'tpa=2', node: 'prefill.l0.rope', tensor: 'l0.k_turned', axis: 'tpa' },
    right: ['R'],
    wrong: ['S(kv_heads)'],
  },
  'key-value heads that some ranks share': {
    ...{ family: 'gqa-few', strategy: 'tpa=4', node: 'prefill.l0.rope', tensor: 'l0.k_turned', axis: 'tpa' },
    right: ['Rep(kv_heads)', 'Rep(kv_heads; 0 0 1 1)'],
    wrong: ['S(kv_heads)', 'R'],
  },
  'copies that the data deal out': {
    ...{
      family: 'moe',
      strategy: 'adp=2,ep=2',
      node: 'prefill.l0.dispatch',
      tensor: 'l0.copies',
      axis: 'ep',
    },
    right: ['Own(copy)', 'Own(copy; expert)'],
    wrong: ['S(copy)', 'R', 'V'],
  },
  'tokens out of order': {
    ...{ family: 'mha', strategy: 'pcp=2,contextSplit=zigzag', node: 'prefill.l0.attention', axis: 'pcp' },
    ...{ tensor: 'l0.attn', right: ['S(tok; map)', 'S(tok; zigzag)'], wrong: ['S(tok)', 'R'] },
  },
}

for (const [name, { family, strategy, node, tensor, axis, right, wrong }] of Object.entries(cases))
  test(name, async () => {
    const plan = await planOf(family, strategy)
    for (const claim of right) assert.equal(await said(plan, node, tensor, { [axis]: claim }), [], claim)
    for (const claim of wrong) {
      const messages = await said(plan, node, tensor, { [axis]: claim })
      assert.is(messages.length, 1, claim)
      assert.ok(messages[0]!.includes(`${tensor}: ${axis}=${claim}, not `), messages[0])
    }
  })

test.run()
