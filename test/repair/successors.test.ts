// Flags that the stated version does not have, rewritten as this version has them, where they stand.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check, fix } from '../../src/index.js'
import type { Base, Table } from '../../src/knowledge/base.js'
import { packageBase } from '../candidate/launch/base.js'

/** Flags of all forms that a successor may have, whatever the tables of the base say of theirs. */
const rows: Table['rows'] = {
  '--old-seqs': {
    kind: 'integer',
    path: ['strategy.max_num_seqs'],
    versions: '<0.9',
    successor: '--max-num-seqs',
  },
  '--older-seqs': {
    kind: 'integer',
    path: ['strategy.max_num_seqs'],
    versions: '<0.8',
    successor: '--old-seqs',
  },
  '--old-eager': {
    kind: 'toggle',
    path: ['strategy.enforce_eager'],
    versions: '<0.9',
    successor: '--enforce-eager',
  },
  '--old-ray': { kind: 'switch', versions: '<0.9', successor: '--distributed-executor-backend ray' },
  '--old-draft': { kind: 'text', versions: '<0.9', successor: '--speculative-config.model' },
  '--old-tokens': {
    kind: 'integer',
    versions: '<0.9',
    successor: '--speculative-config.num_speculative_tokens',
  },
  '--old-ranks': { kind: 'switch', versions: '<0.9', successor: '--max-loras {--tensor-parallel-size}' },
  '--old-share': { kind: 'text', versions: '<0.9', successor: '--block-size {value}' },
  '--old-gone': { kind: 'switch', versions: '<0.9' },
  '--old-young': { kind: 'integer', versions: '<0.9', successor: '--new-young' },
  '--new-young': { kind: 'integer', versions: '>=0.12' },
  '--old-circle': { kind: 'integer', versions: '<0.9', successor: '--old-ring' },
  '--old-ring': { kind: 'integer', versions: '<0.9', successor: '--old-circle' },
}
const package_ = packageBase()
const base: Base = {
  ...package_,
  tables: package_.tables.map((table) =>
    table.id === 'flagsVllm' ? { ...table, rows: { ...table.rows, ...rows } } : table,
  ),
}
const about = { engineVersion: '0.10.1', hardware: { gpu: 'H100-SXM-80GB', count: 8 } }
const fixed = async (text: string, options: object = { about }) =>
  (await fix(text, { base, ...options })).results[0]!
const flags = 'launch/flags-of-the-version'
const serve = 'vllm serve Qwen/Qwen2.5-14B-Instruct -tp 2'

/** What is written, and what becomes of it. */
const rewritten: readonly [before: string, after: string][] = [
  ['--old-seqs 8 --port 80', '--max-num-seqs 8 --port 80'],
  ['--old_seqs=8', '--max-num-seqs=8'],
  ['--old-se "8"', '--max-num-seqs "8"'],
  ['"--old-seqs" 8', '"--max-num-seqs" 8'],
  ['--older-seqs 8', '--max-num-seqs 8'],
  ['--old-seqs $N', '--max-num-seqs $N'],
  ['--old-seqs="$N" # as ever', '--max-num-seqs="$N" # as ever'],
  ['--old-seqs 8 --old-seqs 9', '--max-num-seqs 8 --max-num-seqs 9'],
  ['--old-seqs 8 --max-num-seqs 8', '--max-num-seqs 8'],
  ['--old-eager', '--enforce-eager'],
  ['--no-old-eager', '--no-enforce-eager'],
  ['--old-ray --port 80', '--distributed-executor-backend ray --port 80'],
  ['--old-ray --old-ray', '--distributed-executor-backend ray'],
  ['--old-ray False --port 80', '--port 80'],
  ['--old-ray \\\n  --port 80', '--distributed-executor-backend ray \\\n  --port 80'],
  [
    '--port 80 \\\n  --old-ray --distributed-executor-backend=ray',
    '--port 80 --distributed-executor-backend=ray',
  ],
  [
    '--old-draft a/b --port 80 --old-tokens=5',
    `--speculative-config '{"model":"a/b","num_speculative_tokens":5}' --port 80`,
  ],
  [
    `--speculative-config '{"method": "x"}' --old-tokens 5`,
    `--speculative-config '{"method": "x", "num_speculative_tokens": 5}'`,
  ],
  [
    '--speculative-config.method x --old-tokens 5',
    '--speculative-config.method x --speculative-config.num_speculative_tokens 5',
  ],
  ['--old-ranks', '--max-loras 2'],
  ['--old-share=16', '--block-size=16'],
]

test('a flag is written as its successor, with the value that it has', async () => {
  for (const [before, after] of rewritten) {
    const { fixes, corrected, safety, reasons } = await fixed(`${serve} ${before}`)
    assert.is(corrected, `${serve} ${after}`, JSON.stringify(reasons))
    assert.equal([safety, fixes.length], ['safe', 1], before)
    assert.is(
      (await check(corrected!, { base, about })).results[0]!.findings.some(({ rule }) => rule === flags),
      false,
    )
  }
})

/** What is left as it is. */
const left: readonly string[] = [
  '--old-ray --distributed-executor-backend mp',
  '--old-seqs 8 --max-num-seqs 16',
  '--old-eager --no-enforce-eager',
  `--speculative-config '{"num_speculative_tokens": 4}' --old-tokens 5`,
  '--speculative-config.num_speculative_tokens 4 --old-tokens 5',
  '--speculative-config $CONFIG --old-tokens 5',
  '--old-draft $DRAFT',
  '--old-tokens many',
  '--old-share $SIZE',
  '--old-seqs',
  '--old-gone',
  '--old-young 3',
  '--old-circle 3',
  '--old-ray --old-gone',
]

test('a flag stays where it is not certain that its successor says the same', async () => {
  for (const words of left) {
    const { fixes, corrected, outcome, reasons } = await fixed(`${serve} ${words}`)
    assert.equal([corrected, fixes, outcome], [`${serve} ${words}`, [], 'rejected'], words)
    const [reason] = reasons
    assert.is(reason!.rule, flags)
    assert.ok(reason!.because, words)
  }
})

test('what only a later version has takes another version, and the reason says which', async () => {
  const { reasons, fixes } = await fixed(`${serve} --new-young 3`)
  assert.equal(fixes, [])
  assert.match(reasons[0]!.because!, 'takes a later one for --new-young (of versions >=0.12)')
})

test('a successor that the version does not have either is not told', async () => {
  const { results } = await check(`${serve} --old-young 3`, { base, about })
  const found = results[0]!.findings.find(({ rule }) => rule === flags)
  assert.match(found!.message, '--old-young (of versions <0.9)')
})

test('other errors are mended beside it', async () => {
  const { outcome, command, fixes } = await fixed(
    'vllm serve Qwen/Qwen2.5-14B-Instruct -tp 16 -pp 4 --old-ray',
  )
  assert.is(outcome, 'fixed')
  assert.match(command!, /-tp \d -pp \d --distributed-executor-backend ray$/)
  assert.equal(
    fixes.map(({ safety }) => safety),
    ['safe', 'strategy'],
  )
})

test('the command of a document is edited in the document', async () => {
  const document = (command: string, tp: number) =>
    `{\n  "kind": "deployment", "engine": "vllm", "engineVersion": "0.10.1",\n  "hardware": { "gpu": "H100-SXM-80GB", "count": 8 },\n  "strategy": { "tp": ${tp} },\n  "command": "${command}"\n}\n`
  const text = document(`${serve} --old-seqs 8`, 2)
  const { corrected, patch } = await fixed(text, {})
  assert.is(corrected, document(`${serve} --max-num-seqs 8`, 2))
  assert.equal(patch, [{ op: 'replace', path: '/command', value: `${serve} --max-num-seqs 8` }])
  const both = await fixed(document('vllm serve Qwen/Qwen2.5-14B-Instruct -tp 3 --old-ray', 3), {})
  assert.match(
    both.corrected!,
    /"tp": ([248]) \},\n {2}"command": "\S+ \S+ \S+ -tp \1 --distributed-executor-backend ray"/,
  )
})

test('scripts and manifests are edited in place', async () => {
  const script = (words: string, more: string) =>
    `#!/bin/sh\nexport A=1\n${serve} \\\n  ${words} \\\n  --port 80 # ours\n${serve} ${more}--port 81\n`
  const two = await fix(script('--old-seqs 8', '--old-ray '), { base, about })
  const last = two.results.at(-1)!
  assert.is(last.corrected, script('--max-num-seqs 8', '--distributed-executor-backend ray '))
  const shell = await fixed(`bash -c '${serve} --old-seqs 8 && true'`)
  assert.is(shell.corrected, `bash -c '${serve} --max-num-seqs 8 && true'`)
  const list = (args: string) =>
    `services:\n  a:\n    image: vllm/vllm-openai:v0.10.1\n    command: [${args}] # ours\n`
  const model = '--model, Qwen/Qwen2.5-14B-Instruct'
  for (const [before, after] of [
    [`${model}, --old-ray`, `${model}, --distributed-executor-backend, "ray"`],
    [`--old-ray, ${model}`, `--distributed-executor-backend, "ray", ${model}`],
    [`"--old-seqs", "8", ${model}`, `"--max-num-seqs", "8", ${model}`],
    [`--old-seqs=8, ${model}`, `--max-num-seqs=8, ${model}`],
    [`--old-tokens, "5", ${model}`, `--speculative-config, "{\\"num_speculative_tokens\\":5}", ${model}`],
    [`--old-ray, "false", ${model}`, model],
  ] as const) {
    const { corrected, reasons } = await fixed(list(before), { about: { hardware: about.hardware } })
    assert.is(corrected, list(after), JSON.stringify(reasons))
  }
  const pod = (items: readonly string[]) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: vllm/vllm-openai:v0.10.1\n      args:\n${items.map((item) => `        - ${item}\n`).join('')}      resources: { limits: { nvidia.com/gpu: 8 } }\n`
  const items = ['--model', 'Qwen/Qwen2.5-14B-Instruct']
  const { corrected } = await fixed(pod(['--old-ray', ...items]), {})
  assert.is(corrected, pod(['--distributed-executor-backend', '"ray"', ...items]))
})

test('an object is written so that the quotes around the script stay closed', async () => {
  for (const [before, after] of [
    [
      `bash -c "${serve} --old-tokens 5 && true"`,
      `bash -c "${serve} --speculative-config '{\\"num_speculative_tokens\\":5}' && true"`,
    ],
    [
      `bash -c '${serve} --old-tokens 5 && true'`,
      `bash -c '${serve} --speculative-config "{\\"num_speculative_tokens\\":5}" && true'`,
    ],
  ] as const) {
    const { corrected, outcome, reasons } = await fixed(before)
    assert.is(corrected, after, JSON.stringify(reasons))
    assert.is(outcome, 'fixed')
  }
})

test('what a shell would not have expanded it does not expand afterwards', async () => {
  const words = `--old-draft '$(touch x)' --old-tokens 5`
  const { corrected } = await fixed(`${serve} ${words}`)
  assert.is(corrected, `${serve} --speculative-config '{"model":"$(touch x)","num_speculative_tokens":5}'`)
  const inside = `bash -c "${serve} --old-draft \\$HOME --old-tokens 5"`
  assert.is((await fixed(inside)).corrected, inside)
})

test('a flag without end is left', async () => {
  const text = `${serve}${' --old-seqs 8'.repeat(20_000)}`
  const { corrected, fixes } = await fixed(text)
  assert.ok(corrected === text && fixes.length === 0)
})

test('all launches of one deployment are rewritten', async () => {
  const ranks = (flag: string) =>
    [0, 1].map((rank) => `${serve} -pp 2 --nnodes 2 --node-rank ${rank} ${flag}\n`).join('')
  const { corrected } = await fixed(ranks('--old-seqs 8'), { about: { ...about, engineVersion: '0.11.0' } })
  assert.is(corrected, ranks('--max-num-seqs 8'))
})

test('a fix that is offered is one that was judged', async () => {
  const { results } = await check(`${serve} --old-seqs 8`, { base, about })
  const found = results[0]!.findings.find(({ rule }) => rule === flags)!
  assert.equal(
    found.fixes.map(({ safety, proved }) => [safety, proved]),
    [['safe', true]],
  )
})

test.run()
