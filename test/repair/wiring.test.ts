// What a drawing shows of itself mends it: counterparts on other devices, open ends, knots of known shapes. Nothing else is wired.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readDot } from '../../src/candidate/dot/index.js'
import { fix } from '../../src/index.js'

const repaired = async (text: string) => (await fix(text, { atMost: 'safe' })).results[0]!

const edgesOf = (text: string) =>
  readDot(text)
    .edges.map(({ from, to }) => `${from} ${to}`)
    .sort()

/** One layer on two ranks, between an input and an output, and what is said instead of some of its edges. */
const layer = ({ without = [], instead = '' }: { without?: string[]; instead?: string } = {}) => {
  const edges = [
    'tokens norm',
    ...[0, 1].flatMap((rank) => [
      `norm qkv${rank}`,
      `qkv${rank} attn${rank}`,
      `attn${rank} o${rank}`,
      `o${rank} sum`,
    ]),
    'sum add',
    'tokens add',
    'add logits',
  ].filter((edge) => !without.includes(edge))
  const node = (id: string, title: string, place: string) =>
    `  ${id} [label="Layer 0 ${title}\\nGPU: ${place}"];\n`
  const ranks = [0, 1].map(
    (rank) =>
      node(`qkv${rank}`, 'QKV Projection', `${rank}`) +
      node(`attn${rank}`, 'Attention', `${rank}`) +
      node(`o${rank}`, 'Output Projection', `${rank}`),
  )
  return `digraph plan {
  tokens [label="Input tokens"]; logits [label="Output logits"];
${node('norm', 'LayerNorm', '0-1')}${ranks.join('')}${node('sum', 'All-Reduce', '0-1')}${node('add', 'Residual Add', '0-1')}
${edges.map((edge) => `  ${edge.replace(' ', ' -> ')};\n`).join('')}${instead}}
`
}

const whole = edgesOf(layer())

test('an edge or a node that was left out is wired as its counterpart on the other rank', async () => {
  for (const without of [
    ['norm qkv1'],
    ['o0 sum'],
    ['attn1 o1'],
    ['norm qkv1', 'qkv1 attn1'],
    ['qkv0 attn0', 'attn0 o0'],
  ]) {
    const { outcome, corrected } = await repaired(layer({ without }))
    assert.is.not(outcome, 'rejected', without.join())
    assert.equal(edgesOf(corrected!), whole, without.join())
  }
})

test('a node without a counterpart stays as it is, and its rule says why', async () => {
  const text = layer({ without: ['tokens norm', 'norm qkv0', 'norm qkv1'] })
  const { outcome, corrected, fixes, reasons } = await repaired(text)
  assert.is(outcome, 'rejected')
  assert.equal(fixes, [])
  assert.is(corrected, text)
  const reason = reasons.find(({ rule }) => rule === 'graph/isolated-node')
  assert.match(reason!.because!, 'no wired node of this operation')
})

test('the first layer is fed from an input that leads nowhere, the output is what the last layer leads to', async () => {
  for (const without of [['add logits'], ['tokens norm', 'tokens add']]) {
    const { outcome, corrected } = await repaired(layer({ without }))
    assert.is.not(outcome, 'rejected', without.join())
    const edges = edgesOf(corrected!)
    assert.ok(edges.every((edge) => whole.includes(edge)))
  }
})

test('an addition that waits for its own result takes what its branch begins with', async () => {
  const text = layer({
    without: ['tokens add', 'add logits'],
    instead: '  last [label="Layer 0 Residual Add\\nGPU: 0-1"]; add -> last; last -> add; last -> logits;\n',
  })
  const { outcome, corrected, fixes } = await repaired(text)
  assert.is.not(outcome, 'rejected')
  assert.equal(
    fixes.map(({ rule, subjects }) => [rule, subjects.length]),
    [['graph/acyclic', 1]],
  )
  const edges = edgesOf(corrected!)
  assert.ok(edges.includes('tokens add') && edges.includes('last logits') && !edges.includes('last add'))
})

test('an edge that is there twice, once turned round, goes where only one of both can', async () => {
  const { outcome, corrected } = await repaired(layer({ instead: '  o1 -> attn1;\n' }))
  assert.is.not(outcome, 'rejected')
  assert.equal(edgesOf(corrected!), whole)
})

test('a misspelt name is taken for the declared one, a name of another layer is not', async () => {
  const misspelt = await repaired(layer({ without: ['sum add'], instead: '  sun -> add;\n' }))
  assert.is.not(misspelt.outcome, 'rejected')
  assert.equal(edgesOf(misspelt.corrected!), whole)
  const numbered = await repaired(layer({ instead: '  norm7 -> qkv0;\n' }))
  assert.is(numbered.outcome, 'rejected')
  assert.ok(edgesOf(numbered.corrected!).includes('norm7 qkv0'))
})

test('parts of a collective that are drawn on one device each are fed alike', async () => {
  const parts = [0, 1].map(
    (rank) =>
      `  sum${rank} [label="Layer 0 All-Reduce\\nGPU: ${rank}"]; o${rank} -> sum${rank} -> add${rank} -> logits; tokens -> add${rank};
  add${rank} [label="Layer 0 Residual Add\\nGPU: ${rank}"]; sum${rank} -> sum${1 - rank};\n`,
  )
  const text = layer({
    without: ['o0 sum', 'o1 sum', 'sum add', 'tokens add', 'add logits'],
    instead: parts.join(''),
  }).replace(/ {2}(sum|add) \[.*\n/g, '')
  const { corrected, fixes } = await repaired(text)
  assert.equal(
    fixes.map(({ rule }) => rule),
    ['graph/acyclic'],
  )
  const edges = edgesOf(corrected!)
  assert.ok(['o0 sum0', 'o0 sum1', 'o1 sum0', 'o1 sum1'].every((edge) => edges.includes(edge)))
  assert.ok(!edges.includes('sum0 sum1') && !edges.includes('sum1 sum0'))
})

/** Two layers of one operation on each of two ranks; `size` is what the second layer takes. */
const shards = (size: number) => `digraph plan {
  tokens [label="Input tokens"]; logits [label="Output logits"];
${[0, 1]
  .map(
    (
      rank,
    ) => `  a${rank} [label="Layer 0 LayerNorm\\nGPU: ${rank}\\nInput: [8,128,512]\\nOutput: [8,128,512]"];
  b${rank} [label="Layer 1 QKV Projection\\nGPU: ${rank}\\nInput: [8,128,${size}]\\nOutput: [8,128,512]"];
  tokens -> a${rank}; b${rank} -> logits;\n`,
  )
  .join('')}  sum [label="Layer 0 All-Reduce\\nGPU: 0-1"]; tokens -> sum -> logits;
}
`

test('shards before operations that take the whole are gathered, where the sizes say so', async () => {
  const gathered = await repaired(shards(1024))
  const edges = edgesOf(gathered.corrected!)
  const all = 'a0_all_gather'
  assert.ok([`a0 ${all}`, `a1 ${all}`, `${all} b0`, `${all} b1`].every((edge) => edges.includes(edge)))
  assert.match(gathered.corrected!, 'Output: [8,128,1024]')
  const other = await repaired(shards(1536))
  assert.equal(edgesOf(other.corrected!), edgesOf(shards(1536)))
})

test('a communication along a row of stages, or of several layers, is drawn once for each use', async () => {
  const row = await repaired(`digraph plan {
  tokens [label="Input tokens"]; logits [label="Output logits"]; hand [label="SP All-Gather"];
  s1 [label="PIPELINE STAGE 1\\nGPUs 0-3"]; s2 [label="PIPELINE STAGE 2\\nGPUs 4-7"]; s3 [label="PIPELINE STAGE 3\\nGPUs 8-11"];
  tokens -> s1; s1 -> hand -> s2; s2 -> hand -> s3; s3 -> logits;
}
`)
  assert.equal(edgesOf(row.corrected!), [
    'hand s2',
    's1 hand',
    's2 s2_all_gather',
    's2_all_gather s3',
    's3 logits',
    'tokens s1',
  ])
  const layers = await repaired(`digraph plan {
  tokens [label="Input tokens"]; logits [label="Output logits"]; sum [label="All-Reduce\\nGPU: 0-1"];
  a [label="Layer 0 Output Projection\\nGPU: 0-1"]; b [label="Layer 0 Residual Add\\nGPU: 0-1"];
  c [label="Layer 1 Output Projection\\nGPU: 0-1"]; d [label="Layer 1 Residual Add\\nGPU: 0-1"];
  tokens -> a -> sum -> b -> c -> sum -> d -> logits;
}
`)
  assert.ok(edgesOf(layers.corrected!).includes('sum b'))
  assert.ok(edgesOf(layers.corrected!).includes('c_all_reduce d'))
})

test.run()
