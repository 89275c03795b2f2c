import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { firstDifference, firstLine } from '../../src/replay/difference.js'

test('values that are written alike have no difference, and others have one', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [x, y] = [a, b].map((value) => JSON.parse(JSON.stringify(value)) as unknown)
      assert.is(firstDifference(x, structuredClone(x)), undefined)
      assert.is(firstDifference(x, y) === undefined, canonical(x) === canonical(y))
    }),
  )
})

/** JSON with keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

test('the place of the first difference reads like an expression', () => {
  const recorded = { results: [{ assumed: { 'model.layers': 2 }, findings: [1, 2] }] }
  const at = (now: unknown) => firstDifference(recorded, now)
  assert.equal(at({ results: [{ assumed: { 'model.layers': 3 }, findings: [] }] }), {
    path: 'results[0].assumed["model.layers"]',
    recorded: 2,
    now: 3,
  })
  assert.equal(at({ results: [{ assumed: { 'model.layers': 2 }, findings: [1] }] }), {
    path: 'results[0].findings[1]',
    recorded: 2,
    now: undefined,
  })
  assert.is(at({ results: [{ findings: [1, 2], assumed: { 'model.layers': 2 } }], more: null })?.path, 'more')
})

test('lines count from one', () => {
  assert.is(firstLine('a\nb\nc', 'a\nb\nd'), 3)
  assert.is(firstLine('a', 'b'), 1)
  assert.is(firstLine('a\n', 'a\nb'), 2)
})

test.run()
