// Plans that are drawn in other ways: each rank apart, one phase alone.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { apart } from '../build/apart.js'
import { tp2 } from './blocks.js'
import { Drawing, planOf } from './drawing.js'
import { dense1, fixtures } from './fixtures.js'
import { run } from './run.js'

for (const name of Object.keys(fixtures))
  test(`${name}, each rank drawn apart`, () => {
    const { outcome, reason, mismatch } = run(apart(fixtures[name]!()))
    assert.equal({ outcome, reason, mismatch }, { outcome: 'equal', reason: undefined, mismatch: undefined })
  })

test('a rank of a collective that is drawn apart takes no part', () => {
  const plan = apart(fixtures['two ranks']!())
  plan.nodes = plan.nodes.filter(({ id }) => id !== 'prefill.l0.attn_out_sum_r1')
  plan.edges = plan.edges.filter((edge) => ![edge.from, edge.to].includes('prefill.l0.attn_out_sum_r1'))
  assert.match(run(plan).reason!.text, /group has 2 devices, of which 1 take part/)
})

test('one phase alone: a prompt, or decode from the first position on', () => {
  const both = dense1(tp2)
  for (const phase of ['prefill', 'decode']) {
    const drawing = new Drawing(phase)
    drawing.nodes.push(...both.nodes.filter((node) => node.phase === phase))
    drawing.edges.push(...both.edges.filter(({ from }) => from.startsWith(phase)))
    const plan = planOf([drawing])
    const { outcome, extent } = run(plan)
    assert.is(outcome, 'equal')
    assert.equal([extent!.positions, extent!.steps], phase === 'prefill' ? [3, 2] : [0, 3])
    for (const node of plan.nodes) Reflect.deleteProperty(node, 'phase')
    assert.is(run(plan).outcome, 'equal')
  }
})

test.run()
