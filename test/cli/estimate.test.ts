// Estimates as a user sees them, of a base of another domain: ovens of a bakery, phase by phase.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inFolder, isCalm, kb } from './kb.js'

const page = `---
type: rules
title: Ovens
status: stable
stale_after: 2030-01-01
sources:
  - id: hamelman
    title: "Bread: A Baker's Book of Techniques and Recipes"
    resource: https://example.org/bread
---

# Ovens

\`\`\`yaml words
scope: phase
words:
  ovens: { type: integer, unit: "1", minimum: 1, counts: stage, description: Ovens in a row. }
  loaves: { type: integer, unit: "1", minimum: 1, from: [strategy.loaves], description: Loaves of a batch. }
  weight: { type: number, unit: GiB, minimum: 0, description: Weight of a loaf. }
  names: { type: list, description: What the ovens are called. }
  sizes: { type: list, description: "Trays of each oven, in order." }
\`\`\`

## What an oven holds

The first oven holds the sponge as well.[^hamelman]

\`\`\`yaml formula
id: stage.load
scope: stage
type: number
unit: GiB
expression: "phase.loaves * phase.weight / phase.ovens + (first ? phase.weight : 0)"
description: Weight in one oven.
\`\`\`

\`\`\`yaml example
- title: the first of two
  formula: stage.load
  facts: { first: true, phase.ovens: 2, phase.loaves: 8, phase.weight: 1 }
  value: 5
\`\`\`

\`\`\`yaml estimate
id: load
title: Load of one oven
scope: stage
decisive: "0 - load / quantity(1, 'GiB')"
components:
  load_GiB: { title: Load, unit: GiB, value: load, low: 0.5 * load, high: 2 * load, evidence: calibrated }
  loaves: { title: Loaves, type: integer, value: 1000000 * phase.loaves, evidence: measured }
  trays: { title: Trays, type: number, value: "item(phase.sizes, place)", evidence: derived }
  kind: { title: Kind, type: text, value: "phase.names.someMatch('^stone') ? 'stone' : 'steel'", evidence: datasheet }
\`\`\`

[^hamelman]: Chapter 3.
`

const plan = {
  nodes: [{ id: 'mix' }],
  strategy: {
    morning: { ovens: 2, loaves: 8, weight: 1, names: ['the old one', 'Stone 1'], sizes: [4, 6] },
    evening: { ovens: 1, loaves: 2, weight: 0.25 },
  },
}

interface Quantity {
  readonly value?: number | string
  readonly low?: number
  readonly high?: number
  readonly unit: string
  readonly evidence: string
  readonly missing?: readonly string[]
  readonly source: { readonly page: string; readonly line: number }
  readonly cites: readonly string[]
}
type Estimated = { readonly subjects: readonly string[] } & Readonly<Record<string, Quantity>>
interface Answer {
  readonly knowledge: string
  readonly results: readonly {
    readonly input: string
    readonly problems: readonly { readonly read: string }[]
    readonly load?: Estimated & { readonly others?: readonly Estimated[] }
  }[]
}

/** Runs `kb estimate` beside the compiled bakery and a plan for it. */
const estimate = (args: readonly string[], document: object | string = plan) =>
  inFolder(async (cwd) => {
    mkdirSync(join(cwd, 'kb', '02_baking'), { recursive: true })
    writeFileSync(join(cwd, 'kb', '02_baking', 'ovens.md'), page)
    writeFileSync(join(cwd, 'plan.json'), typeof document === 'string' ? document : JSON.stringify(document))
    writeFileSync(join(cwd, 'facts.json'), JSON.stringify({ phase: { sizes: [9] } }))
    const compiled = await kb(['compile', '--out', 'generated'], { cwd })
    assert.is(compiled.code, 0, compiled.out)
    return kb(['estimate', ...args, '--base', 'generated'], { cwd })
  })

const answerOf = async (args: readonly string[], document?: object | string): Promise<Answer> =>
  JSON.parse((await estimate([...args, '--format', 'json'], document)).out) as Answer

test('each counted stage has an estimate, and the decisive one stands for all', async () => {
  const { results } = await answerOf(['plan.json'])
  const { load } = results[0]!
  assert.equal(load!.subjects, ['morning stage 0'])
  const { value, low, high, unit, evidence, source, cites } = load!.load_GiB!
  assert.equal(
    { value, low, high, unit, evidence },
    { value: 5, low: 2.5, high: 10, unit: 'GiB', evidence: 'calibrated' },
  )
  assert.equal(source, {
    page: 'kb/02_baking/ovens.md',
    line: page.split('\n').indexOf('```yaml formula') + 1,
  })
  assert.equal(cites, ['hamelman'])
  assert.equal(
    load!.others!.map(({ subjects, load_GiB, trays }) => [subjects, load_GiB!.value, trays!.value]),
    [
      [['morning stage 1'], 4, 6],
      [['evening stage 0'], 0.75, undefined],
    ],
  )
  assert.is(load!.trays!.value, 4)
  assert.is(load!.kind!.value, 'stone')
})

test('what cannot be said names the facts that are missing', async () => {
  const { results } = await answerOf(['plan.json'])
  const evening = results[0]!.load!.others!.find(({ subjects }) => subjects[0] === 'evening stage 0')!
  assert.equal(evening.trays!.missing, ['phase.sizes'])
  assert.is(evening.trays!.value, undefined)
  const assumed = await answerOf(['plan.json', '--assume', 'facts.json'])
  const filled = assumed.results[0]!.load!.others!.find(({ subjects }) => subjects[0] === 'evening stage 0')!
  assert.is(filled.trays!.value, 9)
})

test('the text has a line for each component, and the others in short', async () => {
  const { out, err, code } = await estimate(['plan.json'])
  assert.is(code, 0, err)
  assert.match(out, /Load of one oven: morning stage 0/)
  assert.match(out, /^ {2}Load +5 GiB +2\.50 … 10 +calibrated$/m)
  assert.match(out, /^ {2}Loaves {2}8,000,000 +measured$/m)
  assert.match(out, /^ {2}Kind {4}stone$/m)
  assert.match(out, /evening stage 0: load 0\.75 GiB/)
  assert.match(out, /kb\/02_baking\/ovens\.md: load \d+/)
  assert.match(out, /\[hamelman\]/)
})

test('missing facts are told in the text', async () => {
  const { out } = await estimate(['plan.json'], { nodes: [], strategy: { morning: { ovens: 1, weight: 1 } } })
  assert.match(out, /not assessed\n +Load, loaves: for want of phase\.loaves\n/)
})

test('Markdown has a table', async () => {
  const { out, code } = await estimate(['plan.json', '--format', 'markdown'])
  assert.is(code, 0)
  assert.match(out, /\| Load \| 5 GiB \| 2\\\.50 … 10 \| calibrated \|/)
})

test('what cannot be read is told with exit code 2, and the rest is estimated', async () => {
  const broken = await estimate(['plan.json'], '{ "nodes": [')
  assert.is(broken.code, 2)
  assert.match(broken.out, /error +1:\d+/)
  const { results } = await answerOf(['plan.json', 'nowhere.json'])
  assert.is(results[0]!.load!.load_GiB!.value, 5)
  assert.equal(
    results[1]!.problems.map(({ read }) => read),
    ['no such file'],
  )
})

test('a document without a subject of any estimate says so', async () => {
  const { out, code } = await estimate(['plan.json'], { nodes: [{ id: 'a' }] })
  assert.is(code, 0)
  assert.match(out, /nothing in it that the knowledge base estimates/)
})

test('a count that no plan can mean gives no stages', async () => {
  const { results } = await answerOf(['plan.json'], {
    nodes: [],
    strategy: { morning: { ovens: 1e9, loaves: 1 } },
  })
  assert.is(results[0]!.load, undefined)
})

test('stages that are drawn are not counted again', async () => {
  const { results } = await answerOf(['plan.json'], {
    nodes: [{ id: 'a', phase: 'morning', stage: 3 }],
    strategy: { morning: { ovens: 2, loaves: 8, weight: 1 } },
  })
  assert.equal(results[0]!.load!.subjects, ['morning stage 3'])
  assert.is(results[0]!.load!.others, undefined)
})

test('the package estimates a deployment', async () => {
  const deployment = {
    kind: 'deployment',
    engine: 'vllm',
    engineVersion: '0.11.0',
    model: 'meta-llama/Llama-3.1-70B-Instruct',
    hardware: { gpu: 'H100-SXM-80GB', count: 8 },
    strategy: { tp: 4, pp: 2 },
    workload: { max_model_len: 32768 },
  }
  const { out, err, code } = await kb(['estimate', '-', '--format', 'json'], {
    input: JSON.stringify(deployment),
  })
  assert.is(code, 0, err)
  const { memory } = (JSON.parse(out) as { results: readonly { memory: Estimated }[] }).results[0]!
  for (const name of [
    'weights_GiB',
    'activation_GiB',
    'cuda_graph_GiB',
    'non_torch_GiB',
    'kv_cache_GiB',
    'kv_tokens',
  ]) {
    const { value, low, high } = memory[name]!
    assert.ok(low! <= (value as number) && (value as number) <= high!, name)
  }
  assert.equal(memory.subjects, ['prefill stage 1', 'decode stage 1'])
  const text = await kb(['estimate', '-'], { input: JSON.stringify(deployment) })
  assert.ok(isCalm(text))
  assert.match(text.out, /Longest context that fits +131,072 tokens/)
})

test.run()
