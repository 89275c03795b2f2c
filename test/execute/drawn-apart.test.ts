// Plans that are drawn in other ways: each rank apart, one phase alone.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { tp2 } from './blocks.js'
import { Drawing, type Node, type Plan, planOf, type Tensor } from './drawing.js'
import { dense1, fixtures } from './fixtures.js'
import { run } from './run.js'

/** Each node once for each of its devices, collectives too; transfers stay as they are. */
function apart(plan: Plan): Plan {
  const isSplit = ({ op, devices }: Node) => devices.length > 1 && op !== 'kv_transfer'
  const own = (use: Tensor, place: number): Tensor => {
    const slices = Object.entries(use.slices ?? {}).map(([dim, texts]) => [
      dim,
      typeof texts === 'string' ? texts : texts[place]!,
    ])
    return { ...use, slices: Object.fromEntries(slices) as Record<string, string> }
  }
  const byId = new Map(plan.nodes.map((node) => [node.id, node]))
  const nodes = plan.nodes.flatMap((node): Node[] => {
    if (!isSplit(node)) return [node]
    return node.devices.map((device, place) => ({
      ...node,
      ...{ id: `${node.id}_r${device}`, devices: [device], group: node.group ?? node.devices },
      ...(node.weights && { weights: node.weights.map((use) => own(use, place)) }),
      ...(node.outputs && { outputs: node.outputs.map((use) => own(use, place)) }),
    }))
  })
  const edges = plan.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from)!, byId.get(edge.to)!]
    const name = (node: Node, device: number) => (isSplit(node) ? `${node.id}_r${device}` : node.id)
    const isSent = from.op === 'send' && to.op === 'receive'
    if (isSent)
      return from.devices.map((one, place) => ({
        ...edge,
        from: name(from, one),
        to: name(to, to.devices[place]!),
      }))
    const common = from.devices.filter((device) => to.devices.includes(device))
    const pairs = common.length > 0 ? common : from.devices
    return pairs.map((device) => ({ ...edge, from: name(from, device), to: name(to, device) }))
  })
  return { ...plan, nodes, edges }
}

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
