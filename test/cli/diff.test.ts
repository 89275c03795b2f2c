import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Flip } from '../../src/diff/flips.js'
import type { Change } from '../../src/knowledge/changes.js'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb, root } from './kb.js'

interface Whole {
  readonly changes: readonly Change[]
  readonly plans: number
  readonly flips: readonly Flip[]
}

const plan = (heat: number) =>
  JSON.stringify({
    nodes: [
      { id: 'mix', op: 'mix' },
      { id: 'bake', op: 'bake', attributes: { heat } },
    ],
    edges: ['mix -> bake'],
  })

/** The differences that a change of the page makes, as text and as data, with three plans judged. */
const diffOf = (change: (page: string) => string, plans: readonly string[] = []) =>
  inFolder(async (cwd) => {
    for (const [out, edit] of [
      ['old', (page: string) => page],
      ['new', change],
    ] as const) {
      writeBase(cwd, edit)
      const compiled = await kb(['compile', '--out', out], { cwd })
      assert.is(compiled.code, 0, compiled.out)
    }
    for (const [name, heat] of [
      ['cold', 20],
      ['warm', 205],
      ['hot', 250],
    ] as const)
      writeFileSync(join(cwd, `${name}.json`), plan(heat))
    const [text, json] = await Promise.all([
      kb(['diff', 'old', 'new', ...plans], { cwd }),
      kb(['diff', 'old', 'new', ...plans, '--format', 'json'], { cwd }),
    ])
    assert.is(text.err + json.err, '')
    assert.is(text.code, json.code)
    return { text: text.out, code: text.code, whole: JSON.parse(json.out) as Whole }
  })

test('prose, spaces and places change nothing of the law', async () => {
  const { text, whole } = await diffOf((page) =>
    page
      .replace('Bread that warms', 'A loaf that warms')
      .replace('"heat >= 200"', '"(heat>=200)"')
      .replace('# Ovens\n', '# Ovens\n\nMore prose.\n'),
  )
  assert.is(text, 'The law is the same\n')
  assert.equal(whole.changes, [])
})

test('a threshold, a severity and a message are told, and whose verdict flips', async () => {
  const { text, code, whole } = await diffOf(
    (page) =>
      page
        .replace('heat >= 200', 'heat >= 210')
        .replace('starts at {{heat}}', 'begins at {{heat}}')
        .replace('says: starts', 'says: begins'),
    ['cold.json', 'warm.json', 'hot.json'],
  )
  assert.is(
    text,
    `Rules
  changed  oven/hot  An oven must be hot before the bread goes in  kb/02_baking/ovens.md:24
           must: \`heat >= 200\` is now \`heat >= 210\`
           message: \`{{subject}} starts at {{heat}} degrees\` is now \`{{subject}} begins at
             {{heat}} degrees\`

Plans
  warm.json: valid is now rejected
           broken now: oven/hot (error)

1 change; 1 of 3 plans with another outcome
`,
  )
  assert.is(code, 1)
  assert.equal(whole.flips, [
    {
      input: 'warm.json',
      before: 'valid',
      after: 'rejected',
      broken: [{ rule: 'oven/hot', severity: 'error' }],
      mended: [],
      opened: [],
      settled: [],
    },
  ])
})

test('a rule that is renamed is the same rule', async () => {
  const { text, code, whole } = await diffOf(
    (page) => page.replace('id: oven/hot', 'id: oven/preheated\nwas: [oven/hot]'),
    ['cold.json', 'hot.json'],
  )
  assert.match(text, /renamed {2}oven\/hot is now oven\/preheated {2}An oven must be hot/)
  assert.equal(whole.flips, [])
  assert.is(code, 0)
})

test('a plan that is rejected no longer is told, and is no failure', async () => {
  const { text, code } = await diffOf(
    (page) =>
      page.replace('"heat >= 200"', '"heat >= 10"').replace('heat: 20 ', 'heat: 2 ').replace('at 20', 'at 2'),
    ['cold.json'],
  )
  assert.match(text, /cold\.json: rejected is now valid\n +broken no longer: oven\/hot \(error\)/)
  assert.is(code, 0)
})

const more = `
\`\`\`yaml words
scope: plan
section: workload
words:
  loaves: { type: integer, minimum: 1, description: Loaves that are ordered. }
\`\`\`

\`\`\`yaml facts
id: flours
claims: false
key: name
columns:
  name: { type: text }
  protein: { type: number }
\`\`\`

| \`name\` | \`protein\` |
| --- | --- |
| \`rye\` | 9 |

\`\`\`yaml formula
id: node.excess
scope: node
type: number
expression: "heat - 200"
description: Degrees beyond what is needed.
\`\`\`

\`\`\`yaml selector
warm: "heat > 100"
\`\`\`

\`\`\`yaml failure-mode
id: failure/flat
title: Flat bread
symptoms: [a flat loaf]
rootCause: The oven was cold.
\`\`\`
`
const withMore = (page: string) =>
  page.replace('## An oven', `${more}\n## An oven`).replace('message:', 'failureMode: failure/flat\nmessage:')

test('every part of a base is compared', async () => {
  const { text, whole } = await diffOf(withMore)
  const added = whole.changes.map(({ thing, how, name }) => `${how} ${thing} ${name}`)
  assert.equal(added, [
    'changed rule oven/hot',
    'added formula node.excess',
    'added word workload.loaves',
    'added selector warm',
    'added table flours',
    'added row flours[rye]',
    'added failure-mode failure/flat',
  ])
  assert.match(text, /failureMode: now failure\/flat/)
})

test('a base that is missing is wrong usage', async () => {
  const run = await kb(['diff', 'no/such', 'generated'])
  assert.is(run.code, 2)
  assert.match(run.err, /no\/such\/index\.json is missing: run kb compile/)
  assert.ok(isCalm(run))
  const same = await kb(['diff', 'generated', 'generated', 'examples'], { cwd: root })
  assert.match(same.out, /^The law is the same; 0 of \d+ plans with another outcome\n$/)
})

test.run()
