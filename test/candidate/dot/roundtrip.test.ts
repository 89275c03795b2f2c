import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { dotString, dotValue, isHtml, readDot } from '../../../src/candidate/dot/index.js'

/** Any text but those that DOT cannot write: an odd number of backslashes before a quote, a newline or the end. */
const writable = fc
  .string({ unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '<', '>', '__proto__', '\u0000'), fc.string()) })
  .filter((s) => !/(?<!\\)(?:\\\\)*\\(?=["\n]|$)/.test(s))

const attributes = fc.dictionary(writable, writable, { maxKeys: 3 })
const graph = fc
  .tuple(
    fc.uniqueArray(writable, { maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), attributes), { maxLength: 8 }),
  )
  .chain(([ids, ends]) =>
    fc.tuple(
      fc.constant(ids),
      fc.constant(
        ids.length === 0
          ? []
          : ends.map(([a, b, at]) => [ids[a % ids.length]!, ids[b % ids.length]!, at] as const),
      ),
      fc.array(attributes, { minLength: ids.length, maxLength: ids.length }),
    ),
  )

const list = (all: Record<string, string>): string =>
  `[${Object.entries(all)
    .map(([name, value]) => `${dotString(name)}=${dotString(value)}`)
    .join(',')}]`
const pairs = (all: object): [string, string][] => Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))

test('a random graph that is printed reads back identically', () => {
  const check = ([ids, edges, own]: typeof graph extends fc.Arbitrary<infer T> ? T : never): void => {
    const text = `digraph {\n${ids.map((id, i) => `${dotString(id)} ${list(own[i]!)};\n`).join('')}${edges
      .filter(([, , at]) => !('key' in at))
      .map(([from, to, at]) => `${dotString(from)} -> ${dotString(to)} ${list(at)}\n`)
      .join('')}}`
    const read = readDot(text)
    assert.equal(read.errors, [])
    assert.equal(
      read.nodes.map((node) => node.id),
      ids,
    )
    assert.equal(
      read.nodes.map((node) => pairs(node.attributes)),
      own.map(pairs),
    )
    const kept = edges.filter(([, , at]) => !('key' in at))
    assert.equal(
      read.edges.map((e) => [e.from, e.to, pairs(e.attributes)]),
      kept.map(([a, b, at]) => [a, b, pairs(at)]),
    )
  }
  fc.assert(fc.property(graph, check), { numRuns: 300 })
})

test('any string can be quoted, and what is read from it is read from its own quoting again', () => {
  const read = (value: string): string => readDot(`graph { a [v=${value}] }`).nodes[0]!.attributes.v!
  const check = (value: string): void => {
    const once = read(dotString(value))
    assert.is(read(dotString(once)), once)
    assert.equal(readDot(`graph { a [v=${dotString(value)}] }`).errors, [])
  }
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'n', 'x', '<') }), check), {
    numRuns: 500,
  })
})

test('what DOT cannot write gets one more backslash, which draws the same', () => {
  assert.is(dotString('a\\'), '"a\\\\"')
  assert.is(dotString('a\\"b'), '"a\\\\\\"b"')
  assert.is(dotString('a\\nb'), '"a\\nb"')
})

test('an HTML value stays HTML', () => {
  const value = readDot('graph { a [label=<<B>x</B> &lt; y>] }').nodes[0]!.attributes.label!
  assert.is(value, '<<B>x</B> &lt; y>')
  assert.ok(isHtml(value))
  assert.is(dotValue(value), value)
  assert.is(dotValue('<a> | <b>'), '"<a> | <b>"')
  assert.not(isHtml('a > b'))
})

test.run()
