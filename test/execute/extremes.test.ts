// Largest values of a vocabulary that is cut, and what they are for: a run and the judge tell which plans of them are right.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { executePlan } from '../../src/execute/index.js'
import { loadBase } from '../../src/knowledge/load.js'
import { packagePath } from '../../src/project.js'
import { nodeAt } from '../bugs/bug.js'
import { families } from '../build/grid.js'
import { opinions } from '../damage/opinions.js'
import { bypass, copyOf, type Plan } from '../damage/plan.js'
import { giveProbabilities } from '../damage/probabilities.js'
import { planOf } from '../damage/trials.js'

const base = loadBase(packagePath('generated'))

const reduceBy = (id: string, reduction: string | undefined) => (plan: Plan) => {
  const node = nodeAt(plan, id)
  node.attributes = { ...node.attributes, reduction }
  if (reduction === undefined) delete node.attributes['reduction']
}

/** The operation of a row, and of all ranks, by another name. */
const takeInstead = (op: string, reduction: string) => (plan: Plan) => {
  for (const phase of ['prefill', 'decode']) {
    nodeAt(plan, `${phase}.logits_max`).op = op
    reduceBy(`${phase}.logits_max_all`, reduction)(plan)
  }
}

/** An all-reduce behind one that has completed the value. */
const reduceAgain = (plan: Plan): void => {
  const first = nodeAt(plan, 'prefill.logits_max_all')
  const again = structuredClone(first)
  again.id = 'prefill.logits_max_again'
  again.inputs = [{ name: 'logits_max.once' }]
  first.outputs![0]!.name = 'logits_max.once'
  plan.nodes.push(again)
  for (const edge of plan.edges) if (edge.from === first.id) edge.from = again.id
  plan.edges.push({ from: first.id, to: again.id })
}

interface Case {
  readonly strategy?: string
  readonly harm?: (plan: Plan) => void
  /** Tensors that differ and rules that reject the plan; none where it is right. */
  readonly tensor?: string
  readonly rule?: string
}

const cases: Readonly<Record<string, Case>> = {
  'probabilities over two ranks': {},
  'probabilities over four ranks, behind sums that are scattered': { strategy: 'tpa=4,residualSharded=true' },
  'probabilities on the last of two stages, in two microbatches': { strategy: 'tpa=2,pp=2,microbatches=2' },
  'the largest of what is the largest already': { harm: reduceAgain },
  'largest logits of shards that are added up': {
    harm: reduceBy('prefill.logits_max_all', undefined),
    ...{ tensor: 'logits_max', rule: 'types/completed-by-its-operation' },
  },
  'the smallest of the largest logits of shards': {
    harm: reduceBy('decode.logits_max_all', 'min'),
    ...{ tensor: 'logits_max', rule: 'types/completed-by-its-operation' },
  },
  'the largest of what shards come to instead of their sum': {
    harm: reduceBy('prefill.total_sum', 'max'),
    ...{ tensor: 'probabilities', rule: 'types/completed-by-its-operation' },
  },
  'each rank with the largest logit of its shard': {
    harm: (plan) => bypass(plan, nodeAt(plan, 'prefill.logits_max_all')),
    ...{ tensor: 'probabilities', rule: 'types/partial-completed' },
  },
  'the largest summand instead of a sum': {
    harm: reduceBy('prefill.l0.attn_out_sum', 'max'),
    ...{ tensor: 'l0.attn_out', rule: 'types/completed-by-its-operation' },
  },
}

for (const [name, { strategy = 'tpa=2', harm, tensor, rule }] of Object.entries(cases))
  test(name, async () => {
    const { name: family, model } = families.find((each) => each.name === 'gqa')!
    const stages = /pp=/.test(strategy) ? { layers: 4 } : {}
    const one = { family: { name: family, model: { ...model, ...stages } }, strategy, phase: 'both' } as const
    const plan = copyOf(await planOf(one, false))
    giveProbabilities(plan)
    harm?.(plan)
    for (const numeric of [false, true]) {
      const { outcome, mismatch } = executePlan(readPlanDocument(plan, 'plan', base), base, {
        ...{ numeric, findsSmallest: false },
      })
      assert.equal([outcome, mismatch?.tensor], [tensor === undefined ? 'equal' : 'different', tensor])
    }
    assert.equal([...new Set(await opinions.rejects(plan))], rule === undefined ? [] : [rule])
  })

for (const [op, reduction] of [
  ['row_min', 'min'],
  ['row_abs_max', 'max'],
] as const)
  test(`${op} over a cut width is taken by ${reduction}`, async () => {
    const { name, model } = families.find((each) => each.name === 'gqa')!
    const plan = copyOf(await planOf({ family: { name, model }, strategy: 'tpa=2', phase: 'both' }, false))
    giveProbabilities(plan)
    takeInstead(op, reduction)(plan)
    // Softmax is the same whatever is taken from all logits of a row alike.
    for (const node of plan.nodes)
      for (const tensor of [...(node.inputs ?? []), ...(node.outputs ?? [])])
        if (tensor.name === 'logits_max') tensor.name = 'shift'
    assert.equal(await opinions.rejects(plan), [])
    assert.is(opinions.runs(plan), 'equal')
    takeInstead(op, reduction === 'min' ? 'max' : 'min')(plan)
    assert.equal([...new Set(await opinions.rejects(plan))], ['types/completed-by-its-operation'])
  })

test.run()
