// Deployments, from Markdown to verdict, in a kitchen: the code knows no domain.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check, compile } from '../../src/index.js'

const page = `---
type: rules
title: The kitchen
sources:
  - { id: handbook, title: The handbook, resource: https://example.com/handbook }
---

# The kitchen

\`\`\`yaml words
scope: plan
section: cluster
words:
  engine: { type: text, from: [oven], description: The oven. }
  engineVersion: { type: text, from: [ovenVersion], description: Its version. }
\`\`\`

\`\`\`yaml words
scope: plan
section: model
words:
  name: { type: text, from: [bread], description: The bread. }
  minutes: { type: integer, minimum: 1, from: [recipe.minutes, recipe.more.minutes], else: "breads[model.name].minutes", description: Time in the oven. }
\`\`\`

\`\`\`yaml words
scope: phase
words:
  trays: { type: integer, from: [strategy.trays], description: Trays in the oven. }
  shelves: { type: integer, default: 1, from: [strategy.shelves], description: Shelves. }
  loaves: { type: integer, else: "trays * shelves * 6", description: Loaves. }
\`\`\`

\`\`\`yaml formula
id: cluster.engineLineage
scope: plan
type: list
expression: "ovens[cluster.engine].lineage"
description: The oven and what it is built like.
\`\`\`

\`\`\`yaml facts
id: phases
claims: false
key: phase
columns: { phase: { type: text } }
\`\`\`

| \`phase\` |
| --- |
| rise |
| bake |

\`\`\`yaml facts
id: ovens
claims: false
key: oven
aliases: also
columns: { oven: { type: text }, also: { type: list }, lineage: { type: list } }
\`\`\`

| \`oven\` | \`also\` | \`lineage\` |
| --- | --- | --- |
| stone | Backstein | stone |
| portable | | stone, portable |

\`\`\`yaml facts
id: breads
key: bread
aliases: also
source: sources
columns: { bread: { type: text }, also: { type: list }, minutes: { type: integer }, sources: { type: list } }
\`\`\`

| \`bread\` | \`also\` | \`minutes\` | \`sources\` |
| --- | --- | --- | --- |
| rye | Roggenbrot, vollkorn | 60 | handbook |

## The oven holds no more than twelve loaves

It is full.[^handbook]

\`\`\`yaml rule
id: oven/room
severity: error
kind: engine
engine: { name: stone, versions: ">=1 <3" }
scope: phase
must: ["loaves <= 12"]
message: "{{loaves}} loaves"
\`\`\`

\`\`\`yaml example
- { title: full, facts: { cluster.engine: stone, cluster.engineVersion: "2", loaves: 12 }, expect: pass }
- { title: too full, facts: { cluster.engine: Backstein, cluster.engineVersion: "2", loaves: 13 }, expect: fail }
- { title: a newer one, facts: { cluster.engine: stone, cluster.engineVersion: "3", loaves: 13 }, expect: not-applicable }
- { title: six loaves a tray, formula: loaves, facts: { trays: 2, shelves: 1 }, value: 12 }
\`\`\`

## Bread bakes for half an hour

Or it stays raw.[^handbook]

\`\`\`yaml rule
id: bread/time
severity: error
kind: hard
scope: deployment
must: ["model.minutes >= 30"]
message: "{{model.minutes}} minutes"
\`\`\`

\`\`\`yaml example
- { title: baked, facts: { model.minutes: 30 }, expect: pass }
- { title: raw, facts: { model.minutes: 29 }, expect: fail }
\`\`\`

[^handbook]: Chapter 1.
`

const folder = mkdtempSync(join(tmpdir(), 'kb-kitchen-'))
const out = join(folder, 'generated')
test.before(async () => {
  mkdirSync(join(folder, 'kb/00_kitchen'), { recursive: true })
  writeFileSync(join(folder, 'kb/00_kitchen/page.md'), page)
  const { diagnostics } = await compile({ kb: join(folder, 'kb'), out })
  assert.equal(diagnostics, [])
})
test.after(() => rmSync(folder, { recursive: true }))

const judged = async (document: object) => {
  const verdict = await check({ kind: 'deployment', ...document }, { base: out })
  return verdict.results[0]!
}

test('words are read at their paths, and what is left out comes from the tables', async () => {
  const result = await judged({
    bread: 'ROGGENBROT',
    oven: 'portable',
    ovenVersion: '2.1',
    strategy: { trays: 3 },
  })
  assert.is(result.kind, 'deployment')
  assert.is(result.outcome, 'rejected')
  assert.equal(
    result.findings.map(({ rule, subjects, message }) => [rule, subjects, message]),
    [['oven/room', ['rise', 'bake'], '18 loaves']],
  )
  const seen = Object.assign({}, ...result.findings[0]!.evidence.map((leaf) => leaf.seen))
  assert.is(seen.trays, 3)
  assert.is(seen.shelves, 1)
})

test('what the document states goes before the tables, and the first fitting path before the others', async () => {
  const raw = await judged({ bread: 'rye', recipe: { minutes: 'long', more: { minutes: 5 } } })
  assert.equal(
    raw.findings.map(({ rule, message }) => [rule, message]),
    [['bread/time', '5 minutes']],
  )
  assert.is((await judged({ bread: 'rye' })).outcome, 'valid')
})

test('a phase with a part of its own in the strategy is judged by it, and phases without are not there', async () => {
  const strategy = { shelves: 2, bake: { trays: 2 } }
  const { findings } = await judged({ oven: 'stone', ovenVersion: '1.0rc1', bread: 'rye', strategy })
  assert.equal(findings, [], 'a release candidate of 1 comes before it')
  const later = await judged({ oven: 'stone', ovenVersion: '1.0', bread: 'rye', strategy })
  assert.equal(
    later.findings.map(({ subjects, message }) => [subjects, message]),
    [[['bake'], '24 loaves']],
  )
})

test('without a version a rule with a range is not assessed, and an unknown engine is held to no rule', async () => {
  const open = await judged({ oven: 'stone', bread: 'rye', strategy: { trays: 9 } })
  assert.equal(
    open.notAssessed.map(({ rule, because }) => [rule, because]),
    [['oven/room', ['cluster.engineVersion']]],
  )
  const unknown = await judged({ oven: 'microwave', bread: 'rye', strategy: { trays: 9 } })
  assert.equal([unknown.notAssessed, unknown.findings], [[], []])
})

test('a word that nobody says is missing by its own name, whatever else would give it', async () => {
  const { outcome, notAssessed } = await judged({ oven: 'stone' })
  assert.is(outcome, 'undecided')
  const time = notAssessed.find(({ rule }) => rule === 'bread/time')
  assert.equal(time?.because, ['model.minutes'])
})

test('an assumption goes before what the base would fall back on, and not before the document', async () => {
  const assume = { 'model.minutes': 10 }
  const judgedSo = async (document: object) => {
    const verdict = await check({ kind: 'deployment', bread: 'rye', ...document }, { base: out, assume })
    return verdict.results[0]!.findings.map(({ message }) => message)
  }
  assert.equal(await judgedSo({}), ['10 minutes'])
  assert.equal(await judgedSo({ recipe: { minutes: 40 } }), [])
})

test('hostile members are data', async () => {
  const text =
    '{"kind": "deployment", "__proto__": {"bread": "rye"}, "constructor": {"prototype": {"oven": "stone"}}}'
  const { results } = await check(text, { base: out })
  assert.is(results[0]!.outcome, 'undecided')
  assert.is(({} as { bread?: string }).bread, undefined)
  const deep = `{"kind": "deployment", "bread": "rye", "deep": ${'{"deep": '.repeat(5000)}1${'}'.repeat(5000)}}`
  const verdict = await check(deep, { base: out })
  assert.is(verdict.results[0]!.outcome, 'valid')
})

test.run()
