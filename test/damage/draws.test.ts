// Ranks that draw tokens with random numbers of their own: the judge and a run agree on where that does harm.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nodeAt } from '../bugs/bug.js'
import { families } from '../build/grid.js'
import { opinions } from './opinions.js'
import { copyOf, makersOf, type Plan, type PlanNode, readersOf, remove } from './plan.js'
import { planOf } from './trials.js'

interface Drawn {
  readonly family?: string
  readonly strategy: string
  readonly phase?: 'prefill' | 'decode' | 'both'
  readonly unfold?: boolean
  readonly change?: (plan: Plan) => void
  /** Whether sequences go on with different tokens. */
  readonly harms: boolean
}

const samplersOf = ({ nodes }: Plan): PlanNode[] => nodes.filter(({ op }) => op === 'sampling')

const drawAlone = (plan: Plan): void => {
  for (const node of samplersOf(plan)) node.attributes = { ...node.attributes, sharedSeed: false }
}

/** Puts a collective between what ranks draw and what reads it. */
const join = (plan: Plan, sampler: PlanNode, change: Partial<PlanNode> & { op: string }): void => {
  const readers = readersOf(plan, sampler)
  const made = sampler.outputs![0]!
  const node = {
    ...sampler,
    id: `${sampler.id}_join`,
    inputs: [{ name: 'next.own' }],
    outputs: [{ ...made }],
  }
  plan.nodes.push({ ...structuredClone(node), group: [...sampler.devices], ...change })
  sampler.outputs = [{ ...made, name: 'next.own' }]
  for (const edge of plan.edges)
    if (edge.from === sampler.id && readers.some(({ id }) => id === edge.to)) edge.from = node.id
  plan.edges.push({ from: sampler.id, to: node.id })
}

const spreadFrom = (root: number) => (plan: Plan) => {
  for (const node of samplersOf(plan)) join(plan, node, { op: 'broadcast', attributes: { root: [root] } })
  drawAlone(plan)
}

/** Each rank chooses from its shard, and the best of all is taken. */
const chooseFromShards = (plan: Plan): void => {
  for (const node of samplersOf(plan)) {
    const [gather] = makersOf(plan, node)
    for (const head of makersOf(plan, gather!)) {
      plan.edges.push({ from: head.id, to: node.id })
      head.outputs![0]!.name = 'logits'
    }
    node.attributes = { tokenNumbers: 'global' }
    join(plan, node, { op: 'argmax_reduce' })
    remove(plan, gather!)
  }
  drawAlone(plan)
}

/** Sequences of two groups are drawn each in its own, and come together on all ranks. */
const gatherRows = (plan: Plan): void => {
  drawAlone(plan)
  for (const phase of ['prefill', 'decode']) {
    const [one, other] = samplersOf(plan).filter((node) => node.phase === phase) as [PlanNode, PlanNode]
    const outputs = plan.nodes.filter((node) => node.op === 'output' && node.phase === phase)
    join(plan, one, { op: 'all_gather', devices: [0, 1], group: [0, 1], attributes: { along: 'seq' } })
    other.outputs![0]!.name = 'next.own'
    plan.edges = plan.edges.filter(({ from }) => from !== other.id)
    plan.edges.push({ from: other.id, to: `${one.id}_join` })
    for (const { id } of outputs)
      if (!plan.edges.some((edge) => edge.from === `${one.id}_join` && edge.to === id))
        plan.edges.push({ from: `${one.id}_join`, to: id })
  }
}

const groups = { family: 'moe', strategy: 'adp=2,ep=2,expertExchange=all-to-all', phase: 'both' } as const

const cases: Readonly<Record<string, Drawn>> = {
  'with one seed': { strategy: 'tpa=2', harms: false },
  'each with its own': { strategy: 'tpa=2', change: drawAlone, harms: true },
  'each with its own, each rank apart': { strategy: 'tpa=4', unfold: true, change: drawAlone, harms: true },
  'one of two with its own': {
    ...{ strategy: 'tpa=2', unfold: true, harms: true },
    change: (plan) => {
      nodeAt(plan, 'decode.sampling_r1').attributes = { sharedSeed: false }
    },
  },
  'the first of two with its own': {
    ...{ strategy: 'tpa=2', unfold: true, harms: true },
    change: (plan) => {
      nodeAt(plan, 'decode.sampling_r0').attributes = { sharedSeed: false }
    },
  },
  'on the last stage, whose tokens are sent': { strategy: 'tpa=2,pp=2', change: drawAlone, harms: true },
  'in two microbatches': { strategy: 'tpa=2,pp=2,microbatches=2', change: drawAlone, harms: true },
  'where the highest logit is taken': {
    ...{ strategy: 'tpa=2', harms: false },
    change: (plan) => {
      drawAlone(plan)
      plan['workload'] = { ...(plan['workload'] as object), temperature: 0 }
    },
  },
  'for sequences of their own': { ...groups, change: drawAlone, harms: false },
  'for sequences of their own, which are gathered': { ...groups, change: gatherRows, harms: false },
  'for sequences of groups of two': {
    ...{
      family: 'moe',
      strategy: 'adp=2,tpa=2,ep=4,expertExchange=all-gather',
      change: drawAlone,
      harms: true,
    },
  },
  'and the first spreads its choice': { strategy: 'tpa=2', change: spreadFrom(0), harms: false },
  'and the second spreads its choice': { strategy: 'tpa=2', change: spreadFrom(1), harms: false },
  'from shards, of which the best is taken': { strategy: 'tpa=2', change: chooseFromShards, harms: false },
  'and the next step takes them, with nothing that leaves': {
    ...{ strategy: 'tpa=2', phase: 'decode', harms: true },
    change: (plan) => {
      drawAlone(plan)
      remove(plan, nodeAt(plan, 'decode.output'))
    },
  },
}

for (const [
  name,
  { family = 'gqa', strategy, phase = 'both', unfold = false, change, harms },
] of Object.entries(cases))
  test(`ranks draw ${name}`, async () => {
    const { model } = families.find((each) => each.name === family)!
    const stages = /pp=/.test(strategy) ? { layers: 4 } : {}
    const one = { family: { name: family, model: { ...model, ...stages } }, strategy, phase }
    const plan = copyOf(await planOf(one, unfold))
    change?.(plan)
    assert.is(opinions.runs(plan), harms ? 'different' : 'equal')
    const rules = await opinions.rejects(plan)
    if (harms)
      assert.ok(rules.includes('types/drawn-once') && !rules.includes('sampling/agrees'), rules.join())
    else assert.equal(rules, [])
  })

test.run()
