// How far labels place tensors, and what is found by it, in drawings like those of agents.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { observe } from '../../../src/observe/index.js'
import { base } from '../../build/plans.js'
import { readDrawing } from './bare.js'
import { type Drawing, dotOf, errorsOf, judged, network } from './drawn.js'

/** By node its placement, where it is known. */
function placements(drawing: Drawing): Record<string, string> {
  const { nodes, ...rest } = readDrawing(dotOf(drawing))
  const { values, codes } = observe({ nodes, ...rest }, base).tables.node.column('placements')
  return Object.fromEntries(
    nodes.flatMap(({ id }, row) => (codes[row]! < 0 ? [] : [[id, String(values[codes[row]!])]])),
  )
}

test('a network with its sum: slices, a summand, a whole', async () => {
  const drawing = network(true)
  assert.equal(placements(drawing), {
    ...{ fc1_0: 'S(ffn)', act_0: 'S(ffn)', fc2_0: 'P(sum)', ln_0: 'R' },
    ...{ fc1_1: 'S(ffn)', act_1: 'S(ffn)', fc2_1: 'P(sum)', ln_1: 'R', ar: 'R' },
  })
  const result = await judged(drawing)
  assert.equal(errorsOf(result), [])
  assert.equal(result.types, {
    ...{ by: 'labels', tensors: 10, placed: 9 },
    open: [{ because: 'not-stated', tensors: 1, first: 'input' }],
  })
})

test('without the sum it is said once, and what comes behind is open', async () => {
  const result = await judged(network(false))
  assert.equal(errorsOf(result), ['tp/partial-sums-reduced: fc2_0,fc2_1'])
  assert.equal(result.types?.open, [
    { because: 'not-stated', tensors: 1, first: 'input' },
    { because: 'conflict', tensors: 2, first: 'ln_0' },
  ])
})

/** A chain of nodes on a group of devices. */
const chain = (nodes: Drawing['nodes']): Drawing => ({ nodes, edges: [Object.keys(nodes).join(' -> ')] })
const group = 'GPU: 0-3'

test('a product that no coarser rule knows, and that says how it is split', async () => {
  const drawing = chain({
    fc: ['Linear (Row-Parallel)', group],
    gelu: ['GELU', group],
    after: ['All-Reduce', group],
    last: ['Output', group],
  })
  assert.equal(errorsOf(await judged(drawing)), ['types/partial-completed: fc'])
})

test('a sum of what is whole already', async () => {
  const drawing = chain({
    fc: ['Linear (Row-Parallel)', group],
    sum: ['All-Reduce', group, 'Group: 0-3'],
    norm: ['RMSNorm', group],
    again: ['All-Reduce 2', group, 'Group: 0-3'],
    last: ['Output', group],
  })
  assert.equal(errorsOf(await judged(drawing)), ['types/reduced-once: again'])
  const once = { ...drawing.nodes, again: ['Reshape', group] }
  assert.equal(errorsOf(await judged(chain(once))), [])
  // Without a named group the second may sum over other axes of the same devices.
  const unnamed = { ...drawing.nodes, sum: ['All-Reduce', group], again: ['All-Reduce 2', group] }
  assert.equal(errorsOf(await judged(chain(unnamed))), [])
})

test('residual slices of the tokens: a scatter behind and a gather before', async () => {
  const [whole, part] = ['[tokens=512, hidden=1024]', '[tokens=128, hidden=1024]']
  const nodes = {
    down: ['FFN Down (Row-Parallel)', group, 'Input: [tokens=512, ffn=1024]', `Output: ${whole}`],
    scatter: ['Reduce-Scatter', group, `Input: ${whole}`, `Output: ${part}`],
    norm: ['RMSNorm', group, `Input: ${part}`, `Output: ${part}`],
    gather: ['All-Gather', group, `Input: ${part}`, `Output: ${whole}`],
    gate: ['FFN Gate Up (Column-Parallel)', group, `Input: ${whole}`, 'Output: [tokens=512, ffn=1024]'],
    last: ['Output', group],
  }
  assert.equal(placements(chain(nodes)), {
    ...{ down: 'P(sum)', scatter: 'S(tokens)', norm: 'S(tokens)', gather: 'R', gate: 'S(ffn)' },
  })
  assert.equal(errorsOf(await judged(chain(nodes))), [])
  // Scattered along the width, the norm has a part of what it divides by.
  const narrow = '[tokens=512, hidden=256]'
  const wrong = {
    ...nodes,
    scatter: ['Reduce-Scatter', group, `Input: ${whole}`, `Output: ${narrow}`],
    norm: ['RMSNorm', group, `Input: ${narrow}`, `Output: ${narrow}`],
  }
  assert.equal(errorsOf(await judged(chain(wrong))), ['types/cut-explained: norm'])
})

test('fewer key-value heads than ranks say nothing, and nothing is found', async () => {
  const drawing: Drawing = {
    nodes: {
      input: ['Input', group, 'Output: [batch=8, seq=16, hidden=1024]'],
      q: ['Q Projection (Column-Parallel)', group, 'Output: [batch=8, seq=16, heads=2, head_dim=64]'],
      k: ['K Projection', group, 'Output: [batch=8, seq=16, kv_heads=1, head_dim=64]'],
      v: ['V Projection', group, 'Output: [batch=8, seq=16, kv_heads=1, head_dim=64]'],
      core: ['GQA Attention', group, 'Output: [batch=8, seq=16, heads=2, head_dim=64]'],
      out: ['Attention Output Projection (Row-Parallel)', group, 'Output: [batch=8, seq=16, hidden=1024]'],
      sum: ['All-Reduce', group],
      last: ['Output', group],
    },
    edges: ['input -> q -> core -> out -> sum -> last', 'input -> k -> core', 'input -> v -> core'],
  }
  const placed = placements(drawing)
  assert.equal(
    ['input', 'k', 'v', 'core', 'out', 'sum'].map((id) => placed[id]),
    [undefined, undefined, undefined, undefined, 'P(sum)', 'R'],
  )
  assert.equal(errorsOf(await judged(drawing)), [])
})

test('two stages, each with its group', async () => {
  const stage = (name: string, devices: string): Record<string, readonly string[]> => ({
    [`down_${name}`]: ['FFN Down (Row-Parallel)', `GPU: ${devices}`],
    [`sum_${name}`]: ['All-Reduce', `GPU: ${devices}`],
    [`norm_${name}`]: ['LayerNorm', `GPU: ${devices}`],
  })
  const nodes = {
    ...stage('a', '0-1'),
    send: ['Pipeline Send', 'GPU: 0-1'],
    receive: ['Pipeline Receive', 'GPU: 2-3'],
    ...stage('b', '2-3'),
    last: ['Output', 'GPU: 2-3'],
  }
  assert.equal(errorsOf(await judged(chain(nodes))), [])
  const broken = Object.fromEntries(Object.entries(nodes).filter(([id]) => id !== 'sum_b'))
  assert.equal(errorsOf(await judged(chain(broken))), ['tp/partial-sums-reduced: down_b'])
})

test('sizes that contradict the title decide nothing', () => {
  const sum = ['All-Reduce', group, 'Input: [batch=8, hidden=256]', 'Output: [batch=8, hidden=1024]']
  assert.is(
    placements(chain({ down: ['FFN Down (Row-Parallel)', group], sum, last: ['Output', group] }))['sum'],
    undefined,
  )
})

test('a residual beside a summand decides nothing: it may be divided, or added on one rank', async () => {
  const drawing: Drawing = {
    nodes: {
      before: ['All-Reduce', group],
      down: ['Linear (Row-Parallel)', group],
      add: ['Residual Add', group],
      sum: ['All-Reduce 2', group],
      last: ['Output', group],
    },
    edges: ['before -> down -> add -> sum -> last', 'before -> add'],
  }
  const placed = placements(drawing)
  assert.equal([placed['down'], placed['add'], placed['sum']], ['P(sum)', undefined, 'R'])
  assert.equal(errorsOf(await judged(drawing)), [])
})

test('what lies on a cycle is open', () => {
  const { nodes, edges } = chain({ a: ['Linear (Row-Parallel)', group], b: ['All-Reduce', group] })
  assert.equal(placements({ nodes, edges: [...edges, 'b -> a'] }), {})
})

test('names of nodes and their order change nothing', async () => {
  for (const reduced of [true, false]) {
    const { nodes, edges } = network(reduced, 4)
    const mirrored: Drawing = {
      nodes: Object.fromEntries(Object.entries(nodes).reverse()),
      edges: [...edges].reverse(),
    }
    assert.equal(placements(mirrored), placements({ nodes, edges }))
    const renamed = (text: string) => text.replaceAll(/\b(?:fc|act|ln|ar)\w*/g, (id) => `n${id.length}x${id}`)
    const other: Drawing = {
      nodes: Object.fromEntries(Object.entries(nodes).map(([id, lines]) => [renamed(id), lines])),
      edges: edges.map(renamed),
    }
    const expected = Object.entries(placements({ nodes, edges })).map(([id, lie]) => [renamed(id), lie])
    assert.equal(placements(other), Object.fromEntries(expected))
  }
})

test.run()
