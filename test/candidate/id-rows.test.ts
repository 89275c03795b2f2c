// Rows by ids do what a Map does, whatever the ids.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { IdRows } from '../../src/candidate/id-rows.js'

/** Adds ids in turn, as many begin with; compares every answer with that of a map. */
function compare(ids: readonly string[], known: number): void {
  const nodes = ids.slice(0, known).map((id) => ({ id }))
  const rows = new IdRows(nodes)
  const map = new Map<string, number>()
  ids.forEach((id, row) => {
    if (row >= known) nodes.push({ id })
    assert.is(rows.find(id), map.get(id))
    assert.is(rows.add(row), !map.has(id))
    if (!map.has(id)) map.set(id, row)
  })
  for (const id of ids) assert.is(rows.find(id), map.get(id))
  assert.is(rows.find('no such id'), undefined)
}

const NUMBERED = Array.from({ length: 5000 }, (_, i) => `l${i % 70}_r${Math.floor(i / 70)}`)

test('ids have their first rows, and rows may be added to a list that grows', () => {
  compare([...NUMBERED, ...NUMBERED.slice(0, 100), '', 'größer', '\ud800'], NUMBERED.length)
  compare(NUMBERED, 0)
})

test('ids that are made up to collide are told apart in time', () => {
  // All texts of thirteen such pairs, in any order, have one hash.
  const [unit, wide] = ['aa', colliding('aa')]
  const ids = Array.from({ length: 2 ** 13 }, (_, i) =>
    Array.from({ length: 13 }, (_, bit) => ((i >> bit) & 1 ? wide : unit)).join(''),
  )
  compare(ids, ids.length)
})

/** Another text of two units with the hash of the given one. */
function colliding(text: string): string {
  const hash = (a: number, b: number) => (Math.imul(a, 0x01000193) + b) | 0
  const [a, b] = [text.charCodeAt(0), text.charCodeAt(1)]
  for (let other = 0; other < 0x10000; other++) {
    const rest = (hash(a, b) - Math.imul(other, 0x01000193)) | 0
    if (other !== a && rest >= 0 && rest < 0x10000) return String.fromCharCode(other, rest)
  }
  throw new Error(`nothing has the hash of ${text}`)
}

test.run()
