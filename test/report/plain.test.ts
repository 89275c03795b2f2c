import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { plain, plainJson, plainLines } from '../../src/report/plain.js'

const anyText = fc.string({ unit: 'binary' })

test('plain text has no character that acts, and is left alone where it has none', () => {
  fc.assert(fc.property(anyText, (text) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(plain(text))))
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'é', '漢', '😀', ' ', '"', '\\', '{') }),
      (text) => plain(text) === text,
    ),
  )
})

test('what acts is written as an escape', () => {
  assert.is(plain('\u001b[31mred\u202e\n\r\t\ud800'), '\\u001b[31mred\\u202e\\n\\r \\ud800')
  assert.is(plainLines('a\r\nb\u0007\nc'), 'a\nb\\u0007\nc')
})

test('JSON keeps its value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), anyText, (value, text) => {
      const json = plainJson(JSON.stringify({ value, text }, null, 2))
      assert.equal(JSON.parse(json), JSON.parse(JSON.stringify({ value, text })))
      assert.not.match(json.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    }),
  )
})

test.run()
