// The interpreter of pattern tables, on tables of its own, and its readers on anything.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readDot } from '../../../src/candidate/dot/index.js'
import { readTensors } from '../../../src/candidate/recognise/dimensions.js'
import { recognise } from '../../../src/candidate/recognise/index.js'
import { readDevices } from '../../../src/candidate/recognise/ranges.js'
import type { PatternTable } from '../../../src/knowledge/base.js'
import { labelled, read } from './tables.js'

const place = { page: 'kb/page.md', line: 1 }
const asWritten = (name: string) => name

function table(
  field: string,
  as: string,
  rows: string[][],
  scope: PatternTable['scope'] = 'node',
): PatternTable {
  const patterns = rows.map(([source, pattern, value]) => ({
    source: source!,
    pattern: pattern!,
    value: value!,
    place,
  }))
  return { id: `t.${field}`, scope, field, as, rows: patterns, place }
}

const nodeOf = (label: string, tables: PatternTable[]) =>
  recognise(readDot(`digraph g { n [label="${label}", style=dashed] }`), tables).nodes[0]!

test('the first row that can be read wins, whichever line it matches', () => {
  const rows = [
    ['line', 'oven: (.*)', '$1'],
    ['line', 'bake', '7'],
  ]
  assert.is(nodeOf('bake\\noven: 3', [table('step', 'integer', rows)]).step, 3)
  assert.is(nodeOf('bake\\noven: hot', [table('step', 'integer', rows)]).step, 7)
})

test('several sources in a cell are tried in turn, and later tables leave a found value alone', () => {
  const tables = [
    table('op', 'text', [['title, id', '^(n|knead)$', '$1']]),
    table('op', 'text', [['id', '.', 'late']]),
  ]
  assert.is(nodeOf('knead', tables).op, 'knead')
  assert.is(nodeOf('rest', tables).op, 'n')
  assert.is(nodeOf('knead', [table('op', 'text', [['title', 'x', 'y']]), tables[1]!]).op, 'late')
})

test('a row without a value leaves the field unknown', () => {
  const rows = [
    ['line', 'raw', ''],
    ['line', '.', 'done'],
  ]
  assert.is(nodeOf('raw dough', [table('op', 'text', rows)]).op, undefined)
  assert.is(nodeOf('dough', [table('op', 'text', rows)]).op, 'done')
})

test('a table may read what an earlier one found, or an attribute', () => {
  const tables = [
    table('op', 'text', [['title', 'dough', 'knead']]),
    table('byHand', 'truth', [['op', 'knead', 'true']]),
    table('marked', 'truth', [['style', 'dash', 'true']]),
  ]
  assert.equal({ ...nodeOf('dough', tables).attributes }, { byHand: true, marked: true })
})

test('names of devices and dimensions become canonical', () => {
  const tables = [
    table('name', 'text', [['name', '^oven_?(\\d+)$', '$1']], 'device'),
    table('name', 'text', [['name', '^w$', 'weight']], 'dimension'),
    table('devices', 'devices', [['line', '^in (.*)', '$1']]),
    table('output', 'dimensions', [['line', '\\[', '[w=3, 4]']]),
  ]
  const node = nodeOf('in oven_1, oven3\\n[x]', tables)
  assert.equal(node.devices, [1, 3])
  assert.equal(node.outputs, [{ dims: [{ name: 'weight', size: 3 }, { size: 4 }] }])
})

test('ranges name what they count', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.constantFrom('', 'rank', 'pool_gpu_'), (from, count, prefix) => {
      const expected = Array.from({ length: count + 1 }, (_, i) =>
        prefix === '' ? from + i : `${prefix}${from + i}`,
      )
      assert.equal(readDevices(`[${prefix}${from}-${prefix}${from + count}]`, asWritten), expected)
    }),
    { numRuns: 60 },
  )
})

test('a list reads as its distinct items, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(40), { minLength: 1 }),
      fc.constantFrom(', ', ',', ' & ', '→'),
      (items, comma) => {
        assert.equal(readDevices(items.join(comma), asWritten), [...new Set(items)])
      },
    ),
    { numRuns: 60 },
  )
})

test('ranges that run backwards, over millions or over two words are not read', () => {
  for (const text of ['7-0', '0-99999999', 'a0-b7', '1-2-3', '', '[]', 'many of them']) {
    assert.is(readDevices(text, asWritten), undefined, text)
  }
})

test('shapes read back as written', () => {
  const size = fc.oneof(fc.nat(1_000_000), fc.constantFrom('?', 'tokens', '~2', 'seq/16'))
  const name = fc.constantFrom('batch', 'seq_len', 'heads', 'd_k')
  const dim = fc.record({ name: fc.option(name, { nil: undefined }), size })
  fc.assert(
    fc.property(fc.array(dim, { minLength: 1, maxLength: 6 }), (dims) => {
      const text = `[${dims.map((d) => (d.name === undefined ? d.size : `${d.name}=${d.size}`)).join(', ')}]`
      const expected = dims.map((d) =>
        d.name === undefined ? { size: d.size } : { name: d.name, size: d.size },
      )
      assert.equal(readTensors(text, asWritten), [{ dims: expected }])
    }),
    { numRuns: 100 },
  )
})

test('no text makes a reader throw', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (text) => {
      readDevices(text, asWritten)
      readTensors(text, asWritten)
    }),
    { numRuns: 300 },
  )
})

test('hostile labels are read as text', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the label is meant to look like a template
  const node = await labelled('{{constructor}} ${process.exit()} GPU: __proto__', '__proto__')
  assert.is(node.id, '__proto__')
  assert.is(({} as Record<string, unknown>).op, undefined)
  const long = [
    `GPU: ${'0-'.repeat(40_000)}`,
    `GPU: ${'['.repeat(40_000)}`,
    `Input: ${'['.repeat(40_000)}${']'.repeat(40_000)}`,
    'a'.repeat(200_000),
    'layer '.repeat(20_000),
    `GPU: ${' '.repeat(40_000)}x`,
    `${'expert_'.repeat(10_000)}!`,
  ]
  for (const label of long) {
    assert.is((await labelled(label)).devices, undefined, label.slice(0, 20))
  }
})

test('the digest is that of the text, and problems are passed on', async () => {
  const { digest, problems, format, input } = await read('digraph g { a -> }')
  assert.is(digest.length, 64)
  assert.is(problems.length, 1)
  assert.is(format, 'dot')
  assert.is(input, 'test.dot')
})

test.run()
