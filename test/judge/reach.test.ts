// Reachability by searches and sweeps against a walk from each node, on random graphs with cycles.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nodeKeys } from '../../src/judge/keys.js'
import { answer } from '../../src/judge/reach.js'
import { createSearcher, possibly, type Question, type Sought, surely } from '../../src/judge/search.js'
import { FALSE, MAYBE, TRUE } from '../../src/judge/truth.js'
import { buildGraph, type Graph } from '../../src/observe/graph.js'

const nodes = 14
/** Long enough a tail that searches give up on it and sweeps must answer. */
const tail = 260

const graphs = fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1)), { maxLength: 40 }).map((edges) => {
  const chain = Array.from({ length: tail }, (_, i): [number, number] => [nodes - 1 + i, nodes + i])
  const all = [...edges, ...chain]
  const ends = { tail: Int32Array.from(all, ([a]) => a), head: Int32Array.from(all, ([, b]) => b) }
  return buildGraph(nodes + tail, ends)
})

const truth = fc.constantFrom(FALSE, FALSE, FALSE, TRUE, MAYBE)
const key = fc.option(fc.nat(40), { nil: undefined, freq: 6 })

const sought: fc.Arbitrary<Sought> = fc
  .record({
    near: fc.array(truth, { minLength: nodes, maxLength: nodes }),
    last: truth,
    keys: fc.array(key, { minLength: nodes + tail, maxLength: nodes + tail }),
    keyed: fc.boolean(),
  })
  .map(({ near, last, keys, keyed }) => {
    const truths = new Uint8Array(nodes + tail)
    truths.set(near)
    truths[nodes + tail - 1] = last
    const codes = Int32Array.from(keys, (k) => k ?? -1)
    const values = [undefined, ...Array.from({ length: 41 }, (_, k) => k % 37)]
    const word = { axis: { codes, slots: values.length }, values }
    return { truth: truths, keys: keyed ? nodeKeys([word], nodes + tail) : undefined }
  })

const questions: fc.Arbitrary<Question> = fc.record({
  direction: fc.constantFrom('forward', 'backward'),
  hit: sought,
  stop: fc.option(sought, { nil: undefined }),
})

function walk(graph: Graph, question: Question, asking: number, sure: boolean): boolean {
  const next = (v: number) =>
    Array.from(graph.tail, (from, e): [number, number] => [from, graph.head[e]!]).flatMap(([from, to]) =>
      question.direction === 'forward' ? (from === v ? [to] : []) : to === v ? [from] : [],
    )
  const seen = new Set<number>()
  const queue = next(asking)
  for (const w of queue) {
    if (seen.has(w) || (sure ? possibly : surely)(question.stop, asking, w)) continue
    if ((sure ? surely : possibly)(question.hit, asking, w)) return true
    seen.add(w)
    queue.push(...next(w))
  }
  return false
}

test('answers what a walk from each node finds', () => {
  fc.assert(
    fc.property(graphs, questions, (graph, question) => {
      const asked = new Uint8Array(graph.nodes)
      for (let node = 0; node < graph.nodes; node++) asked[node] = node < nodes || node % 50 === 0 ? 1 : 0
      const { truth: found, limited } = answer(graph, createSearcher(graph), question, asked)
      assert.is(limited, false)
      for (let node = 0; node < graph.nodes; node++) {
        if (asked[node] === 0) continue
        const expected = walk(graph, question, node, true)
          ? TRUE
          : walk(graph, question, node, false)
            ? MAYBE
            : FALSE
        assert.is(found[node], expected, `node ${node}`)
      }
    }),
    { numRuns: 60 },
  )
})

test('finds its way around a long cycle', () => {
  const size = 3000
  const around = Int32Array.from({ length: size }, (_, i) => (i * 7) % size)
  const graph = buildGraph(size, { tail: around, head: around.map((v) => (v + 1) % size) })
  const hit = new Uint8Array(size)
  hit[5] = TRUE
  const stop = new Uint8Array(size)
  stop[2000] = TRUE
  const question: Question = {
    direction: 'forward',
    hit: { truth: hit, keys: undefined },
    stop: { truth: stop, keys: undefined },
  }
  const { truth: found } = answer(graph, createSearcher(graph), question, new Uint8Array(size).fill(1))
  assert.is(found[2000], TRUE)
  assert.is(found[1999], FALSE)
  assert.is(found[5], FALSE)
  assert.is(found[4], TRUE)
})

test('leaves answers unknown, and says so, where keyed sweeps cost more than the limit', () => {
  const size = 1000
  const chain = Int32Array.from({ length: size - 1 }, (_, i) => i)
  const graph = buildGraph(size, { tail: chain, head: chain.map((v) => v + 1) })
  const codes = Int32Array.from({ length: size }, (_, i) => i % 40)
  const values = [undefined, ...Array.from({ length: 40 }, (_, k) => `key ${k}`)]
  const truth = new Uint8Array(size)
  truth[size - 1] = TRUE
  const question: Question = {
    direction: 'forward',
    hit: { truth, keys: nodeKeys([{ axis: { codes, slots: 41 }, values }], size) },
    stop: undefined,
  }
  const all = new Uint8Array(size).fill(1)
  const full = answer(graph, createSearcher(graph), question, all)
  assert.is(full.limited, false)
  assert.is(full.truth[39], TRUE)
  assert.is(full.truth[0], FALSE)
  const { truth: found, limited } = answer(graph, createSearcher(graph), question, all, 2 * size)
  assert.is(limited, true)
  assert.ok(found.includes(MAYBE))
  found.forEach((t, node) => {
    assert.ok(t === MAYBE || t === full.truth[node], `node ${node}`)
  })
})

test('shows a path as the nodes on it', () => {
  const graph = buildGraph(5, { tail: Int32Array.of(0, 1, 2, 0), head: Int32Array.of(1, 2, 3, 4) })
  const truth = new Uint8Array(5)
  truth[3] = TRUE
  const searcher = createSearcher(graph)
  const question: Question = { direction: 'forward', hit: { truth, keys: undefined }, stop: undefined }
  assert.is(searcher.find(question, 0, true, 100), 3)
  assert.equal(searcher.path(0, 3), [0, 1, 2, 3])
  assert.is(searcher.find(question, 4, true, 100), -1)
  assert.is(searcher.find(question, 0, true, 2), undefined)
})

test.run()
