// Names inside of longer names, in a bakery: whole words, the longest, and one alone.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { carriedIn } from '../../../src/candidate/recognise/carried.js'
import type { Table } from '../../../src/knowledge/base.js'
import { plainName } from '../../../src/knowledge/tables.js'

function tableOf(rows: Readonly<Record<string, readonly string[]>>): Table {
  const aliases: Record<string, string> = {}
  for (const [key, names] of Object.entries(rows)) {
    for (const name of [key, ...names]) aliases[plainName(name)] ??= key
  }
  const bare = Object.fromEntries(Object.keys(rows).map((key) => [key, {}]))
  return {
    id: 'breads',
    stratum: '00',
    key: 'bread',
    columns: {},
    rows: bare,
    aliases,
    cites: [],
    place: { page: 'p', line: 1 },
  }
}

const breads = tableOf({
  'mill/Rye-2-7g': ['Rye2-7g', 'Rye-2-7g-Crusty'],
  'mill/Rye-2.5-7g': ['Rye-2.5-7g'],
  'mill/Rye-2-72g': ['Rye-2-72g'],
  'mill/Sour-R1': ['SR1', 'Sour-R1'],
  'mill/Sour-R1-Thin-Rye-7g': ['Sour-R1-Thin-Rye-7g'],
  'mill/Rye-7g': ['Rye-7g'],
})
const keyIn = (text: string) => carriedIn(text, breads)?.key

test('a name is found under its aliases, in any case, with any separators, and between other words', () => {
  for (const text of [
    'Rye-2-7g',
    'rye 2 7g',
    'RYE_2_7G',
    'rye2-7g',
    'my-rye2-7g-v3',
    '/shelf/Rye-2-7g (warm)',
    'rye-2-7g.loaf',
  ])
    assert.is(keyIn(text), 'mill/Rye-2-7g', text)
})

test('no part of a word or number is a name', () => {
  for (const text of [
    'Rye-2-7gold',
    'Rye-2-70g',
    'Rye-2.1-7g',
    'Prye-2-7g',
    'Rye-22-7g',
    'Rye-2-7.5g',
    'Sour-R12',
    'Sour-R1.5',
    '7g',
    'Rye',
  ])
    assert.is(keyIn(text), undefined, text)
  assert.is(keyIn('Rye-2.5-7g'), 'mill/Rye-2.5-7g')
  assert.is(keyIn('Rye-2-72g'), 'mill/Rye-2-72g')
})

test('the longest name counts, and several names are none', () => {
  assert.is(keyIn('Sour-R1-Thin-Rye-7g-GOLD'), 'mill/Sour-R1-Thin-Rye-7g')
  assert.is(keyIn('Sour-R1-Thick-Rye-7g'), undefined)
  assert.is(keyIn('Rye-2-7g-from-Rye-2-72g'), undefined)
  assert.is(keyIn('Rye-2-7g/Rye2-7g.loaf'), 'mill/Rye-2-7g')
})

test('a name that two rows claim with other separators leads to none', () => {
  const claimed = tableOf({ 'Rye-2': [], Rye2: [] })
  assert.is(carriedIn('my rye 2', claimed), undefined)
})

test('the rest keeps the words around the name', () => {
  assert.equal(carriedIn('My_Rye-2-7g-Crusty.v3', breads), { key: 'mill/Rye-2-7g', rest: 'my … v3' })
  assert.is(carriedIn('SR1', breads)!.rest, '…')
  const spices = tableOf({ salt: ['sea-salt'], sugar: [] })
  assert.is(carriedIn('my … sea salt', spices)!.rest, 'my … …')
})

const word = fc.stringMatching(/^[a-z]{1,6}$/)
const number = fc.stringMatching(/^[1-9]\d{0,2}(\.\d)?$/)
const separator = fc.constantFrom('-', '_', ' ', '/', ' (', ', ')

test('property: a name is found among words that are no part of any name, however it is separated and written', () => {
  const foreign = word.map((text) => `x${text}`)
  fc.assert(
    fc.property(
      fc.array(foreign, { maxLength: 4 }),
      fc.array(foreign, { maxLength: 4 }),
      separator,
      fc.boolean(),
      (before, after, by, loud) => {
        const text = [...before, 'Rye-2-7g', ...after].join(by)
        const found = carriedIn(loud ? text.toUpperCase() : text, breads)
        assert.equal(found, { key: 'mill/Rye-2-7g', rest: [...before, '…', ...after].join(' ') })
      },
    ),
  )
})

test('property: whatever is found stands in the text as whole words, and another number is another name', () => {
  fc.assert(
    fc.property(word, number, number, (family, a, b) => {
      fc.pre(a !== b)
      const table = tableOf({ [`${family}-${a}g`]: [] })
      assert.is(carriedIn(`my-${family}-${a}g`, table)?.key, `${family}-${a}g`)
      assert.is(carriedIn(`my-${family}-${b}g`, table), undefined)
      assert.is(carriedIn(`my-${family}-${a}g${b}`, table), undefined)
      assert.is(carriedIn(`my-${family}-${b}${a}g`, table), undefined)
    }),
  )
})

test('property: no text is too odd or too long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => void carriedIn(text, breads)),
  )
  const start = performance.now()
  assert.is(carriedIn('rye-2-'.repeat(50_000), breads), undefined)
  assert.is(carriedIn('1'.repeat(300_000), breads), undefined)
  assert.ok(performance.now() - start < 2000)
})

test.run()
