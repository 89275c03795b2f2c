import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  conversion,
  divide,
  multiply,
  parseUnit,
  sameDimension,
  sameUnit,
  type Unit,
} from '../../src/knowledge/units.js'

function unit(text: string): Unit {
  const parsed = parseUnit(text)
  if ('problem' in parsed) throw new Error(parsed.problem.message)
  return parsed.unit
}

test('binary and decimal multiples are different units of one dimension', () => {
  assert.not(sameUnit(unit('GiB'), unit('GB')))
  assert.ok(sameDimension(unit('GiB'), unit('GB')))
  assert.equal(conversion(unit('GiB'), unit('bytes')), { sign: '*', by: 1024 ** 3 })
  assert.equal(conversion(unit('bytes'), unit('GiB')), { sign: '/', by: 1024 ** 3 })
  assert.is(conversion(unit('GiB'), unit('s')), undefined)
})

test('bits are eighths of bytes, watts are joules a second, counts have no dimension', () => {
  assert.ok(sameUnit(unit('Gbit/s'), divide(multiply(unit('GB'), { ...unit('1'), scale: 1 / 8 }), unit('s'))))
  assert.ok(sameUnit(multiply(unit('W'), unit('s')), unit('J')))
  assert.ok(sameUnit(unit('bytes/token'), unit('B')))
  assert.ok(sameUnit(unit('heads'), unit('1')))
  assert.ok(sameUnit(unit('1/s'), unit('Hz')))
})

test('names above and below the line cancel in what people read', () => {
  assert.is(multiply(unit('GB/s'), unit('s')).text, 'GB')
  assert.is(divide(unit('FLOP'), unit('FLOP/s')).text, 's')
  assert.is(divide(unit('bytes'), unit('bytes')).text, '1')
})

test('an unknown unit is a problem at its place, with the nearest name', () => {
  const cases: [string, number, string][] = [
    ['GB/byts', 3, 'bits'],
    ['gib', 0, 'GiB'],
    ['tokens * FLOPS', 9, 'FLOP'],
    ['bytes/', 6, 'missing'],
  ]
  for (const [text, offset, says] of cases) {
    const parsed = parseUnit(text)
    assert.ok('problem' in parsed, text)
    if (!('problem' in parsed)) continue
    assert.is(parsed.problem.offset, offset, text)
    assert.match(parsed.problem.message, says)
  }
})

const name = fc.constantFrom('B', 'GiB', 'KB', 's', 'ms', 'FLOP', 'TFLOP', 'USD', 'W', 'tokens', '1', 'bits')
const composed = fc
  .array(fc.tuple(fc.constantFrom('*', '/'), name), { maxLength: 4 })
  .map((parts) => `1${parts.map(([sign, n]) => sign + n).join('')}`)

test('the written form of a product means the product', () => {
  fc.assert(
    fc.property(composed, composed, (a, b) => {
      assert.ok(sameUnit(unit(multiply(unit(a), unit(b)).text), multiply(unit(a), unit(b))))
      assert.ok(sameUnit(unit(divide(unit(a), unit(b)).text), divide(unit(a), unit(b))))
      assert.ok(sameUnit(multiply(divide(unit(a), unit(b)), unit(b)), unit(a)))
    }),
  )
})

test('any text at all is a unit or a problem', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseUnit(text)
      assert.ok('unit' in parsed || parsed.problem.offset <= text.length)
    }),
  )
})

test.run()
