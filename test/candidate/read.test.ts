import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCandidate } from '../../src/candidate/read.js'
import { baseOf } from './plan/base.js'

const base = baseOf()
const read = (source: string | Uint8Array) => readCandidate(source, 'some/file', base)
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

test('documents are told apart by content', () => {
  assert.is(read('{ "nodes": [] }').format, 'plan')
  assert.is(read('{').format, 'plan')
  assert.is(read('{ nodes: [] }').format, 'plan')
  assert.is(read('digraph { a -> b }').format, 'dot')
  assert.is(read('# note\nstrict digraph "g" { a -> b }').format, 'dot')
  for (const other of ['', 'hello', '[1]', '<svg/>', '---\nmodel: x', '```json\n{}\n```']) {
    const candidate = read(other)
    assert.is(candidate.format, 'unknown', other)
    assert.is(candidate.problems.length, 1)
    assert.is(candidate.input, 'some/file')
  }
})

test('a comment that opens a text with literal newlines does not hide the graph', () => {
  const { format, problems } = read('// TP=2\\ndigraph G {\\n a [label="x"];\\n a -> b;\\n}\\n')
  assert.is(format, 'dot')
  assert.equal(
    problems.map(({ line, category }) => [line, category]),
    [[1, 'literal-newline']],
  )
})

test('the encoding does not matter', () => {
  const text = '{ "nodes": [{ "id": "größe" }] }'
  const swapped = Buffer.from(utf16(text)).swap16()
  for (const source of [
    text,
    `\ufeff${text}`,
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    utf16(text),
    swapped,
  ]) {
    const candidate = read(source)
    assert.equal(candidate.problems, [])
    assert.is(candidate.nodes[0]!.id, 'größe')
  }
  assert.is(read(utf16('digraph { a -> b }')).edges.length, 1)
})

test('the digest is that of the bytes', () => {
  const bytes = Buffer.from('digraph { a -> b }')
  assert.is(read(bytes).digest, createHash('sha256').update(bytes).digest('hex'))
  assert.is(read(bytes).digest, read(bytes.toString()).digest)
})

test('binary data are said to be binary', () => {
  assert.is(read(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1])).problems[0]!.category, 'binary')
  assert.is(read(Uint8Array.from([0xff, 0xfe, 0])).format, 'unknown')
})

test('a problem shows its line, and where in it', () => {
  const [problem] = read('{\n  "nodes": [{ "id": "a" } { "id": "b" }]\n}').problems
  assert.equal(problem!.excerpt, { text: '  "nodes": [{ "id": "a" } { "id": "b" }]', place: 26 })
  assert.is(problem!.excerpt!.text[problem!.excerpt!.place], '{')
  const long = read(`{ "nodes": [${'{ "id": "a" },'.repeat(500)} x ] }`).problems[0]!.excerpt!
  assert.ok(long.text.length <= 160)
  assert.is(long.text[long.place], 'x')
})

test('any bytes are read without an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.is(typeof read(bytes).format, 'string')
    }),
  )
})

test.run()
