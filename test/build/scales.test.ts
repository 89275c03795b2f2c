// Scales beside the weights of quantised models: those of the blocks that a device has, where shares are whole blocks.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { TensorUse } from '../../src/candidate/candidate.js'
import { build, check } from '../../src/index.js'
import { families } from './grid.js'
import { base } from './plans.js'

const { model } = families.find(({ name }) => name === 'gqa-blocks')!

const planOf = (words: object, strategy: string, unfold = false) =>
  build({ model: { model: { ...model, ...words } }, strategy, phase: 'decode', unfold, base })

async function scalesOf(words: object, strategy: string, unfold = false) {
  const { nodes } = await planOf(words, strategy, unfold)
  const weights = nodes.flatMap(({ id, weights = [] }) => weights.map((use) => [id, use] as const))
  return (id: string, weight: string): TensorUse['scales'] =>
    weights.find(([own, { name }]) => own === id && name === weight)![1].scales
}

async function brokenBy(words: object, strategy: string): Promise<string[]> {
  const { plan } = await planOf(words, strategy)
  const { results } = await check(plan, { base, prove: false })
  return results[0]!.findings.flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []))
}

test('each product has scales for squares of its matrix, cut as the weight is', async () => {
  const of = await scalesOf({}, 'tpa=2')
  assert.equal(of('decode.l0.down', 'l0.wdown'), {
    ...{ name: 'l0.wdown.scale', blocks: { ffn: 2, hidden: 2 } },
    slices: { ffn: ['0-11', '12-23'] },
  })
  assert.equal(of('decode.l0.gate_up', 'l0.wgate_up'), {
    ...{ name: 'l0.wgate_up.scale', blocks: { hidden: 2, gate_up: 2 } },
    ...{ slices: { gate_up: ['0-11,24-35', '12-23,36-47'] }, parts: ['gate_up'] },
  })
  // A head of four columns is two blocks wide.
  assert.equal(of('decode.l0.qkv', 'l0.wqkv'), {
    ...{ name: 'l0.wqkv.scale', blocks: { hidden: 2, qkv: 1, head_dim: 2 } },
    ...{ slices: { qkv: ['0-3,8-9,12-13', '4-7,10-11,14-15'] }, parts: ['qkv'] },
  })
  for (const [id, weight] of [
    ['decode.l0.qkv', 'l0.bqkv'],
    ['decode.embedding', 'embed'],
    ['decode.head', 'head'],
    ['decode.l0.attn_norm', 'l0.attn_norm'],
  ] as const)
    assert.is(of(id, weight), undefined)
})

test('a block may be as wide as some heads, and a rank apart has its own scales', async () => {
  const of = await scalesOf({ quantisationBlock: 8 }, 'tpa=2', true)
  assert.equal(of('decode.l0.qkv_r1', 'l0.wqkv'), {
    ...{ name: 'l0.wqkv.scale', blocks: { hidden: 8, qkv: 2 } },
    ...{ slices: { qkv: '2-3,5,7' }, parts: ['qkv'] },
  })
  assert.equal(of('decode.l0.out_r0', 'l0.wo'), {
    ...{ name: 'l0.wo.scale', blocks: { heads: 2, hidden: 8 } },
    slices: { heads: '0-1' },
  })
})

test('blocks that are no runs of heads are not drawn, nor are scales of which too little is said', async () => {
  const uneven = await scalesOf({ quantisationBlock: 6 }, 'tpa=2')
  assert.is(uneven('decode.l0.qkv', 'l0.wqkv'), undefined)
  assert.ok(uneven('decode.l0.down', 'l0.wdown') !== undefined)
  const some = await scalesOf({ unquantisedModules: ['lm_head'] }, 'tpa=2')
  assert.is(some('decode.l0.down', 'l0.wdown'), undefined)
})

test('shares that are no whole blocks are rejected', async () => {
  assert.equal(await brokenBy({ quantisationBlock: 8 }, 'tpa=2'), [])
  // 48 columns over four ranks are 12 each, a block and a half.
  assert.equal(await brokenBy({ quantisationBlock: 8 }, 'tpa=4'), ['types/scales-aligned'])
  assert.equal(await brokenBy({ quantisationBlock: 4 }, 'tpa=4'), [])
})

test.run()
