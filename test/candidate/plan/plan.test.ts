import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { rangesOf } from '../../../src/candidate/plan/devices.js'
import { readPlan, readPlanDocument } from '../../../src/candidate/plan/index.js'
import { baseOf, word } from './base.js'

const base = baseOf(
  word('plan', 'model.layers', 'integer', { minimum: 1 }),
  word('plan', 'cluster.fabric', 'text', { values: ['ring', 'mesh'] }),
  word('plan', 'model.derived', 'integer', { origin: 'derived' }),
  word('phase', 'degree', 'integer'),
  word('node', 'shard', 'text', { values: ['row', 'column'] }),
)
const read = (text: string) => readPlan(text, 'plan.json', base)
const problemsOf = (text: string) =>
  read(text).problems.map(({ line, column, category }) => `${line}:${column} ${category}`)

test('a document becomes words, phases, nodes and edges', () => {
  const plan = read(`{
    "shardwright": "plan/1", "model": { "layers": 2 }, "cluster": { "fabric": "ring" },
    "strategy": { "first": { "degree": 4 }, "second": {} },
    "nodes": [{ "id": "a", "devices": "0-2,5", "attributes": { "shard": "row" } }, { "id": "b", "group": ["x", 3] }],
    "edges": [{ "from": "a", "to": "b", "tensor": "t" }, "a -> b -> c"]
  }`)
  assert.equal(plan.problems, [])
  assert.equal({ ...plan.given }, { 'model.layers': 2, 'cluster.fabric': 'ring' })
  assert.equal({ ...plan.phases['first'] }, { degree: 4 })
  assert.equal(Object.keys(plan.phases), ['first', 'second'])
  assert.equal(plan.nodes[0]!.devices, [0, 1, 2, 5])
  assert.equal(plan.nodes[1]!.group, ['x', 3])
  assert.equal(
    plan.edges.map(({ from, to }) => [from, to]),
    [
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'c'],
    ],
  )
  assert.equal(plan.nodes[2], { id: 'c', declared: false })
})

test('nodes and edges that fit are kept as parsed', () => {
  const document = { nodes: [{ id: 'a', op: 'x' }], edges: [{ from: 'a', to: 'a' }] }
  const plan = readPlanDocument(document, 'plan.json', base)
  assert.is(plan.nodes[0], document.nodes[0])
  assert.is(plan.edges[0], document.edges[0])
})

test('problems have the line and column of what offends', () => {
  assert.equal(problemsOf('{\n "model": { "layer": 2 }\n}'), ['2:13 unknown-word'])
  assert.match(read('{"model": {"layer": 2}}').problems[0]!.repair, 'layers')
  assert.equal(problemsOf('{\n "model": { "layers": 0 },\n "cluster": { "fabric": "star" } }'), [
    '2:23 wrong-type',
    '3:25 wrong-type',
  ])
  assert.equal(problemsOf('{ "model": { "derived": 2 } }'), ['1:14 unknown-word'])
  assert.equal(problemsOf('{ "nodes": [\n{ "id": "a" },\n{ "id": "a" }] }'), ['3:9 duplicate-id'])
  assert.equal(problemsOf('{ "nodes": [{ "op": "x" }, 7, { "id": "" }] }'), [
    '1:13 schema',
    '1:28 schema',
    '1:39 wrong-type',
  ])
  assert.equal(
    problemsOf(
      '{ "nodes": [{ "id": "a", "shard": "row" }, { "id": "b", "attributes": { "shard": "up" } }] }',
    ),
    ['1:26 schema', '1:82 wrong-type'],
  )
  assert.equal(problemsOf('{ "nodes": [{ "id": "a", "layr": 1 }] }'), ['1:26 unknown-word'])
  for (const [tensor, place, seen, expected] of [
    ['{ "padding": { "h": { "from": -1 } } }', '1:58', 'an object', 'by dimension { from'],
    ['{ "name": "x", "slyces": {} }', '1:63', '"slyces"', 'one of name, dtype, dims'],
    ['{ "slices": { "h": "0-" } }', '1:57', '"0-"', 'by dimension ranges'],
    ['{ "dims": [{ "size": -1 }] }', '1:48', 'a list of 1', 'a list of dimensions'],
    ['7', '1:37', 'a list of 1', 'a list of at most 256 tensors'],
  ]) {
    const text = `{ "nodes": [{ "id": "a", "outputs": [${tensor}] }] }`
    const [problem] = read(text).problems
    assert.is(problem!.read, seen, tensor)
    assert.ok(problem!.expected.startsWith(expected!), problem!.expected)
    assert.is(`${problem!.line}:${problem!.column}`, place, tensor)
  }
  assert.equal(problemsOf('{ "edges": ["a -> ", { "from": "a" }, 3] }'), [
    '1:13 schema',
    '1:22 schema',
    '1:39 schema',
  ])
  assert.equal(problemsOf('{ "nodes": {}, "shardwright": "plan/9" }'), ['1:12 schema', '1:31 schema'])
})

test('a key that an object holds twice is a problem: the first value would be lost silently', () => {
  const text = '{ "nodes": [{ "id": "a", "id": "b" }],\n "edges": [], "nodes": [] }'
  assert.equal(problemsOf(text), ['1:26 duplicate-key', '2:15 duplicate-key'])
  assert.equal(problemsOf('{ "nodes": [], "n\\u006fdes": [] }'), ['1:16 duplicate-key'])
  assert.equal(problemsOf('{ "nodes": [{ "id": "a" }, { "id": "b" }], "edges": [] }'), [])
})

test('text that is no JSON is one problem at the place where it breaks', () => {
  assert.equal(problemsOf('{ "nodes": [\n  { "id": "a", }\n] }'), ['2:16 json'])
  assert.equal(problemsOf('{ "nodes": ['), ['1:13 json'])
  assert.equal(problemsOf('{ "nodes": [{ "id": "a", "layer": NaN }] }'), ['1:35 json'])
})

test('numbers that are not finite or not whole are refused where they would count', () => {
  assert.equal(
    problemsOf('{ "nodes": [{ "id": "a", "layer": 1e999 }, { "id": "b", "layer": 1.5 }] }').length,
    2,
  )
  assert.equal(
    problemsOf('{ "nodes": [{ "id": "a", "outputs": [{ "dims": [{ "size": 1e999 }] }] }] }').length,
    1,
  )
  assert.equal(problemsOf('{ "model": { "layers": 1e999 } }').length, 1)
})

test('__proto__ and other names of Object.prototype are names like others', () => {
  const plan =
    read(`{ "__proto__": { "polluted": 1 }, "model": { "__proto__": { "layers": 3 }, "constructor": 1 },
    "strategy": { "__proto__": { "degree": 2 } },
    "nodes": [{ "id": "__proto__" }, { "id": "constructor", "__proto__": { "op": "x" } }],
    "edges": ["__proto__ -> toString"] }`)
  assert.is(({} as { polluted?: number }).polluted, undefined)
  assert.equal(Object.keys(plan.given), [])
  assert.equal(Object.keys(plan.phases), ['__proto__'])
  assert.equal(
    plan.nodes.map(({ id, op, declared }) => [id, op, declared]),
    [
      ['__proto__', undefined, undefined],
      ['constructor', undefined, undefined],
      ['toString', undefined, false],
    ],
  )
  assert.is(plan.problems.length, 4)
})

test('of several nodes with one id the first counts, and ends still find their rows', () => {
  const plan = read(
    '{ "nodes": [{ "id": "a", "op": "x" }, { "id": "a", "op": "y" }, { "id": "b" }], "edges": ["a -> b"] }',
  )
  assert.equal(
    plan.nodes.map(({ id, op }) => [id, op]),
    [
      ['a', 'x'],
      ['b', undefined],
    ],
  )
})

test('a document full of faults has a bounded list of problems', () => {
  const nodes = Array.from({ length: 5000 }, () => ({ id: 'a', layer: -1 }))
  const { problems } = read(JSON.stringify({ nodes }))
  assert.is(problems.length, 100)
  assert.ok(problems.some(({ category }) => category === 'limit'))
})

test('deep nesting and long texts are told, not suffered', () => {
  const deep = `{ "nodes": [{ "id": "a", "op": ${'['.repeat(100_000)}${']'.repeat(100_000)} }] }`
  assert.equal(problemsOf(deep), ['1:32 wrong-type'])
  const long = read(
    JSON.stringify({ nodes: [{ id: 'x'.repeat(10_000_000), layer: 'y'.repeat(10_000_000) }] }),
  )
  assert.ok(long.problems[0]!.read.length < 100)
})

test('a range names its devices, and one that is too long or runs backwards is refused', () => {
  const ranges = rangesOf()
  assert.equal(ranges('0-3,8'), [0, 1, 2, 3, 8])
  for (const bad of ['7-0', '0-99999999', 'a-b', '', '0-', '-3', '1..4', '0-40000,0-40000']) {
    assert.is(ranges(bad), undefined, bad)
  }
})

test('ranges of a document cannot name more devices than memory is meant for', () => {
  const node = (i: number) => ({ id: `n${i}`, devices: `${i}-${i + 60_000}` })
  const many = read(JSON.stringify({ nodes: Array.from({ length: 1000 }, (_, i) => node(i)) }))
  assert.is(many.nodes[0]!.devices!.length, 60_001)
  assert.is(many.nodes.at(-1)!.devices, undefined)
  const same = read(
    JSON.stringify({ nodes: Array.from({ length: 1000 }, (_, i) => ({ ...node(0), id: `n${i}` })) }),
  )
  assert.equal(same.problems, [])
  assert.is(same.nodes[0]!.devices, same.nodes[999]!.devices)
})

test('any JSON is read without an exception', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('nodes', 'edges', 'model', 'strategy', 'meshes'),
      (value, key) => {
        read(JSON.stringify(value))
        read(JSON.stringify({ [key]: value }))
        read(JSON.stringify({ [key]: [value] }))
      },
    ),
  )
})

test.run()
