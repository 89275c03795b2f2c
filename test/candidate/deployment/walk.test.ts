// Paths in a document.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { placeInDeployment } from '../../../src/candidate/deployment/index.js'
import { standingAt } from '../../../src/candidate/deployment/walk.js'
import type { Word } from '../../../src/knowledge/base.js'

const document = {
  oven: { trays: [3, 4], shelves: { top: { heat: 200 }, bottom: { heat: 180, 'left.side': { heat: 170 } } } },
  loaves: [{ grams: 500 }, { grams: 750, sort: null }, { grams: [1, 2] }],
  odd: [[1], { a: 1 }, null],
}
const values = (path: string) => standingAt(document, path).map(({ value }) => value)

test('names, numbers of members, and stars', () => {
  assert.equal(values('oven.trays'), [[3, 4]])
  assert.equal(standingAt(document, 'oven.trays.1'), [{ at: 'oven.trays', value: 4 }])
  assert.equal(values('loaves.1.grams'), [750])
  assert.equal(values('loaves.*.grams'), [500, 750, [1, 2]])
  assert.equal(values('oven.shelves.*.heat'), [200, 180])
  assert.equal(values('oven.*s.t*p.heat'), [200])
  assert.equal(values('oven.shelves.bottom.*ft*.heat'), [170])
  assert.equal(values('oven.shelves.bottom.*.side.heat'), [170])
  assert.equal(values('oven.shelves.bottom.*.side*.heat'), [170])
})

test('what is not there, or is no value, is nothing', () => {
  for (const path of [
    'oven',
    'odd',
    'odd.0.x',
    'loaves.*.sort',
    'loaves.7.grams',
    'loaves.x',
    'oven.trays.-1',
    'constructor',
    '__proto__.x',
    'oven.toString',
    'oven.tr*p',
  ])
    assert.equal(values(path), [], path)
})

test('a star stands for any text, also none, and texts around it do not overlap', () => {
  const at = (name: string, part: string) => standingAt({ [name]: 1 }, part).length === 1
  assert.ok(at('abc', '*'))
  assert.ok(at('abc', 'abc*'))
  assert.ok(at('abc', '*abc'))
  assert.ok(at('abcbc', 'a*bc'))
  assert.ok(at('a.b.c', '*.b*'.replace('.', '')))
  assert.is(at('aba', 'ab*ba'), false)
  assert.is(at('xabc', 'a*'), false)
  assert.is(at('abcx', '*c'), false)
  assert.is(at(`${'a'.repeat(100_000)}b`, `*${'a*'.repeat(50)}c`), false)
})

test('a word is written where the document has room for it', () => {
  const word = { from: ['oven.heat', 'shelf.heat', 'all.*.heat'], type: 'number' } as unknown as Word
  assert.equal(placeInDeployment({ oven: 'stone' }, word, undefined), ['shelf', 'heat'])
  assert.equal(placeInDeployment({ oven: 'stone', shelf: { heat: 3 } }, word, undefined), ['shelf', 'heat'])
  assert.equal(placeInDeployment({}, word, undefined), ['oven', 'heat'])
  assert.is(placeInDeployment({ oven: 'stone', shelf: [1] }, word, undefined), undefined)
})

test.run()
