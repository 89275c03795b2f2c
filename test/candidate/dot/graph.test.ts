import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { looksLikeDot, readDot } from '../../../src/candidate/dot/index.js'
import { fixtures } from './fixtures.js'

test('clusters, their labels, their parents and the nodes in them', () => {
  const graph = readDot(fixtures.bakery!)
  const clusters = graph.clusters.map(({ id, label, parent, line }) => ({ id, label, parent, line }))
  assert.equal(clusters, [
    { id: 'cluster_dough', label: 'Dough (ovens 0-3)', parent: undefined, line: 9 },
    { id: 'cluster_rest', label: 'Rest', parent: 'cluster_dough', line: 14 },
  ])
  const inside = Object.fromEntries(graph.nodes.map((node) => [node.id, node.clusters]))
  assert.equal(inside.rest, ['cluster_dough', 'cluster_rest'])
  assert.equal(inside.knead_0, ['cluster_dough'])
  assert.equal(inside.flour, [])
})

test('a node belongs where its statement stands, not where an edge names it first', () => {
  const text = 'digraph { subgraph cluster_a { x -> y; x } subgraph cluster_b { y [w=1] } }'
  assert.equal(
    readDot(text).nodes.map((node) => node.clusters),
    [['cluster_a'], ['cluster_b']],
  )
})

test('declared means named by a node statement', () => {
  const graph = readDot(
    'digraph { a; a -> b; c -> { d e [w=1] }; { rank=same; f; g }; h, i -> a; subgraph s { j } -> a }',
  )
  assert.is(
    graph.nodes
      .filter((node) => node.declared)
      .map((node) => node.id)
      .join(' '),
    'a e f g j',
  )
})

test('explicit attributes are told from defaults', () => {
  const [a, b] = readDot('digraph { node [shape=box]; a [color=red]; b }').nodes
  assert.equal([...a!.explicit], ['color'])
  assert.equal({ ...a!.attributes }, { shape: 'box', color: 'red' })
  assert.equal([...b!.explicit], [])
  assert.equal({ ...b!.attributes }, { shape: 'box' })
})

test('name, kind, attributes and lines of the graph', () => {
  const graph = readDot('\ufeffSTRICT Digraph "my graph" {\n bgcolor=red; graph [label=L]\n a ->\n b -> a\n}')
  assert.equal([graph.name, graph.strict, graph.directed], ['my graph', true, true])
  assert.equal({ ...graph.attributes }, { bgcolor: 'red', label: 'L' })
  assert.equal(
    graph.nodes.map((node) => node.line),
    [3, 4],
  )
  assert.equal(
    graph.edges.map((edge) => edge.line),
    [3, 3],
  )
  assert.equal(graph.errors, [])
})

test('ports and keys', () => {
  const graph = readDot(
    'digraph { a:out:s -> b:in [headport=n]; a -> b [key=k]; a -> b [key=k, w=1]; a -> b }',
  )
  assert.equal({ ...graph.edges[0]!.attributes }, { tailport: 'out:s', headport: 'n' })
  assert.is(graph.edges.length, 3)
})

test('a text is recognised by its beginning, also a broken one', () => {
  for (const text of Object.values(fixtures)) assert.ok(looksLikeDot(text))
  assert.ok(looksLikeDot('a [label="x"];\nb -> a;\n'))
  assert.ok(looksLikeDot('digraph G {\\n a -> b;\\n}'))
  assert.not(looksLikeDot('{"nodes": [{"id": "digraph { a -> b }"}]}'))
  assert.not(looksLikeDot('[1, 2]'))
  assert.not(looksLikeDot('serve --model x'))
  assert.not(looksLikeDot('---\nname: x\n---\n'))
  assert.not(looksLikeDot(''))
})

test.run()
