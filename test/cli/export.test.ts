// Exports: commands and manifests of deployments, and what is refused.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inFolder, isCalm, kb } from './kb.js'

const xport = (...args: string[]) => kb(['export', ...args])
const launch = 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 8'

test('a launch is written as its command, and reads the same', async () => {
  const run = await xport('vllm', '--launch', `${launch} --max-model-len 32k --no-enable-prefix-caching`)
  assert.is(run.code, 0, run.err)
  assert.is(
    run.out,
    [
      'vllm serve Qwen/Qwen2.5-72B-Instruct \\',
      '  --tensor-parallel-size 8 \\',
      '  --pipeline-parallel-size 1 \\',
      '  --max-model-len 32000 \\',
      '  --no-enable-prefix-caching',
      '',
    ].join('\n'),
  )
  assert.is((await xport('vllm', '--launch', run.out)).out, run.out)
})

test('a deployment document is written, with its command, and what no flag states is told', () =>
  inFolder(async (cwd) => {
    const document = {
      kind: 'deployment',
      engine: 'sglang',
      model: 'Qwen/Qwen2.5-72B-Instruct',
      strategy: { tp: 8, whim: 1 },
      command: 'python -m sglang.launch_server --mem-fraction-static 0.8',
    }
    writeFileSync(join(cwd, 'deployment.json'), JSON.stringify(document))
    const run = await kb(['export', 'sglang', 'deployment.json'], { cwd })
    assert.is(run.code, 0, run.err)
    assert.match(run.out, /^python3 -m sglang\.launch_server \\\n {2}--model-path Qwen/)
    assert.match(run.out, /--mem-fraction-static 0\.8/)
    assert.match(run.err, /no flag of sglang states `strategy\.whim`/)
  }))

test('one host is a Deployment, several are a LeaderWorkerSet, and both read back', async () => {
  const machines = ['8xH100-SXM-80GB', '2x8xH100-SXM-80GB']
  const [one, two] = await Promise.all(
    machines.map((hardware, i) =>
      xport(
        'kubernetes',
        '--launch',
        `${launch} -pp ${i + 1}`,
        '--hardware',
        hardware,
        '--engine-version',
        '0.9.1',
      ),
    ),
  )
  assert.match(one!.out, /^apiVersion: apps\/v1\nkind: Deployment\n[\s\S]*image: vllm\/vllm-openai:v0\.9\.1/)
  assert.match(two!.out, /kind: LeaderWorkerSet\n[\s\S]*size: 2\n/)
  for (const run of [one!, two!]) {
    const back = await kb(['export', 'vllm', '-'], { input: run.out })
    assert.is(back.code, 0, back.err)
    assert.match(back.out, /--tensor-parallel-size 8/)
  }
})

test('what a rule rejects is refused, with the rule', async () => {
  const run = await xport('vllm', '--launch', 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 6')
  assert.is(run.code, 1)
  assert.is(run.out, '')
  assert.match(run.err, /rejected and not written[\s\S]*tp\/heads-divide: 64 attention heads/)
})

test('what cannot be written is a usage error', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'plan.json'), '{ "nodes": [], "edges": [] }')
    const both = { prefill: { tp: 8 }, decode: { tp: 4 } }
    writeFileSync(
      join(cwd, 'both.json'),
      JSON.stringify({ kind: 'deployment', engine: 'vllm', strategy: both }),
    )
    writeFileSync(join(cwd, 'none.json'), JSON.stringify({ kind: 'deployment' }))
    const wrong: [string[], RegExp][] = [
      [['vllm'], /needs a file or `--launch`/],
      [['vllm', 'missing.json'], /cannot be read/],
      [['vllm', 'none.json'], /names no engine/],
      [['vllm', 'both.json'], /other things of each phase/],
      [['sglang', '--launch', launch], /in the words of vllm, not of sglang/],
      [['frob', '--launch', launch], /Flags of `frob` are not known/],
      [['kubernetes', '--launch', launch], /needs the devices of each host/],
      [['vllm', '--launch', `${launch}; ${launch} -pp 2`], /launches 2 deployments/],
      [['vllm', '--launch', "vllm serve 'a"], /unreadable and not written/],
    ]
    const runs = await Promise.all(wrong.map(([args]) => kb(['export', ...args], { cwd })))
    for (const [i, run] of runs.entries()) {
      assert.is(run.code, 2, `${wrong[i]![0].join(' ')}: ${run.out}${run.err}`)
      assert.match(run.err, wrong[i]![1])
      assert.ok(isCalm(run))
    }
  }))

test.run()
