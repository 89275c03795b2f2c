// Pattern tables of scope plan over the words that a document gives.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { readDotCandidate } from '../../../src/candidate/recognise/index.js'
import type { Base, PatternTable, Word } from '../../../src/knowledge/base.js'
import { baseOf, word } from '../plan/base.js'

const place = { page: 'kb/page.md', line: 1 }

function table(
  field: string,
  as: string,
  rows: readonly (readonly [string, string, string])[],
): PatternTable {
  const patterns = rows.map(([source, pattern, value]) => ({ source, pattern, value, place }))
  return { id: `t.${field}`, scope: 'plan', field, as, rows: patterns, place }
}

function bakery(patterns: readonly PatternTable[], ...more: readonly Word[]): Base {
  const words = [
    word('plan', 'model.name', 'text', { from: ['bread', 'model.name'] }),
    word('plan', 'model.flour', 'text', { origin: 'recognised', values: ['rye', 'wheat'] }),
    word('plan', 'model.grams', 'integer', {
      origin: 'recognised',
      from: ['grams', 'sizes.1'],
      minimum: 100,
    }),
  ]
  return { ...baseOf(...words, ...more), patterns }
}

const flour = table('model.flour', 'text', [['model.name', '(rye|spelt)', '$1']])
const grams = table('model.grams', 'integer', [['model.name', '(\\d+) ?g\\b', '$1']])
const deployment = (document: object, base: Base) =>
  readPlanDocument({ kind: 'deployment', ...document }, 'bread.json', base).given

test('a deployment and a plan say in one word what tables read from another', () => {
  const base = bakery([flour, grams])
  const all = { 'model.name': 'rye 500 g', 'model.flour': 'rye', 'model.grams': 500 }
  assert.equal({ ...deployment({ bread: 'rye 500 g' }, base) }, all)
  const plan = readPlanDocument({ model: { name: 'rye 500 g' }, nodes: [], edges: [] }, 'plan.json', base)
  assert.equal({ ...plan.given }, all)
  assert.equal(plan.problems, [])
})

test('what a document gives stays, whatever its name says', () => {
  assert.is(deployment({ bread: 'rye 500 g', grams: 750 }, bakery([grams]))['model.grams'], 750)
})

test('a value that the word does not take is left out', () => {
  const base = bakery([flour, grams])
  assert.equal({ ...deployment({ bread: 'spelt 50 g' }, base) }, { 'model.name': 'spelt 50 g' })
})

test('a table reads what an earlier one found, in a drawing as well', () => {
  const name = table('model.name', 'text', [['graph', '^bread (.*)', '$1']])
  const base = bakery([name, flour])
  const { given } = readDotCandidate('digraph "bread of rye" { a }', 'bread.dot', base)
  assert.equal({ ...given }, { 'model.name': 'of rye', 'model.flour': 'rye' })
})

test('sources of drawings say nothing in a document', () => {
  const any = table('model.flour', 'text', [['graph, comment, cluster, legend', '', 'rye']])
  assert.equal({ ...deployment({ bread: 'b' }, bakery([any])) }, { 'model.name': 'b' })
})

test('a number at the end of a path picks a member of a list, which is read then', () => {
  const read = (document: object) =>
    readPlanDocument({ kind: 'deployment', ...document }, 'bread.json', bakery([]))
  const { given, unread } = read({ sizes: [300, 400] })
  assert.is(given['model.grams'], 400)
  assert.equal(unread, [])
  for (const sizes of [[300], [300, 40], [300, 'large']]) {
    const short = read({ sizes })
    assert.is(short.given['model.grams'], undefined)
    assert.equal(short.unread, ['sizes'])
  }
  assert.is(read({ sizes: { 1: 700 } }).given['model.grams'], 700)
})

test.run()
