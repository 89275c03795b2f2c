// `kb docs`: what a base covers and cites, as documents.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb } from './kb.js'

const items = (rows: string): string => `---
type: reference
title: What must be covered
---

# Lists

## Baking

\`\`\`yaml facts
id: baking
claims: false
key: item
columns:
  item: { type: text }
  title: { type: text }
  page: { type: text }
  dropped: { type: text }
\`\`\`

| \`item\` | \`title\` | \`page\` | \`dropped\` |
| --- | --- | --- | --- |
${rows}`

const traced = (page: string): string =>
  page.replace('message: "{{subject}}', 'traces: [B1]\nmessage: "{{subject}}')
const writeItems = (cwd: string, rows: string) =>
  writeFileSync(join(cwd, 'kb', 'traceability.md'), items(rows))

test('an item is carried by a block or a page, dropped, or open', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, traced)
    writeItems(
      cwd,
      '| B1 | heat first | | |\n| B2 | what heat is | 02_baking/ovens.md | |\n| B3 | steam | | a kettle does it |\n| B4 | salt | | |\n',
    )
    const written = await kb(['docs'], { cwd })
    assert.is(written.code, 0, written.out + written.err)
    assert.match(written.out, /^open: B4 salt\n/)
    const text = readFileSync(join(cwd, 'docs', 'traceability.md'), 'utf8')
    assert.match(text, /4 items: 2 carried, 1 dropped with a reason, 1 open\./)
    assert.match(text, /\| B1 \| heat first \| rule \[`oven\/hot`\]\(\.\.\/kb\/02_baking\/ovens\.md\) \|/)
    assert.match(text, /\| B2 \| what heat is \| \[`02_baking\/ovens\.md`\]/)
    assert.match(text, /\| B3 \| steam \| dropped: a kettle does it \|/)
    assert.is((await kb(['docs', '--check'], { cwd })).code, 0)
    assert.is((await kb(['docs', '--check', '--strict'], { cwd })).code, 1)
    writeItems(cwd, '| B1 | heat, first of all | | |\n')
    const stale = await kb(['docs', '--check'], { cwd })
    assert.is(stale.code, 1)
    assert.match(stale.err, /docs\/traceability\.md is stale/)
    assert.is(readFileSync(join(cwd, 'docs', 'traceability.md'), 'utf8'), text)
  }))

test('a trace to no item, an item both carried and dropped, and a page that is not there are told', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, (page) => traced(page).replace('[B1]', '[B1, B9]'))
    writeItems(cwd, '| B1 | heat first | | not ours |\n| B2 | steam | 02_baking/steam.md | |\n')
    const run = await kb(['docs'], { cwd })
    assert.is(run.code, 1)
    assert.match(run.out, /ovens\.md:\d+: oven\/hot traces B9, which is no item/)
    assert.match(run.out, /B1 is dropped, and yet oven\/hot carries it/)
    assert.match(run.out, /B2 stands on 02_baking\/steam\.md, which is no page/)
    assert.ok(isCalm(run))
  }))

test('the bibliography says all that any page says of a source', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, (page) =>
      page.replace(
        '    resource: https://example.org/bread',
        '    resource: https://example.org/bread\n    authors: [J. Hamelman]\n    year: 2004\n    repository: bread/book\n    number: 7',
      ),
    )
    const run = await kb(['docs'], { cwd })
    assert.is(run.code, 0, run.out + run.err)
    const text = readFileSync(join(cwd, 'docs', 'bibliography.md'), 'utf8')
    assert.match(
      text,
      /\| hamelman \| J\. Hamelman \| Bread: .* \| <https:\/\/example\.org\/bread> \| 2004 \| bread\/book#7 \| \[`02_baking\/ovens\.md`\]/,
    )
  }))

test.run()
