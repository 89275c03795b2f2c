import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fixTitle } from '../../src/report/fix-title.js'

const title = 'A lower degree'

test('a fix that sets a few fields says to what', () => {
  const patch = [
    { op: 'replace', path: '/strategy/tp', value: 4 },
    { op: 'remove', path: '/strategy/pp' },
  ] as const
  assert.is(fixTitle({ title, patch }), 'A lower degree: tp 4, without pp')
})

test('a fix that draws, or sets much, is called what it is', () => {
  assert.is(fixTitle({ title }), title)
  assert.is(fixTitle({ title, patch: [{ op: 'add', path: '/nodes/-', value: { id: 'a' } }] }), title)
  assert.is(fixTitle({ title, patch: [{ op: 'replace', path: '/edges/3', value: 'a -> b' }] }), title)
  const many = ['a', 'b', 'c', 'd'].map((name) => ({
    op: 'add' as const,
    path: `/strategy/${name}`,
    value: 1,
  }))
  assert.is(fixTitle({ title, patch: many }), title)
})

test.run()
