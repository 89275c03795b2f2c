// The tables of flags as a whole: no name means two flags, and every cell is one that the reader knows.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { launchersOf } from '../../../src/candidate/launch/launcher.js'
import { listOf, type Row, textOf } from '../../../src/candidate/launch/tables.js'
import { packageBase } from './base.js'

const base = packageBase()
const { all, images } = launchersOf(base)
const tables = [...new Set(all.map(({ flags }) => flags))].map((id) => {
  const table = base.tables.find((each) => each.id === id)
  assert.ok(table, `${id} is a table`)
  return table!
})
const kinds =
  'integer number size text text-or-auto truth list integers json file devices switch toggle'.split(' ')
const rootsOf = (row: Row) => [
  ...listOf(row, 'path'),
  ...listOf(row, 'states').map((stated) => stated.slice(0, stated.indexOf('='))),
]

test('there are tables', () => assert.ok(tables.length >= 5))

test('no name means two flags of a table', () => {
  for (const { id, rows } of tables) {
    const owner = new Map<string, string>()
    for (const [flag, row] of Object.entries(rows)) {
      for (const name of [flag, ...listOf(row, 'short')]) {
        const plain = name.replaceAll('_', '-')
        assert.is(owner.get(plain), undefined, `${id}: ${name} is ${owner.get(plain)} and ${flag}`)
        owner.set(plain, flag)
      }
    }
  }
})

test('every flag has a kind, and stands at places of a deployment document', () => {
  for (const { id, rows } of tables) {
    for (const [flag, row] of Object.entries(rows)) {
      assert.ok(flag.startsWith('-'), `${id}: ${flag}`)
      assert.ok(kinds.includes(textOf(row, 'kind') ?? ''), `${id}: ${flag} is of kind ${textOf(row, 'kind')}`)
      for (const path of rootsOf(row))
        assert.match(
          path,
          /^(?:model|config|(?:strategy|workload|hardware|config|precision)\.\w[\w.]*)$/,
          `${id}: ${flag}`,
        )
    }
  }
})

test('an image starts a program that there is', () => {
  const programs = all.map(({ words }) => words.join(' '))
  for (const { name, starts } of images.values())
    if (starts !== undefined) assert.ok(programs.includes(starts), `${name} starts ${starts}`)
})

test('the degrees of each engine have places that words read', () => {
  const read = new Set(base.words.flatMap(({ from }) => from ?? []))
  for (const { id, rows } of tables) {
    const degrees = Object.entries(rows).filter(([flag]) =>
      /(?:parallel-size|parallel_size|^--(?:tp|dp|ep|num-shard))$/.test(flag),
    )
    assert.ok(degrees.length > 0, id)
    for (const [flag, row] of degrees) {
      if (flag === '--context_parallel_size') continue
      assert.ok(
        listOf(row, 'path').some((path) => read.has(path)),
        `${id}: ${flag}`,
      )
    }
  }
})

test.run()
