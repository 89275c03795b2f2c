// A judgement that takes over what an earlier one decided must say what one says that begins anew.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { type Judgement, judge } from '../../src/judge/index.js'
import type { Base } from '../../src/knowledge/base.js'
import { loadBase } from '../../src/knowledge/load.js'
import { observe } from '../../src/observe/index.js'
import { objectionTo } from '../../src/repair/proof.js'
import { root } from '../cli/kb.js'
import { base as workshop } from '../repair/workshop.js'

const base = loadBase(join(root, 'generated'))

interface Plan {
  [section: string]: unknown
  nodes?: Record<string, unknown>[]
  edges?: unknown[]
}

interface Step {
  readonly kind: (typeof kinds)[number]
  readonly at: number
  readonly other: number
}

const kinds = [
  'remove a node',
  'remove an edge',
  'repeat an edge',
  'turn an edge',
  'lead an edge elsewhere',
  'add a node',
  'rename a node',
  'swap two nodes',
  'take a field',
  'say another number',
  'leave a word out',
] as const

/** Makes one change that a repair could make, or a worse one. */
function change(plan: Plan, { kind, at, other }: Step): void {
  const { nodes = [], edges = [] } = plan
  const [i, j] = [at % Math.max(nodes.length, 1), other % Math.max(nodes.length, 1)]
  const edge = at % Math.max(edges.length, 1)
  const words = numbersIn({ ...plan, nodes: undefined, edges: undefined })
  const [holder, name] = words[at % Math.max(words.length, 1)] ?? [{}, '']
  switch (kind) {
    case 'remove a node':
      nodes.splice(i, 1)
      break
    case 'remove an edge':
      edges.splice(edge, 1)
      break
    case 'repeat an edge':
      if (edges.length > 0) edges.push(edges[edge])
      break
    case 'turn an edge': {
      const { from, to } = (edges[edge] ?? {}) as { from?: string; to?: string }
      if (from !== undefined) edges[edge] = { from: to, to: from }
      break
    }
    case 'lead an edge elsewhere':
      if (nodes[j]) edges[edge] = { ...(edges[edge] as object), to: nodes[j].id }
      break
    case 'add a node':
      nodes.push({ ...nodes[i], id: `new_${at}` })
      break
    case 'rename a node':
      if (nodes[i]) nodes[i].id = `${nodes[i].id}_x`
      break
    case 'swap two nodes':
      if (nodes[i] && nodes[j]) [nodes[i], nodes[j]] = [nodes[j], nodes[i]]
      break
    case 'take a field': {
      const field = ['op', 'devices', 'group', 'layer', 'stage', 'phase'][other % 6]!
      if (nodes[i] && nodes[j]) nodes[i][field] = nodes[j][field]
      break
    }
    case 'say another number':
      holder[name] = 1 + (other % 9)
      break
    case 'leave a word out':
      delete holder[name]
  }
}

/** Numbers of the sections, by the objects that hold them. */
function numbersIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): [Record<string, unknown>, string][] =>
    typeof inner === 'number' ? [[value as Record<string, unknown>, key]] : numbersIn(inner),
  )
}

function told(judgement: Judgement): unknown {
  const { outcome, kind, nodes, edges, strata, blocked, notAssessed, notApplicable } = judgement
  return {
    ...{ outcome, kind, nodes, edges, strata, blocked, notAssessed, notApplicable },
    checks: judgement.checks.map((check) => [
      check.rule.id,
      check.counts,
      Array.from({ length: check.table.size }, (_, row) => check.statusOf(row)).join(' '),
    ]),
    findings: judgement.findings.map(({ finding }) => finding),
  }
}

/** A plan with its edges apart, so that each can be changed. */
function planOf(text: string): Plan {
  const plan = JSON.parse(text) as Plan
  const edges = plan.edges?.flatMap((edge) => {
    if (typeof edge !== 'string') return [edge]
    const ids = edge.split(' -> ')
    return ids.slice(1).map((to, i) => ({ from: ids[i], to }))
  })
  return edges === undefined ? plan : { ...plan, edges }
}

async function holds(plan: Plan, steps: readonly Step[], by: Base): Promise<void> {
  const assume = { 'model.vocabulary': 32_000 }
  const factsOf = (document: Plan) => observe(readPlanDocument(document, 'plan', by))
  let before = await judge(factsOf(plan), by, { assume })
  for (const step of steps) {
    change(plan, step)
    // A document is what was said: nothing that is changed later may be seen through it.
    const document = structuredClone(plan)
    const fresh = await judge(factsOf(document), by, { assume })
    const since = await judge(factsOf(document), by, { assume, since: before })
    assert.equal(told(since), told(fresh))
    for (const { rule, rows } of before.findings) {
      const aim = {
        rule: rule.id,
        severity: rule.severity,
        rows: new Set(rows()),
        removedNodes: new Set<string>(),
      }
      assert.equal(objectionTo(before, since, aim), objectionTo(before, fresh, aim), rule.id)
    }
    before = since
  }
}

const someSteps = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(200), other: fc.nat(200) }),
  { minLength: 1, maxLength: 4 },
)

for (const name of ['decode-tp2', 'decode-tp2-broken', 'deployment-qwen2.5-7b-tp8-broken']) {
  const text = readFileSync(join(root, 'examples', `${name}.json`), 'utf8')
  test(`${name}: what is taken over is what would be decided`, () =>
    fc.assert(
      fc.asyncProperty(someSteps, (steps) => holds(planOf(text), steps, base)),
      { numRuns: 8 },
    ))
}

test('so it is in another domain, where rules follow paths and look at members', () => {
  const plan = (): Plan => ({
    model: { drawers: 6 },
    strategy: { build: { benches: 4, workers: 3 } },
    nodes: [
      { id: 'a', op: 'saw', phase: 'build', devices: [1], group: [1, 2] },
      { id: 'b', op: 'glue', phase: 'build', devices: [1, 2], group: [1, 2] },
      { id: 'p', op: 'paint', phase: 'build', devices: [2] },
    ],
    edges: [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'p' },
      { from: 'a', to: 'p' },
    ],
  })
  return fc.assert(
    fc.asyncProperty(someSteps, (steps) => holds(plan(), steps, workshop)),
    { numRuns: 60 },
  )
})

test('a judgement by another base or with other assumptions decides nothing', async () => {
  const document = JSON.parse(readFileSync(join(root, 'examples/decode-tp2.json'), 'utf8'))
  const facts = (by: Base) => observe(readPlanDocument(document, 'plan', by))
  const without = await judge(facts(base), base)
  const assume = { 'strategy.decode.tp': 4, 'cluster.acceleratorsPerNode': 1 }
  const fresh = await judge(facts(base), base, { assume })
  assert.equal(told(await judge(facts(base), base, { assume, since: without })), told(fresh))
  const other = await judge(facts(workshop), workshop)
  assert.equal(told(await judge(facts(base), base, { since: other })), told(without))
})

test.run()
