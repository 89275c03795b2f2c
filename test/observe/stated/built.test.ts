// Labels of built plans: what they place lies so by slices too, nothing is called wrong, and a missing collective is found.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { planDot } from '../../../src/build/index.js'
import type { CandidateNode } from '../../../src/candidate/candidate.js'
import { edgeEnds } from '../../../src/candidate/ends.js'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { setColumn } from '../../../src/observe/columns.js'
import { buildGraph } from '../../../src/observe/graph.js'
import { inferStated } from '../../../src/observe/stated/infer.js'
import type { StatedLie } from '../../../src/observe/stated/lie.js'
import { inferTypes } from '../../../src/observe/types/infer.js'
import type { Inferred } from '../../../src/observe/types/inference.js'
import { base, built, nameOf, some } from '../../build/plans.js'
import { labelsOnly, readDrawing } from './bare.js'
import { errorsOf, judged } from './drawn.js'

const graphOf = ({ nodes, edges }: Parameters<typeof inferStated>[0]) =>
  buildGraph(nodes.length, edgeEnds(nodes, edges))

/** Whether the outputs of a node lie by slices as its label says. */
function liesSo(
  { wires, types, rules }: Inferred,
  row: number,
  node: CandidateNode,
  lie: StatedLie,
): boolean {
  const count = node.devices!.length
  return (node.outputs ?? []).every((use, output) => {
    const own = node.devices!.map((_, place) =>
      rules.types.get(types[wires.start[row]! + output * count + place]!),
    )
    const [first] = own
    const isCut = use.dims!.some((_, at) =>
      count > 1
        ? own.some((type) => type.extents[at]!.set !== first!.extents[at]!.set)
        : !rules.types.isWhole(first!.extents[at]!),
    )
    if (lie.kind === 'P') return first!.partial?.by === lie.of[0]
    if (first!.partial !== undefined) return false
    // One device of several may have a slice along another axis of what is whole along this one.
    return lie.kind === 'S' ? isCut : count === 1 || !isCut
  })
}

test('what labels alone place lies so by slices, and nothing is called wrong', async () => {
  let [placed, all] = [0, 0]
  for (const [index, one] of some(173, 11).entries()) {
    const plan = await built(one, index % 2 === 1)
    const drawn = readDrawing(labelsOnly(plan))
    const devices = setColumn(drawn.nodes.length, (row) => drawn.nodes[row]!.devices)
    const stated = inferStated(drawn, graphOf(drawn), base, devices)
    all += drawn.nodes.length
    if (stated === undefined) continue
    assert.is(stated.conflicts.size, 0, nameOf(one))
    const document = readPlanDocument(plan.plan, 'plan', base)
    const inferred = inferTypes(document, graphOf(document), base)!
    const rows = new Map(document.nodes.map(({ id }, row) => [id, row]))
    for (const [at, { id }] of drawn.nodes.entries()) {
      const lie = stated.lies[at]
      if (lie === undefined) continue
      placed++
      const row = rows.get(id)!
      assert.ok(
        liesSo(inferred, row, document.nodes[row]!, lie),
        `${nameOf(one)}: ${id} is ${lie.kind}(${lie.of})`,
      )
    }
  }
  assert.ok(placed > all / 5, `${placed} of ${all}`)
})

test('without a collective a drawing is rejected, with what it carries and by its labels alone', async () => {
  let tried = 0
  for (const one of some(701, 29)) {
    const plan = await built(one)
    const sum = plan.nodes.find(({ id, devices = [] }) => /_out_sum/.test(id) && devices.length > 1)
    if (sum === undefined) continue
    tried++
    const into = plan.edges.filter(({ to }) => to === sum.id)
    const [name, read] = [sum.outputs![0]!.name, sum.inputs![0]!.name!]
    const nodes = plan.nodes
      .filter((node) => node !== sum)
      .map((node) => ({
        ...node,
        ...(node.inputs && { inputs: node.inputs.map((use) => (use.name === name ? { name: read } : use)) }),
      }))
    const edges = plan.edges.flatMap((edge) =>
      edge.to === sum.id ? [] : edge.from === sum.id ? into.map(({ from }) => ({ ...edge, from })) : [edge],
    )
    const damaged = { ...plan, nodes, edges }
    const drawn = planDot(damaged, base)
    const carried = errorsOf(await judged(drawn))
    assert.ok(
      carried.some((text) => text.startsWith('types/')),
      `${nameOf(one)}: ${carried}`,
    )
    // The sum that is put in says what it reads and gives, as those that were drawn do.
    if (tried === 1) assert.is((await judged(drawn, { fix: true })).outcome, 'fixed', nameOf(one))
    const bare = errorsOf(await judged(labelsOnly(damaged)))
    assert.ok(bare.length > 0, nameOf(one))
  }
  assert.ok(tried > 2, `${tried}`)
})

test.run()
