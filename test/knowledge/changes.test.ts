import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileBase } from '../../src/compile/index.js'
import type { Base } from '../../src/knowledge/base.js'
import { changesBetween } from '../../src/knowledge/changes.js'
import { changesText } from '../../src/report/changes.js'
import { writeBase } from '../cli/base.js'
import { inFolder, root } from '../cli/kb.js'

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

test('lines that move and pages that are laid out anew change nothing', async () => {
  const moved = (page: string) => page.replace('# Ovens\n', '# Ovens\n\nOf bread and heat.\n')
  assert.equal(changesBetween(await ovens(), await ovens(moved)), [])
  const base = await bakery()
  assert.equal(changesBetween(base, await bakery((page) => page.replaceAll('\n## ', '\n\n\n## '))), [])
})

const edits: readonly (readonly [what: string, from: string, to: string, says: RegExp])[] = [
  [
    'a condition',
    'heat >= 200',
    'heat >= 210',
    /~ rule oven\/hot .*\n {4}must: heat >= 200 → heat >= 210\n$/,
  ],
  ['a severity', 'severity: error', 'severity: warning', /severity: error → warning\n$/],
  ['a second condition', '["heat >= 200"]', '["heat >= 200", "heat < 900"]', /must: now also heat < 900\n$/],
  ['a message', 'starts at {{heat}}', 'begins at {{heat}}', /message: .* → .*begins at/],
  ['a reason', 'stays flat', 'stays rather flat', /^~ rule oven\/hot .*\n {4}reason rewritten\n$/],
  ['a limit of a word', 'minimum: 0', 'minimum: 1', /^~ word node\.heat .*\n {4}minimum: 0 → 1\n$/],
  ['a source', 'org/bread', 'org/loaves', /^~ source hamelman\n {4}resource: .*bread → .*loaves\n$/],
]

for (const [what, from, to, says] of edits) {
  test(`${what} that changes is told, both ways and alone`, async () => {
    const [before, after] = await Promise.all([
      ovens(),
      ovens((page) => page.replace(from, to).replace('says: starts at', 'says: at')),
    ])
    const changes = changesBetween(before, after)
    assert.match(changesText(changes), says)
    assert.is(changes.length, 1)
    const back = changesBetween(after, before)
    const turned = back.map((change) => ({
      ...change,
      parts: change.parts.map(({ part, before, after }) => ({
        part,
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
  const rows = changesText(changesBetween(before, row))
  assert.match(rows, /^~ row steps\[cool\] .*\n {4}class: rest → rest, work\n/)
  const told = changesBetween(before, selector)
  assert.equal([told[0]!.thing, told[0]!.name], ['selector', 'bake'])
  const through = told.slice(1)
  assert.ok(through.length > 0)
  for (const { thing, parts } of through) {
    assert.is(thing, 'rule')
    assert.equal(parts, [{ part: 'through', after: 'bake' }])
  }
})

test.run()
