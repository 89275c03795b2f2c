import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { observe } from '../../src/observe/index.js'
import { candidateOf, column, ends, randomCandidate, reachability } from './random.js'

test('components are classes of nodes that reach each other, numbered in topological order', () => {
  fc.assert(
    fc.property(fc.oneof(randomCandidate(), randomCandidate(true)), (candidate) => {
      const { graph } = observe(candidate)
      const reach = reachability(candidate)
      for (let a = 0; a < graph.nodes; a++) {
        for (let b = 0; b < graph.nodes; b++) {
          const together = a === b || (reach[a]![b]! && reach[b]![a]!)
          assert.is(graph.component[a] === graph.component[b], together)
          if (reach[a]![b]!) assert.ok(graph.component[a]! <= graph.component[b]!)
        }
      }
      assert.is(new Set(graph.component).size, graph.components)
      assert.equal(
        [...graph.order].sort((a, b) => a - b),
        [...graph.order.keys()],
      )
      for (let i = 1; i < graph.nodes; i++) {
        assert.ok(graph.component[graph.order[i - 1]!]! <= graph.component[graph.order[i]!]!)
      }
    }),
  )
})

test('compressed rows list the neighbours in the order of the edges', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const { graph } = observe(candidate)
      for (let v = 0; v < graph.nodes; v++) {
        const after = graph.successors.subarray(graph.successorStart[v], graph.successorStart[v + 1])
        const before = graph.predecessors.subarray(graph.predecessorStart[v], graph.predecessorStart[v + 1])
        assert.equal(
          [...after],
          ends(candidate).flatMap(([a, b]) => (a === v ? [b] : [])),
        )
        assert.equal(
          [...before],
          ends(candidate).flatMap(([a, b]) => (b === v ? [a] : [])),
        )
      }
    }),
  )
})

test('degrees count edges, self-loops apart', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const edges = ends(candidate)
      const count = (test: (a: number, b: number, v: number) => boolean) =>
        candidate.nodes.map((_, v) => edges.filter(([a, b]) => test(a, b, v)).length)
      assert.equal(
        column(candidate, 'node', 'inDegree'),
        count((a, b, v) => b === v && a !== v),
      )
      assert.equal(
        column(candidate, 'node', 'outDegree'),
        count((a, b, v) => a === v && b !== v),
      )
      assert.equal(
        column(candidate, 'node', 'selfLoops'),
        count((a, b, v) => a === v && b === v),
      )
      assert.equal(
        column(candidate, 'node', 'degree'),
        count((a, b, v) => a === v || b === v),
      )
    }),
  )
})

test('copies of an edge have the same ends', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const edges = ends(candidate).map(String)
      assert.equal(
        column(candidate, 'edge', 'copies'),
        edges.map((edge) => edges.filter((other) => other === edge).length),
      )
      assert.equal(
        column(candidate, 'edge', 'firstCopy'),
        edges.map((edge, i) => edges.indexOf(edge) === i),
      )
      assert.equal(
        column(candidate, 'edge', 'selfLoop'),
        ends(candidate).map(([a, b]) => a === b),
      )
    }),
  )
})

test('weak components join what edges join', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const edges = ends(candidate)
      const label = candidate.nodes.map((_, v) => v)
      for (const _ of label) for (const [a, b] of edges) label[a] = label[b] = Math.min(label[a]!, label[b]!)
      const sizes = label.map((l) => label.filter((other) => other === l).length)
      assert.equal(column(candidate, 'node', 'componentSize'), sizes)
      assert.equal(column(candidate, 'plan', 'components'), [new Set(edges.map(([a]) => label[a])).size])
      const largest = label[sizes.indexOf(Math.max(...sizes))]
      assert.equal(
        column(candidate, 'node', 'inLargestComponent'),
        label.map((l) => l === largest),
      )
    }),
  )
})

/** Length of the shortest cycle of two or more nodes through v. */
function girth(edges: readonly (readonly [number, number])[], v: number, size: number): number {
  let frontier = new Set([v])
  for (let length = 1; length <= size; length++) {
    const next = new Set<number>()
    for (const [a, b] of edges) if (frontier.has(a) && a !== b) next.add(b)
    if (next.has(v)) return length
    frontier = next
  }
  return Number.POSITIVE_INFINITY
}

test('each set of nodes that wait for each other has its shortest cycle', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const edges = ends(candidate)
      const { cycle } = observe(candidate).tables
      const reach = reachability(candidate)
      const onCycle = candidate.nodes.map((_, v) =>
        candidate.nodes.some((_, w) => v !== w && reach[v]![w]! && reach[w]![v]!),
      )
      assert.equal(column(candidate, 'node', 'onCycle'), onCycle)
      const covered = new Set<number>()
      for (let row = 0; row < cycle.size; row++) {
        const members = [...cycle.members(row)]
        for (const v of members) covered.add(v)
        const nodes = column(candidate, 'cycle', 'nodes')[row] as string[]
        const shortest = Math.min(...members.map((v) => girth(edges, v, candidate.nodes.length)))
        assert.is(nodes.length, shortest)
        assert.is(column(candidate, 'cycle', 'length')[row], shortest)
        assert.is(column(candidate, 'cycle', 'mutual')[row], shortest === 2)
        assert.is(column(candidate, 'cycle', 'size')[row], members.length)
        nodes.forEach((id, i) => {
          const next = nodes[(i + 1) % nodes.length]
          assert.ok(candidate.edges.some(({ from, to }) => from === id && to === next))
        })
        assert.ok(cycle.name(row).startsWith(nodes[0]!) && cycle.name(row).endsWith(nodes[0]!))
      }
      assert.is(covered.size, onCycle.filter((on) => on).length)
    }),
  )
})

test('long chains and long cycles do not exhaust the stack', () => {
  const size = 200_000
  const nodes = Array.from({ length: size }, (_, i) => ({ id: `${i}` }))
  const chain = nodes.slice(1).map(({ id }, i) => [`${i}`, id] as const)
  assert.is(observe(candidateOf(nodes, chain)).graph.components, size)
  const ring = candidateOf(nodes, [...chain, [`${size - 1}`, '0']])
  assert.is(observe(ring).graph.components, 1)
  assert.equal(column(ring, 'cycle', 'length'), [size])
})

test('the nearest declared id is found among few and among many', () => {
  const undeclared = { id: 'expert_7_gpu3x', declared: false }
  for (const many of [3, 3000]) {
    const ids = Array.from({ length: many }, (_, i) => `expert_${i}_other`)
    const nodes = [...ids, 'expert_7_gpu3', 'router'].map((id) => ({ id }))
    const others = Array.from({ length: many }, (_, i) => ({ id: `${i}`.repeat(9), declared: false }))
    const candidate = candidateOf([...nodes, undeclared, ...others], [])
    assert.is(column(candidate, 'node', 'nearestDeclared')[nodes.length], 'expert_7_gpu3')
    assert.is(column(candidate, 'node', 'nearestDeclared')[0], undefined)
    assert.is(column(candidate, 'node', 'nearestDeclared').at(-1), undefined)
  }
})

test.run()
