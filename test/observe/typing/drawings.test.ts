// Types do not depend on how a plan is drawn: by groups or rank by rank, in which order, and with which names.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { apart } from '../../build/apart.js'
import { built, nameOf, some } from '../../build/plans.js'
import { drawing } from '../../damage/draw.js'
import { damages } from '../../damage/operators/index.js'
import { copyOf, type Plan, type Tensor } from '../../damage/plan.js'
import { typingOf } from './types-of.js'

test('each tensor lies on each device as it does where ranks are drawn together', async () => {
  for (const one of some(211, 13)) {
    const { plan } = await built(one)
    const typing = typingOf(plan)
    assert.equal([typing.conflicts, typing.untyped], [[], []], nameOf(one))
    assert.equal(typingOf((await built(one, true)).plan), typing, `${nameOf(one)}, unfolded`)
    assert.equal(typingOf(apart(copyOf(plan))), typing, `${nameOf(one)}, collectives too`)
  }
})

test('what is wrong is wrong in both drawings', async () => {
  const draw = drawing(7)
  const names = Object.keys(damages)
  let found = 0
  for (const one of some(263, 17))
    for (let i = 0; i < 4; i++) {
      const name = names[draw(names.length)]!
      const plan = copyOf((await built(one)).plan)
      if (!damages[name]!(plan, draw)) continue
      const [together, rankByRank] = [typingOf(plan), typingOf(apart(plan))]
      if (together.conflicts.length > 0) found++
      // Rank by rank typing gets further, as ranks beside one that stops go on, so the first of several may be another.
      assert.is(rankByRank.conflicts.length > 0, together.conflicts.length > 0, `${nameOf(one)}: ${name}`)
    }
  assert.ok(found > 5, `${found}`)
})

/** The same plan with its nodes and edges in another order. */
function shuffled(plan: Plan, seed: number): Plan {
  const draw = drawing(seed)
  const mixed = <T>(items: readonly T[]): T[] => {
    const list = [...items]
    for (let i = list.length - 1; i > 0; i--) {
      const k = draw(i + 1)
      ;[list[i], list[k]] = [list[k]!, list[i]!]
    }
    return list
  }
  return { ...plan, nodes: mixed(plan.nodes), edges: mixed(plan.edges) }
}

test('the order of nodes and edges changes nothing', async () => {
  for (const [index, one] of some(311, 19).entries()) {
    const plan = apart(copyOf((await built(one)).plan))
    const [typing, other] = [typingOf(plan), typingOf(shuffled(plan, index))]
    assert.equal([other.conflicts, other.untyped], [[], []], nameOf(one))
    // Of microbatches some have written when another reads, and which depends on the order.
    if (!/microbatches/.test(one.strategy)) assert.equal(other.tensors, typing.tensors, nameOf(one))
  }
})

test('ranks of a collective may call its tensors by names of their own', async () => {
  let tried = 0
  for (const one of some(311, 23)) {
    const plan = apart(copyOf((await built(one)).plan))
    // What is sent keeps its name on the way to another device.
    if (plan.nodes.some(({ op, devices }) => op === 'send' || op === 'kv_transfer' || devices.length > 1))
      continue
    const nodes = plan.nodes.map((node) => {
      const own = (uses: readonly Tensor[] = []) =>
        uses.map((use) => ({ ...use, name: `${use.name} of ${node.devices[0]}` }))
      return { ...node, inputs: own(node.inputs), outputs: own(node.outputs) }
    })
    const { conflicts, untyped } = typingOf({ ...plan, nodes })
    assert.equal([conflicts, untyped], [[], []], nameOf(one))
    tried++
  }
  assert.ok(tried > 3, `${tried}`)
})

test('a collective without one of its ranks is not taken for a whole one', async () => {
  const [one] = some(211, 13).filter(({ strategy }) => /tpa=2/.test(strategy))
  const plan = apart(copyOf((await built(one!)).plan))
  const sum = plan.nodes.find(({ op }) => op === 'all_reduce')!
  plan.nodes = plan.nodes.filter(({ id }) => id !== sum.id)
  plan.edges = plan.edges.filter(({ from, to }) => from !== sum.id && to !== sum.id)
  const { conflicts } = typingOf(plan)
  assert.ok(conflicts.length > 0)
})

test.run()
