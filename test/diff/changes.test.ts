import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileBase } from '../../src/compile/index.js'
import { changesBetween } from '../../src/diff/changes.js'
import type { Base, Table } from '../../src/knowledge/base.js'

const kb = fileURLToPath(new URL('../bases/bakery/kb', import.meta.url))
const { base } = await compileBase({ kb })
const told = (before: Base, after: Base) =>
  changesBetween(before, after).map(({ of, kind, name, details }) =>
    [kind, of, name, ...details.map(({ what }) => what)].join(' '),
  )

const lists = [
  'words',
  'selectors',
  'formulas',
  'tables',
  'patterns',
  'rules',
  'failureModes',
  'sources',
] as const

test('of each part, what is left out is removed one way and added the other', () => {
  fc.assert(
    fc.property(fc.constantFrom(...lists), fc.nat(), (list, index) => {
      if (base[list].length === 0) return
      const item = base[list][index % base[list].length]
      const less = {
        ...base,
        [list]: (base[list] as readonly unknown[]).filter((each) => each !== item),
      } as Base
      const gone = told(base, less)
      const back = told(less, base)
      assert.equal(
        back,
        gone.map((line) => line.replace(/^removed/, 'added')),
      )
      const isDerived = list === 'words' && (item as { origin: string }).origin === 'derived'
      assert.is(gone.length > 0, !isDerived)
    }),
  )
  assert.equal(told(base, base), [])
})

test('the order of things is none, but that of patterns is', () => {
  const turned = { ...base, rules: [...base.rules].reverse(), words: [...base.words].reverse() }
  assert.equal(told(base, turned), [])
  const patterns = base.patterns.map((table) => ({ ...table, rows: [...table.rows].reverse() }))
  assert.equal(told(base, { ...base, patterns }), ['changed pattern table labels.op order'])
})

test('a changed cell is told with its row', () => {
  const [steps, ...others] = base.tables as [Table, ...Table[]]
  const rows = { ...steps.rows, proof: { ...steps.rows['proof'], minutes: 90 } }
  const [change] = changesBetween(base, { ...base, tables: [{ ...steps, rows }, ...others] } as Base)
  assert.equal(
    [change!.name, change!.details],
    ['steps[proof]', [{ what: 'minutes', before: '60', after: '90' }]],
  )
})

test('a rule that is switched off says why it is gone', () => {
  const [rule, ...rules] = base.rules
  const { id, title, severity } = rule!
  const place = { page: 'kb.config.json', line: 1 }
  const off = { rule: id, title, from: severity, to: 'off' as const, reason: 'we like it so', place }
  const [change] = changesBetween(base, { ...base, rules, changes: [off] })
  assert.equal(change!.details, [{ what: 'switched off', before: '', after: 'we like it so' }])
})

test.run()
