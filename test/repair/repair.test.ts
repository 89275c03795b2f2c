// Fixes as a user meets them: offered in a finding, as a patch that mends exactly what it says.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { applyPatch } from '../../src/repair/patch.js'
import { findingOf, fixesOf, resultOf } from './workshop.js'

interface Plan {
  nodes: Record<string, unknown>[]
  edges: (string | { from: string; to: string; [key: string]: unknown })[]
  [key: string]: unknown
}

const patched = (plan: unknown, fix: { patch?: readonly unknown[] }) =>
  applyPatch(plan, fix.patch as never) as Plan

/** Ends of all edges, chains expanded, in any order. */
const arrows = (plan: Plan) =>
  plan.edges
    .flatMap((edge) => {
      if (typeof edge !== 'string') return [`${edge.from} -> ${edge.to}`]
      const ids = edge.split(' -> ')
      return ids.slice(1).map((to, i) => `${ids[i]} -> ${to}`)
    })
    .sort()

test('halves of one group share the node that is inserted behind them', async () => {
  const plan = {
    nodes: [
      { id: 'a', op: 'saw', layer: 3, devices: [1], group: [1, 2] },
      { id: 'b', op: 'saw', layer: 3, devices: [2], group: [1, 2] },
      { id: 'p', op: 'paint', devices: [1, 2] },
    ],
    edges: ['a -> p', { from: 'b', to: 'p' }],
  }
  const [fix] = await fixesOf(plan, 'shop/glue-before-paint')
  assert.is(fix!.proved, true)
  const after = patched(plan, fix!)
  assert.equal(arrows(after), ['a -> a_glue', 'a_glue -> p', 'b -> a_glue'])
  assert.equal(after.nodes.at(-1), { id: 'a_glue', op: 'glue', layer: 3, devices: [1, 2], group: [1, 2] })
  assert.is((await resultOf(after)).outcome, 'valid')
})

test('an edge in the middle of a chain is replaced and the rest of the chain kept', async () => {
  const plan = {
    nodes: [
      { id: 'a', op: 'paint', devices: [1] },
      { id: 'b', op: 'paint', devices: [1] },
      { id: 'c', op: 'paint', devices: [2] },
    ],
    edges: ['a -> b -> c', { from: 'a', to: 'b', tensor: 'leg' }],
  }
  const [fix] = await fixesOf(plan, 'shop/cart-between-benches')
  assert.equal(arrows(patched(plan, fix!)), ['a -> b', 'a -> b', 'b -> b_cart_c', 'b_cart_c -> c'])
})

test('a repeated edge is removed and its copy stays', async () => {
  const plan = {
    nodes: [
      { id: 'a', op: 'paint' },
      { id: 'b', op: 'paint' },
    ],
    edges: [
      { from: 'a', to: 'b', label: 'first' },
      { from: 'a', to: 'b', label: 'second' },
    ],
  }
  const [fix] = await fixesOf(plan, 'shop/arrow-once')
  assert.equal(patched(plan, fix!).edges, [{ from: 'a', to: 'b', label: 'first' }])
})

test('only fixes are offered after which the rule passes and nothing else breaks or falls silent', async () => {
  const plan = {
    model: { drawers: 6 },
    strategy: { build: { benches: 4, workers: 4 } },
    nodes: [
      { id: 'a', phase: 'build', op: 'paint' },
      { id: 'b', phase: 'build', op: 'paint' },
    ],
    edges: ['a -> b'],
  }
  // One bench makes the rule inapplicable, half of the benches leaves workers without one.
  const fixes = await fixesOf(plan, 'shop/drawers-divide')
  assert.equal(
    fixes.map(({ title }) => title),
    ['Build as many drawers as benches'],
  )
  assert.equal(fixes[0]!.patch, [{ op: 'replace', path: '/model/drawers', value: 4 }])
})

test('a part that does something is never removed', async () => {
  const nodes = [{ id: 'a', op: 'paint' }, { id: 'b', op: 'paint' }, { id: 'idle' }]
  const [fix] = await fixesOf({ nodes, edges: ['a -> b'] }, 'shop/nothing-idle')
  assert.equal(fix!.patch, [{ op: 'remove', path: '/nodes/2' }])
  const working = [...nodes.slice(0, 2), { id: 'idle', op: 'paint' }]
  assert.equal(await fixesOf({ nodes: working, edges: ['a -> b'] }, 'shop/nothing-idle'), [])
})

test('without proof a fix is a suggestion without a patch', async () => {
  const plan = { nodes: [{ id: 'idle' }], edges: [] }
  const suggestion = [{ title: 'Clear it away', safety: 'safe', proved: false }]
  assert.equal(await fixesOf(plan, 'shop/nothing-idle', false), suggestion)
  assert.equal(await fixesOf('digraph { idle }', 'shop/nothing-idle'), suggestion)
})

test('a document with problems is not patched', async () => {
  const plan = { nodes: [{ id: 'idle' }], edges: [], unheardOf: 1 }
  assert.equal((await findingOf(plan, 'shop/nothing-idle')).fixes[0]!.proved, false)
})

const node = (i: number) =>
  fc.record({
    id: fc.constant(`n${i}`),
    op: fc.constantFrom('saw', 'glue', 'paint', 'cart'),
    devices: fc.constantFrom([1], [2], [1, 2]),
    group: fc.constantFrom([1, 2], [1]),
  })
const plans = fc.integer({ min: 2, max: 6 }).chain((size) => {
  // Edges lead from lower to higher numbers, so that there are no cycles.
  const ends = fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a < b)
  const edge = fc.oneof(
    ends.map(([a, b]) => `n${a} -> n${b}`),
    ends.map(([a, b]) => ({ from: `n${a}`, to: `n${b}` })),
  )
  return fc.record({
    nodes: fc.tuple(...Array.from({ length: size }, (_, i) => node(i))),
    edges: fc.array(edge, { maxLength: 8 }),
  })
})

test('every offered patch leaves no finding of its rule on its subjects, and none as severe elsewhere', async () => {
  let offered = 0
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const before = await resultOf(plan)
      for (const { rule, subjects, severity, fixes } of before.findings) {
        for (const fix of fixes) {
          offered++
          const after = await resultOf(patched(plan, fix))
          const same = after.findings.filter((f) => f.rule === rule).flatMap((f) => f.subjects)
          for (const subject of subjects) assert.not.ok(same.includes(subject), `${rule} on ${subject}`)
          const errors = (findings: typeof after.findings) =>
            findings.filter((f) => f.severity === 'error').reduce((sum, f) => sum + f.count, 0)
          if (severity === 'error') assert.ok(errors(after.findings) < errors(before.findings))
        }
      }
    }),
    { numRuns: 60 },
  )
  assert.ok(offered > 20, `${offered} fixes were offered`)
})

test.run()
