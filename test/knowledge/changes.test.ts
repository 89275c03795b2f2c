import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileBase } from '../../src/compile/index.js'
import type { Base, Table } from '../../src/knowledge/base.js'
import { changesBetween } from '../../src/knowledge/changes.js'
import { changesText } from '../../src/report/changes.js'
import { writeBase } from '../cli/base.js'
import { inFolder, root } from '../cli/kb.js'

const layout = { width: 200, colour: false }

/** The base of another domain, its pages changed as asked. */
function bakery(change: (page: string) => string = (same) => same): Promise<Base> {
  return inFolder(async (folder) => {
    cpSync(join(root, 'test/bases/bakery/kb'), join(folder, 'kb'), { recursive: true })
    for (const page of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!page.endsWith('.md')) continue
      const text = readFileSync(join(folder, page), 'utf8')
      writeFileSync(join(folder, page), change(text))
    }
    return (await compileBase({ kb: join(folder, 'kb') })).base
  })
}

function ovens(change: (page: string) => string = (same) => same): Promise<Base> {
  return inFolder(async (folder) => {
    writeBase(folder, change)
    const { base, diagnostics } = await compileBase({ kb: join(folder, 'kb') })
    assert.equal(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    )
    return base
  })
}

test('lines that move, prose and expressions that are written anew and pages that are laid out anew change nothing', async () => {
  const moved = (page: string) =>
    page
      .replace('# Ovens\n', '# Ovens\n\nOf bread and heat.\n')
      .replace('stays flat', 'stays rather flat')
      .replace('"heat >= 200"', '"(heat>=200)"')
  assert.equal(changesBetween(await ovens(), await ovens(moved)), [])
  const base = await bakery()
  assert.equal(changesBetween(base, await bakery((page) => page.replaceAll('\n## ', '\n\n\n## '))), [])
})

const edits: readonly (readonly [what: string, from: string, to: string, says: RegExp])[] = [
  [
    'a condition',
    'heat >= 200',
    'heat >= 210',
    /^Rules\n {2}changed {2}oven\/hot .*\n +must: `heat >= 200` is now `heat >= 210`\n$/,
  ],
  ['a severity', 'severity: error', 'severity: warning', /severity: error is now warning\n$/],
  [
    'a second condition',
    '["heat >= 200"]',
    '["heat >= 200", "heat < 900"]',
    /\n {11}it demands also `heat < 900`\n$/,
  ],
  ['a message', 'starts at {{heat}}', 'begins at {{heat}}', /message: .* is now .*begins at/],
  [
    'a limit of a word',
    'minimum: 0',
    'minimum: 1',
    /^Words\n {2}changed {2}node\.heat .*\n +minimum: 0 is now 1\n$/,
  ],
  [
    'a source',
    'org/bread',
    'org/loaves',
    /^Sources\n {2}changed {2}hamelman .*\n +resource: .*bread is now .*loaves\n$/,
  ],
]

for (const [what, from, to, says] of edits) {
  test(`${what} that changes is told, both ways and alone`, async () => {
    const [before, after] = await Promise.all([
      ovens(),
      ovens((page) => page.replace(from, to).replace('says: starts at', 'says: at')),
    ])
    const changes = changesBetween(before, after)
    assert.match(changesText(changes, layout), says)
    assert.is(changes.length, 1)
    const back = changesBetween(after, before)
    const turned = back.map((change) => ({
      ...change,
      parts: change.parts.map(({ part, before, after, item }) => ({
        part,
        ...(item && { item }),
        ...(after === undefined ? {} : { before: after }),
        ...(before === undefined ? {} : { after: before }),
      })),
    }))
    assert.equal(turned, changes)
  })
}

test('a rule that is gone, a rule that is new, and one that carries its former id', async () => {
  const [before, gone, renamed] = await Promise.all([
    ovens(),
    ovens((page) => page.replace(/```yaml rule[\s\S]*```\n\n/, '')),
    ovens((page) => page.replace('id: oven/hot', 'id: oven/heated\nwas: [oven/hot]')),
  ])
  const brief = (a: Base, b: Base) => changesBetween(a, b).map(({ how, name, was }) => [how, name, was])
  assert.equal(brief(before, gone), [['removed', 'oven/hot', undefined]])
  assert.equal(brief(gone, before), [['added', 'oven/hot', undefined]])
  assert.equal(brief(before, renamed), [['renamed', 'oven/heated', 'oven/hot']])
})

test('rows are told by their key, and rules whose text stays by the set or selector that changed', async () => {
  const before = await bakery()
  const [row, selector] = await Promise.all([
    bakery((page) => page.replace('`cool` | `rest`', '`cool` | `rest, work`')),
    bakery((page) => page.replace(`"op == 'bake'"`, `"op == 'bake' && known(title)"`)),
  ])
  const rows = changesText(changesBetween(before, row), layout)
  assert.match(rows, /^Rows of facts\n {2}changed {2}steps\[cool\] .*\n +class: also work\n/)
  const told = changesBetween(before, selector)
  const own = told.filter(({ thing }) => thing === 'selector')
  assert.equal(
    own.map(({ name, parts }) => [name, parts.map(({ part }) => part)]),
    [['bake', ['is']]],
  )
  const through = told.filter((change) => !own.includes(change))
  assert.ok(through.some(({ thing }) => thing === 'rule'))
  for (const { parts } of through) assert.equal(parts, [{ part: 'through', after: 'bake' }])
  assert.match(changesText(through, layout), /\n {11}it means something else through bake\n/)
})

const whole = await bakery()
const briefly = (before: Base, after: Base) =>
  changesBetween(before, after).map(({ thing, how, name, parts }) =>
    [how, thing, name, ...parts.map(({ part }) => part)].join(' '),
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
      if (whole[list].length === 0) return
      const item = whole[list][index % whole[list].length]
      const less = {
        ...whole,
        [list]: (whole[list] as readonly unknown[]).filter((each) => each !== item),
      } as Base
      const gone = briefly(whole, less)
      const back = briefly(less, whole)
      assert.equal(
        back,
        gone.map((line) => line.replace(/^removed/, 'added')),
      )
      const isDerived = list === 'words' && (item as { origin: string }).origin === 'derived'
      assert.is(gone.length > 0, !isDerived)
    }),
  )
  assert.equal(briefly(whole, whole), [])
})

test('the order of things is none, but that of patterns is', () => {
  const turned = { ...whole, rules: [...whole.rules].reverse(), words: [...whole.words].reverse() }
  assert.equal(briefly(whole, turned), [])
  const patterns = whole.patterns.map((table) => ({ ...table, rows: [...table.rows].reverse() }))
  const changes = changesBetween(whole, { ...whole, patterns })
  assert.equal(
    changes.map(({ thing, name, parts }) => [thing, name, parts.map(({ part }) => part)]),
    [['patterns', 'labels.op', ['order of rows']]],
  )
  assert.match(changesText(changes, layout), /order of rows: .* stood where now is /)
})

test('a changed cell is told with its row', () => {
  const [steps, ...others] = whole.tables as [Table, ...Table[]]
  const rows = { ...steps.rows, proof: { ...steps.rows['proof'], minutes: 90 } }
  const [change] = changesBetween(whole, { ...whole, tables: [{ ...steps, rows }, ...others] } as Base)
  assert.equal(
    [change!.name, change!.parts],
    ['steps[proof]', [{ part: 'minutes', before: '60', after: '90' }]],
  )
})

test('a rule that is switched off says why it is gone', () => {
  const [rule, ...rules] = whole.rules
  const { id, title, severity } = rule!
  const place = { page: 'kb.config.json', line: 1 }
  const off = { rule: id, title, from: severity, to: 'off' as const, reason: 'we like it so', place }
  const [change] = changesBetween(whole, { ...whole, rules, changes: [off] })
  assert.equal(change!.parts, [{ part: 'switched off', after: 'we like it so' }])
  assert.match(
    changesText([change!], layout),
    /^Rules\n {2}removed {2}.*\n +switched off: now we like it so\n$/,
  )
})

test.run()
