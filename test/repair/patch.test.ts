import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { applyPatch } from '../../src/repair/patch.js'

test('add, remove, replace and test work on lists and objects, on a copy', () => {
  const document = { a: [1, 2, 3], b: { 'x/y': 1, 'p~q': 2 } }
  const result = applyPatch(document, [
    { op: 'test', path: '/a/0', value: 1 },
    { op: 'remove', path: '/a/0' },
    { op: 'add', path: '/a/-', value: 4 },
    { op: 'add', path: '/a/0', value: 0 },
    { op: 'replace', path: '/b/x~1y', value: 9 },
    { op: 'remove', path: '/b/p~0q' },
    { op: 'add', path: '/c', value: {} },
  ])
  assert.equal(result, { a: [0, 2, 3, 4], b: { 'x/y': 9 }, c: {} })
  assert.equal(document, { a: [1, 2, 3], b: { 'x/y': 1, 'p~q': 2 } })
})

test('what does not exist is refused', () => {
  const refused = (path: string, op: 'add' | 'remove' | 'replace' | 'test') =>
    assert.throws(() => applyPatch({ a: [1], b: 1 }, [{ op, path, value: 2 }]), path)
  refused('/a/1', 'remove')
  refused('/a/2', 'add')
  refused('/a/x', 'replace')
  refused('/b/c', 'add')
  refused('/c', 'replace')
  refused('/c/d', 'add')
  refused('/b', 'test')
})

test('no path reaches a prototype', () => {
  const patch = (path: string) => () => applyPatch({}, [{ op: 'add', path, value: 1 }])
  assert.throws(patch('/__proto__/polluted'), '__proto__')
  assert.throws(patch('/constructor/prototype/polluted'), 'constructor')
  assert.throws(patch('/__proto__'), '__proto__')
  assert.is(({} as Record<string, unknown>)['polluted'], undefined)
})

test.run()
