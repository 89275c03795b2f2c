import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nearest } from '../../src/knowledge/near.js'

const names = ['attentionHeads', 'layers', 'GiB', 'op']

test('a slip of the pen finds the name that was meant', () => {
  assert.is(nearest('atentionHeads', names), 'attentionHeads')
  assert.is(nearest('layesr', names), 'layers')
  assert.is(nearest('gib', names), 'GiB')
})

test('what is spelt like nothing that is known finds nothing', () => {
  assert.is(nearest('temperature', names), undefined)
  assert.is(nearest('x'.repeat(10_000), ['x'.repeat(9_999)]), undefined)
})

test('the way to a name is no likeness', () => {
  assert.is(nearest('prefill.mb0.send_s0', ['prefill.mb0.head']), undefined)
  assert.is(nearest('prefill.mb0.atn_out', ['prefill.mb0.attn_out']), 'prefill.mb0.attn_out')
  assert.is(nearest('prefil.mb0.head', ['prefill.mb0.head']), 'prefill.mb0.head')
  assert.is(nearest('balancer.window', ['balancer.window-size']), 'balancer.window-size', 'cut short')
  assert.is(nearest('tp/head-divide', ['tp/heads-divide']), 'tp/heads-divide')
})

test('the order of the names plays no part', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 4 }),
      fc.uniqueArray(fc.string({ maxLength: 4 }), { maxLength: 6 }),
      (name, known) => {
        assert.is(nearest(name, known), nearest(name, [...known].reverse()))
      },
    ),
  )
})

test.run()
