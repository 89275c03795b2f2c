// What is built is valid, and binds: each input of each device comes from one node.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CandidateNode } from '../../src/candidate/candidate.js'
import { type BuiltPlan, check } from '../../src/index.js'
import { base, built, nameOf, some } from './plans.js'

test('the judge finds every plan valid', async () => {
  for (const [index, one] of some(151).entries()) {
    const { plan } = await built(one, index % 3 === 0)
    const { results } = await check(plan, { base, prove: false })
    const { outcome, findings, problems, notAssessed } = results[0]!
    const errors = [
      ...problems.map(({ read }) => read),
      ...findings.flatMap(({ severity, rule, message }) =>
        severity === 'error' ? [`${rule}: ${message}`] : [],
      ),
      ...notAssessed.flatMap(({ severity, rule }) => (severity === 'error' ? [`not assessed: ${rule}`] : [])),
    ]
    assert.equal([outcome, errors], ['valid', []], nameOf(one))
  }
})

/** Inputs that no node or several nodes before it give to a node on one of its devices. */
function unbound({ nodes, edges }: BuiltPlan): string[] {
  const before = new Map<string, CandidateNode[]>()
  const byId = new Map(nodes.map((node) => [node.id, node]))
  for (const { from, to, attributes } of edges)
    if (attributes?.['control'] !== true) before.set(to, [...(before.get(to) ?? []), byId.get(from)!])
  return nodes.flatMap((node) => {
    if (node.op === 'kv_transfer') return []
    const givers = before.get(node.id) ?? []
    return (node.inputs ?? []).flatMap(({ name }) =>
      node.devices!.flatMap((device) => {
        const found = givers.filter(
          ({ devices, outputs }) =>
            devices!.includes(device) && outputs?.some((output) => output.name === name),
        )
        return found.length === 1 ? [] : [`${node.id} reads ${name} on ${device} from ${found.length}`]
      }),
    )
  })
}

test('each input of each device comes from one node before it, drawn folded or apart', async () => {
  for (const one of some(83, 2)) {
    assert.equal(unbound(await built(one)), [], nameOf(one))
    assert.equal(unbound(await built(one, true)), [], `${nameOf(one)}, unfolded`)
  }
})

test('a receive stands behind one send with as many devices, and takes what it gives', async () => {
  let pairs = 0
  for (const one of some(61, 5)) {
    const { nodes, edges } = await built(one)
    const byId = new Map(nodes.map((node) => [node.id, node]))
    for (const node of nodes.filter(({ op }) => op === 'receive')) {
      const [send, ...others] = edges.filter(({ to }) => to === node.id).map(({ from }) => byId.get(from)!)
      assert.equal([send!.op, others.length], ['send', 0])
      assert.equal(send!.devices!.length, node.devices!.length)
      assert.equal(
        node.outputs!.map(({ name }) => name),
        send!.inputs!.map(({ name }) => name),
      )
      pairs++
    }
  }
  assert.ok(pairs > 20)
})

test('no device makes a tensor twice in a phase and microbatch, and ids are distinct', async () => {
  for (const one of some(71, 1)) {
    const { nodes } = await built(one)
    const made = nodes.flatMap(({ phase, microbatch, devices, outputs = [] }) =>
      outputs.flatMap(({ name }) => devices!.map((device) => `${phase} ${microbatch} ${name} ${device}`)),
    )
    assert.equal(made.length, new Set(made).size, nameOf(one))
    assert.equal(nodes.length, new Set(nodes.map(({ id }) => id)).size)
  }
})

test.run()
