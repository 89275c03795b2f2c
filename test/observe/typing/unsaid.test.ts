// Nodes that do not say all that their results depend on.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { families } from '../../build/grid.js'
import { built } from '../../build/plans.js'
import { copyOf, type PlanNode } from '../../damage/plan.js'
import { typingOf } from './types-of.js'

async function without(op: string, strategy: string, leave: (node: PlanNode) => void) {
  const family = families.find(({ name }) => name === 'gqa')!
  const plan = copyOf((await built({ family, strategy, phase: 'decode' })).plan)
  for (const node of plan.nodes) if (node.op === op) leave(node)
  return typingOf(plan)
}

test('a product without weights has no type, and nothing is held against it', async () => {
  const { conflicts, untyped } = await without('lm_head', 'tpa=2', (node) => delete node.weights)
  assert.equal(conflicts, [])
  assert.ok(untyped.length > 0)
})

test('a norm without weights has that of what it reads', async () => {
  const { conflicts, untyped } = await without('norm', 'tpa=2', (node) => delete node.weights)
  assert.equal([conflicts, untyped], [[], []])
})

test('what a scatter deals in shares that are not said is not known', async () => {
  const { conflicts, untyped } = await without('reduce_scatter', 'tpa=2,residualSharded=true', (node) => {
    delete node.attributes
    for (const use of node.outputs!) delete use.slices
  })
  assert.equal(conflicts, [])
  assert.ok(untyped.length > 0)
})

test('a gather joins what devices have of the one dimension in which they differ', async () => {
  const { conflicts, untyped } = await without('all_gather', 'tpa=2,residualSharded=true', (node) => {
    delete node.attributes
  })
  assert.equal([conflicts, untyped], [[], []])
})

test.run()
