// Tensors and words in attributes of a drawing: written, read back, and refused where they are something else.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { TensorUse } from '../../../src/candidate/candidate.js'
import { readTensorList, tensorsText } from '../../../src/candidate/dot/tensors.js'
import { wordsText } from '../../../src/candidate/dot/words.js'
import { readCandidate } from '../../../src/candidate/read.js'
import { base } from '../../build/plans.js'

test('tensors are read back as they were', () => {
  const lists: TensorUse[][] = [
    [{ name: 'tokens' }, { name: 'l0.q', dims: [{ name: 'tok', size: 8 }] }],
    [
      {
        name: 'k',
        dims: [{ name: 'cached' }, { name: 'heads', size: 8 }],
        slices: { heads: ['0-3', '4-7'] },
      },
    ],
    [
      {
        name: 'head',
        dims: [
          { name: 'vocab', size: 12 },
          { name: 'hidden', size: 4 },
        ],
        slices: { vocab: ['0-5', '6-11'] },
        padding: { vocab: { from: 10, value: 'zero' } },
      },
      { name: 'logits', dims: [{ name: 'vocab', size: 12 }], padding: { vocab: { from: 11 } } },
    ],
    [{ name: 'one', dims: [{ name: 'tok', size: 4 }], slices: { tok: '0-1,3' } }],
    [{ name: 'none', dims: [{ name: 'tok', size: 4 }], slices: { tok: ['0-3', ''] } }],
    [
      {
        name: 'w',
        dims: [{ name: 'qkv', size: 48 }],
        slices: { qkv: ['0-15,32-35', '16-31,36-39'] },
        parts: {
          qkv: [
            { name: 'q', size: 32 },
            { name: 'k', size: 16 },
          ],
        },
      },
    ],
    [
      {
        name: 'wq',
        dims: [
          { name: 'hidden', size: 32 },
          { name: 'heads', size: 8 },
        ],
        slices: { heads: ['0-3', '4-7'] },
        scales: { name: 'wq.scale', blocks: { hidden: 8, heads: 2 }, slices: { heads: ['0-1', '2-3'] } },
      },
      { name: 'plain', dims: [{ name: 'hidden', size: 32 }] },
    ],
    [
      {
        name: 'fused',
        dims: [{ name: 'qkv', size: 12 }],
        parts: {
          qkv: [
            { name: 'q', size: 6 },
            { name: 'k', size: 6 },
          ],
        },
        scales: { blocks: { qkv: 4 }, parts: ['qkv'] },
      },
    ],
    [{ name: 'w', dims: [{ name: 'hidden', size: 32 }], scales: {} }],
  ]
  for (const list of lists) assert.equal(readTensorList(tensorsText(list)), list)
})

test('what is no list of tensors is none', () => {
  for (const text of [
    '',
    'hidden states',
    'a[b',
    'a]',
    'a[b=1]c',
    'a[b=1,c=2]',
    'a[b=1(c)]',
    'a[b=1(c=x)]',
    'a(b)',
    '[a=1]',
    'a[=1]',
    'a[b=]',
    'a[b=n~2]',
    'a[b=10~2one]',
    'a[b=4+0]',
    'a[b=4+]',
    'a[b=4+2:x]+s',
    'a[b=4]+s t',
  ])
    assert.is(readTensorList(text), undefined, text)
})

const nodeOf = (attributes: string) =>
  readCandidate(
    `digraph { words="workload.promptTokens=4 model.layers=x nothing=1"; a [${attributes}]; a -> b }`,
    'a.dot',
    base,
  )

test('words are read by what they take, and nothing else is', () => {
  const text = wordsText({
    along: 'tok',
    kvShards: 2,
    carries: ['x', 'positions'],
    sharedSeed: true,
    form: 'two words',
  })
  assert.is(text, 'along=tok kvShards=2 carries=["x","positions"] sharedSeed=true')
  const { given, nodes } = nodeOf(
    `words="${text.replaceAll('"', '\\"')} kvWrong=3 ownerBlock=many normOver=pink __proto__=x"`,
  )
  assert.equal({ ...given }, { 'workload.promptTokens': 4 })
  const { along, kvShards, carries, sharedSeed, ...rest } = nodes[0]!.attributes!
  assert.equal([along, kvShards, carries, sharedSeed], ['tok', 2, ['x', 'positions'], true])
  for (const word of ['kvWrong', 'ownerBlock', 'normOver', 'form'])
    assert.not(Object.hasOwn(rest, word), word)
})

test('attributes that are no tensors leave what the label says', () => {
  const { nodes } = nodeOf(
    'label="Norm\\nOutput: [batch=8, hidden=64]", outputs="everything, of course", inputs="x[]"',
  )
  assert.equal(nodes[0]!.outputs, [
    {
      dims: [
        { name: 'batch', size: 8 },
        { name: 'hidden', size: 64 },
      ],
    },
  ])
  assert.equal(nodes[0]!.inputs, [{ name: 'x' }])
})

test.run()
