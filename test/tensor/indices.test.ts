import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { indicesOf, indicesText } from '../../src/tensor/indices.js'

test('a text of indices is read back as it was written', () => {
  assert.is(indicesText([0, 1, 2, 3, 8, 9, 5]), '0-3,8-9,5')
  const lists = fc.array(fc.nat({ max: 40 }), { maxLength: 30 })
  fc.assert(
    fc.property(lists, (list) => {
      assert.equal(indicesOf(indicesText(list)), list)
    }),
  )
})

test.run()
