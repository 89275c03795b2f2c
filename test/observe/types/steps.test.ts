// Several steps of decode in one plan, each with tokens of its own.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { families } from '../../build/grid.js'
import { opinions } from '../../damage/opinions.js'
import { copyOf, type Plan } from '../../damage/plan.js'
import { planOf } from '../../damage/trials.js'

/** Draws the step of decode a second time, behind the first. */
function drawAgain(plan: Plan): void {
  const nodes = plan.nodes.filter(({ phase }) => phase === 'decode')
  const ids = new Set(nodes.map(({ id }) => id))
  const again = (id: string) => `${id}.again`
  const order = { attributes: { control: true } }
  for (const { from, to } of [...plan.edges])
    if (ids.has(from) && ids.has(to)) plan.edges.push({ from: again(from), to: again(to) })
  for (const end of nodes.filter(({ op }) => op === 'output'))
    for (const start of nodes.filter(({ op }) => op === 'input'))
      plan.edges.push({ from: end.id, to: again(start.id), ...order })
  for (const write of nodes.filter(({ op }) => op === 'kv_write'))
    for (const read of nodes.filter(({ op, layer }) => op === 'kv_read' && layer === write.layer))
      plan.edges.push({ from: write.id, to: again(read.id), ...order })
  plan.nodes.push(...nodes.map((node) => ({ ...structuredClone(node), id: again(node.id), step: 1 })))
  for (const node of nodes) node.step = 0
}

for (const strategy of ['tpa=2', 'dcp=2,tpa=1'])
  test(`two steps of decode with ${strategy} write different values, and both are right`, async () => {
    const family = families.find(({ name }) => name === 'gqa')!
    const plan = copyOf(await planOf({ family, strategy, phase: 'both' }, false))
    drawAgain(plan)
    assert.equal(await opinions.rejects(plan), [])
    const write = plan.nodes.find(({ op, step }) => op === 'kv_write' && step === 1)!
    write.inputs![0]!.name = write.inputs![1]!.name
    assert.ok((await opinions.rejects(plan)).length > 0)
  })

test.run()
