// Nodes that say nothing of what they load.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { families } from '../../build/grid.js'
import { built } from '../../build/plans.js'
import { copyOf } from '../../damage/plan.js'
import { typingOf } from './types-of.js'

async function withoutWeightsOf(op: string) {
  const family = families.find(({ name }) => name === 'gqa')!
  const plan = copyOf((await built({ family, strategy: 'tpa=2', phase: 'decode' })).plan)
  for (const node of plan.nodes) if (node.op === op) delete node.weights
  return typingOf(plan)
}

test('a product without weights has no type, and nothing is held against it', async () => {
  const { conflicts, untyped } = await withoutWeightsOf('lm_head')
  assert.equal(conflicts, [])
  assert.ok(untyped.length > 0)
})

test('a norm without weights has that of what it reads', async () => {
  const { conflicts, untyped } = await withoutWeightsOf('norm')
  assert.equal([conflicts, untyped], [[], []])
})

test.run()
