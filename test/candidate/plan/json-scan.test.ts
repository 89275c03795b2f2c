import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type JsonPath, jsonOffence, jsonOffsets } from '../../../src/candidate/plan/json-scan.js'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('a text has an offence exactly when JSON.parse refuses it', () => {
  const broken = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '1', '-', '.', 'e', ' ', '\n', 'x', '{', '['),
    )
    .map(([text, at, piece]) => {
      const i = at % (text.length + 1)
      return piece === '' ? text.slice(0, i) : text.slice(0, i) + piece + text.slice(i)
    })
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken, fc.string()), (text) => {
      const offence = jsonOffence(text)
      assert.is(offence === undefined, parses(text), text)
      if (offence !== undefined) assert.ok(offence.offset >= 0 && offence.offset <= text.length)
    }),
    { numRuns: 2000 },
  )
})

test('an offence lies where the text stops to be the beginning of JSON', () => {
  const at = (text: string) => jsonOffence(text)?.offset
  assert.is(at('{"a": 1,}'), 8)
  assert.is(at('{"a": 01}'), 6)
  assert.is(at('{"a": [1 2]}'), 9)
  assert.is(at('{"a": "open}'), 6)
  assert.is(at('{"a": 1} x'), 9)
  assert.is(at('{"a"'), 4)
  assert.match(jsonOffence("{'a': 1}")!.repair, 'double quotes')
  assert.match(jsonOffence('{"a": NaN}')!.repair, 'finite')
  assert.match(jsonOffence('{"a": True}')!.repair, 'true')
  assert.match(jsonOffence('{"a": 1 // note\n}')!.repair, 'comments')
})

function paths(value: unknown, path: JsonPath = []): JsonPath[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) =>
          paths(item, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : []
  return [path, ...inner]
}

test('every value is found where it stands', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, spaced) => {
      const text = JSON.stringify(value, undefined, spaced ? 2 : 0)
      const all = paths(JSON.parse(text))
      const offsets = jsonOffsets(
        text,
        all.map((path) => ({ path })),
      )
      all.forEach((path, i) => {
        let found: unknown = JSON.parse(text)
        for (const step of path) found = (found as Record<string, unknown>)[step]
        const compact = text.slice(offsets[i]).replaceAll(/\s/g, '')
        assert.ok(
          compact.startsWith(JSON.stringify(found).replaceAll(/\s/g, '')),
          `${path.join('.')} in ${text}`,
        )
      })
    }),
  )
})

test('a name is found before its value, the last of two members counts, and a lost path ends at what is around', () => {
  const text = '{"a": 1, "a": {"b": 2}}'
  assert.equal(
    jsonOffsets(text, [{ path: ['a'] }, { path: ['a', 'b'], key: true }, { path: ['a', 'c'] }]),
    [14, 15, 14],
  )
})

test('nesting costs memory, not the stack', () => {
  assert.is(jsonOffence('['.repeat(200_000) + ']'.repeat(200_000)), undefined)
  assert.is(jsonOffence('['.repeat(200_000))?.offset, 200_000)
})

test.run()
