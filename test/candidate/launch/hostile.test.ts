// Hostile texts are data: an answer in bounded time, whatever they repeat, nest or never close.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Candidate } from '../../../src/candidate/candidate.js'
import { readCandidates } from '../../../src/candidate/read.js'
import { packageBase } from './base.js'

const base = packageBase()
/** Far more than any of these takes, even on a machine that does other things besides. */
const MOST_MILLISECONDS = 20_000

async function read(text: string): Promise<Candidate> {
  const start = performance.now()
  const [candidate] = await readCandidates(text, 'in', base)
  assert.ok(performance.now() - start < MOST_MILLISECONDS, text.slice(0, 60))
  return candidate!
}
const problemOf = async (text: string) => (await read(text)).problems[0]

test('ten megabytes are refused by their length', async () => {
  for (const text of [
    `vllm serve m ${'--tensor-parallel-size 8 '.repeat(400_000)}`,
    `vllm serve '${'a'.repeat(10_000_000)}`,
    `apiVersion: v1 # vllm\n${'a: b\n'.repeat(2_000_000)}`,
  ])
    assert.is((await problemOf(text))?.category, 'limit')
  const document = {
    kind: 'deployment',
    engine: 'vllm',
    command: `vllm serve m ${'-tp 8 '.repeat(1_700_000)}`,
  }
  const { launch } = await read(JSON.stringify(document))
  assert.match(launch?.openValues[0] ?? '', /a command of \d+ characters, which is not read/)
})

test('a megabyte of flags is read in time, and notes do not grow with it', async () => {
  const known = await read(`vllm serve m ${'--tensor-parallel-size 8 '.repeat(40_000)}`)
  assert.is(known.phases['decode']!['dialectTp'], 8)
  for (const [word, notes] of [
    ['--tensor-paralel-size 8 ', 'unknownFlags'],
    ['--a=b ', 'unknownFlags'],
    ['word ', 'unknownFlags'],
    ['--max-num-seqs $X ', 'openValues'],
    ['--speculative-config { ', 'openValues'],
    ['-cc.x=1 ', 'unknownFlags'],
  ] as const) {
    const { launch } = await read(`vllm serve m ${word.repeat(Math.floor(1e6 / word.length))}`)
    assert.ok(launch!.unknownFlags.length <= 21 && launch!.openValues.length <= 21, word)
    if (!word.startsWith('-cc')) assert.match(launch![notes].at(-1)!, / more$/, word)
  }
})

test('what is never closed is told, however often it is opened', async () => {
  for (const opening of ['$(', '${', '"$(', "'", '`', '"'])
    assert.is((await problemOf(`vllm serve m ${opening.repeat(200_001)}`))?.category, 'shell', opening)
  assert.is((await read(`vllm serve m ${'$('.repeat(200_000)}${')'.repeat(200_000)}`)).problems.length, 0)
})

test('launches without end, scripts in scripts and heredocs without end', async () => {
  assert.is((await problemOf('vllm serve m\n'.repeat(100_000)))?.read, 'more than 100 launches')
  assert.is((await problemOf(`bash ${'"vllm serve m" '.repeat(50_000)}`))?.read, 'more than 100 launches')
  for (const text of [
    'cat <<E\n'.repeat(100_000),
    '<<E '.repeat(200_000),
    '<'.repeat(500_000),
    ';'.repeat(500_000),
  ])
    assert.is((await read(`vllm serve m\n${text}`)).problems.length, 0)
})

test('YAML: bombs of aliases, anchors, depth, documents', async () => {
  const letters = [...'abcdefghi']
  const bomb = letters.map(
    (c, i) =>
      `${c}: &${c} [${Array(9)
        .fill(i === 0 ? 'vllm' : `*${letters[i - 1]}`)
        .join(', ')}]`,
  )
  const texts: [string, RegExp][] = [
    [`apiVersion: v1\n${bomb.join('\n')}`, /alias/],
    [`apiVersion: v1 # vllm\na: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, /nested too deep/],
    [
      `apiVersion: v1 # vllm\n${Array.from({ length: 5000 }, (_, i) => `k${i}: &a${i} 1`).join('\n')}`,
      /5000 anchors/,
    ],
    ['---\nvllm: 1\n'.repeat(1000), /1000 documents/],
    [`apiVersion: v1 # vllm\n${'a: b\n'.repeat(200_000)}`, /characters of YAML/],
    ['apiVersion: v1 # vllm\na: [b\nc: d', /./],
  ]
  for (const [text, read] of texts) {
    const problem = await problemOf(text)
    assert.is(problem?.category, 'yaml', text.slice(0, 40))
    assert.match(problem!.read, read)
  }
})

test('JSON in a flag: deep and wide', async () => {
  const deep = `'${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}'`
  const wide = `'{${Array.from({ length: 50_000 }, (_, i) => `"k${i}":${i}`).join(',')}}'`
  for (const value of [deep, wide])
    assert.is((await read(`vllm serve m --speculative-config ${value}`)).problems.length, 0)
})

test.run()
