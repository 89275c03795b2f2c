// The worked fragment on the page of building blocks is an example of one rule; here the whole base judges it.
import { readFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check } from '../../src/index.js'

interface Plan {
  readonly nodes: readonly Record<string, unknown>[]
  readonly edges: readonly string[]
}

const { examples } = JSON.parse(
  readFileSync(new URL('../../generated/examples.json', import.meta.url), 'utf8'),
) as { examples: readonly { title: string; plan: Plan }[] }
const fragment = examples.find(({ title }) => title === 'TP2, PP2 and EP2 in one decode step')!.plan

/** Rules that a plan breaks, advice left out: so small a model needs no stages. */
const broken = ({ results }: Awaited<ReturnType<typeof check>>) =>
  results[0]!.findings.filter(({ kind }) => kind !== 'wisdom').map(({ rule }) => rule)

test('the fragment is valid, with nothing to remark', async () => {
  const verdict = await check(fragment)
  assert.is(verdict.results[0]!.outcome, 'valid')
  assert.equal(broken(verdict), [])
})

/** The edges of chains one by one. */
const pairs = (chains: readonly string[]): [string, string][] =>
  chains.flatMap((chain) => {
    const ids = chain.split(' -> ')
    return ids.slice(1).map((to, i): [string, string] => [ids[i]!, to])
  })

test('without any one of its collectives, the ends joined, the fragment is rejected', async () => {
  const all = pairs(fragment.edges)
  for (const left of ['embed_sum', 'l0_sum', 'l1_dispatch', 'l1_combine', 'logits']) {
    const before = all.flatMap(([from, to]) => (to === left ? [from] : []))
    const after = all.flatMap(([from, to]) => (from === left ? [to] : []))
    const kept = all.filter((edge) => !edge.includes(left))
    const edges = [...kept, ...before.flatMap((from) => after.map((to) => [from, to]))]
    const { results } = await check({
      ...fragment,
      nodes: fragment.nodes.filter(({ id }) => id !== left),
      edges: edges.map(([from, to]) => ({ from, to })),
    })
    assert.is(results[0]!.outcome, 'rejected', left)
  }
})

test('drawn rank by rank, the sums of the fragment are still whole', async () => {
  const parts = (id: string) => (id === 'l0_sum' ? ['l0_sum_r0', 'l0_sum_r1'] : [id])
  const nodes = fragment.nodes.flatMap((node) =>
    parts(String(node.id)).map((id, rank) => (id === node.id ? node : { ...node, id, devices: [rank] })),
  )
  const edges = pairs(fragment.edges).flatMap(([from, to]) =>
    parts(from).flatMap((a) => parts(to).map((b) => `${a} -> ${b}`)),
  )
  const whole = await check({ ...fragment, nodes, edges })
  assert.equal([whole.results[0]!.outcome, broken(whole)], ['valid', []])
  const half = await check({
    ...fragment,
    nodes: nodes.filter(({ id }) => id !== 'l0_sum_r1'),
    edges: edges.filter((edge) => !edge.includes('l0_sum_r1')),
  })
  const rules = half.results[0]!.findings.map(({ rule }) => rule)
  assert.ok(rules.includes('sync/same-calls'), String(rules))
})

test.run()
