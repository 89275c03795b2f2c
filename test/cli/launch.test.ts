// Launch commands on the command line.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../src/index.js'
import { inFolder, isCalm, kb } from './kb.js'

const verdictOf = (out: string): Verdict => JSON.parse(out) as Verdict
const check = (...args: string[]) => kb(['check', ...args])
const command = 'vllm serve Qwen/Qwen2.5-72B-Instruct --tensor-parallel-size'

test('a launch is judged on the machines that are told', async () => {
  const [fits, heads, devices] = await Promise.all([
    check('--launch', `${command} 8`, '--hardware', '8xH100-SXM-80GB'),
    check('--launch', `${command} 6`, '--hardware', '8xH100-SXM-80GB'),
    check('--launch', `${command} 16 --unheard-of`, '--hardware', '8xH100', '--format', 'json'),
  ])
  assert.is(fits.code, 0, fits.out)
  assert.match(fits.out, /^--launch: valid {2}\(deployment/)
  assert.is(heads.code, 1)
  assert.match(heads.out, /64 attention heads cannot be split evenly over 6 ranks/)
  const rules = verdictOf(devices.out).results[0]!.findings.map(({ rule }) => rule)
  assert.ok(rules.includes('ranks/world-size-matches'), rules.join())
  assert.ok(rules.includes('launch/flags-known'))
})

test('hosts come first, and names are found by aliases', async () => {
  const alias = await check('--launch', `${command} 8 -pp 2`, '--hardware', '2x8xnvidia h100 80GB hbm3')
  assert.is(alias.code, 0, alias.err)
  const known = await check(
    '--launch',
    `${command} 8 -pp 2`,
    '--hardware',
    '2x8xH100-SXM-80GB',
    '--format',
    'json',
  )
  assert.is(known.code, 0, known.out)
})

test('options that say nothing of use are usage errors', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'list.json'), '[1]')
    writeFileSync(join(cwd, 'broken.json'), '{ "a": ')
    const wrong: [string[], RegExp][] = [
      [['--hardware', '8xH100-SXM-80G'], /No accelerator is called `H100-SXM-80G`[\s\S]*H100-SXM-80GB/],
      [['--hardware', '8xUnheard-of 910B'], /Near: Ascend-910B/],
      [['--hardware', '8xUnheard-of'], /accelerators\.md/],
      [['--hardware', '0xH100'], /has 0 devices/],
      [['--hardware', '8x'], /names no accelerator/],
      [['--model-config', join(cwd, 'missing.json')], /cannot be read|no such file/],
      [['--model-config', join(cwd, 'list.json')], /list\.json/],
      [['--model-config', join(cwd, 'broken.json')], /broken\.json/],
      [['--options-file', join(cwd, 'missing.yaml')], /cannot be read/],
    ]
    const runs = await Promise.all(wrong.map(([args]) => check('--launch', `${command} 8`, ...args)))
    for (const [i, run] of runs.entries()) {
      assert.is(run.code, 2, wrong[i]![0].join(' '))
      assert.match(run.err, wrong[i]![1])
      assert.ok(isCalm(run))
    }
    const none = await check()
    assert.is(none.code, 2)
    assert.match(none.err, /needs an argument/)
  }))

test('the file of a model may hold what JSON does not', () =>
  inFolder(async (cwd) => {
    const config =
      '{ "num_attention_heads": 6, "num_key_value_heads": 6, "limit": [Infinity, -Infinity, NaN], "note": "NaN" }'
    writeFileSync(join(cwd, 'config.json'), config)
    const args = ['--launch', 'vllm serve ./mine -tp 4', '--model-config', join(cwd, 'config.json')]
    const run = await check(...args)
    assert.is(run.code, 1, run.err)
    assert.match(run.out, /6 attention heads cannot be split evenly over 4 ranks/)
  }))

test('the version of an engine may be told', async () => {
  const run = 'vllm serve Qwen/Qwen3-30B-A3B -dp 8 --enable-expert-parallel --enable-lora'
  const launch = ['--launch', run, '--hardware', '8xH100-SXM-80GB', '--why']
  const [silent, told] = await Promise.all([check(...launch), check(...launch, '--engine-version', '0.9.1')])
  assert.match(silent.out, /cluster\.engineVersion/)
  assert.not.match(told.out, /cluster\.engineVersion/)
})

test('the file of options that a launch names is read where it is given', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'options.yaml'), 'tensor-parallel-size: 3\nmax-model-len: 4096\n')
    const serve = ['--launch', 'vllm serve Qwen/Qwen3-32B --config /etc/options.yaml', '--why']
    const given = ['--options-file', join(cwd, 'options.yaml')]
    const [closed, open, unnamed] = await Promise.all([
      check(...serve),
      check(...serve, ...given),
      check('--launch', 'vllm serve Qwen/Qwen3-32B', ...given),
    ])
    assert.match(closed.out, /names \/etc\/options\.yaml, which is not read/)
    assert.is(open.code, 1)
    assert.match(open.out, /64 attention heads cannot be split evenly over 3 ranks/)
    assert.not.match(open.out, /which is not read/)
    assert.match(unnamed.out, /named by no flag of the launch/)
    writeFileSync(join(cwd, 'broken.yaml'), 'a: [1, 2\n  b: : {')
    const broken = await check(...serve, '--options-file', join(cwd, 'broken.yaml'))
    assert.is(broken.code, 2)
    assert.match(
      broken.out,
      /read a file of options that is no YAML object[\s\S]*correct the file of options/,
    )
    const half = await check(
      '--launch',
      "cat > o.yaml <<'E'\ntensor-parallel-size: [3\nE\nvllm serve a --config o.yaml",
      '--why',
    )
    assert.match(half.out, /--config names o\.yaml, which is not read/)
  }))

test('what breaks off or launches nothing is unreadable, with its place or what was meant', async () => {
  const [quote, slip] = await Promise.all([
    check('--launch', `vllm serve a\nvllm serve 'b`),
    check('--launch', 'vlm serve a'),
  ])
  assert.equal([quote.code, slip.code], [2, 2])
  assert.match(quote.out, /line 2, column 12: shell: read "'b", expected a `'` that closes it/)
  assert.match(slip.out, /did you mean `vllm serve`\?/)
  assert.ok(isCalm(quote) && isCalm(slip))
})

test('scripts and manifests are found in folders and on standard input, and those that launch nothing are left out', () =>
  inFolder(async (cwd) => {
    mkdirSync(join(cwd, 'plans'))
    const write = (name: string, text: string) => writeFileSync(join(cwd, 'plans', name), text)
    write('serve.sh', `#!/bin/bash\nset -e\n${command} 8\n${command} 6 --port 8001\n`)
    write('setup.sh', 'pip install vllm\n')
    write('values.yaml', 'replicas: 2\n')
    write(
      'pod.yml',
      'kind: Pod\nspec: { containers: [{ image: "vllm/vllm-openai:v0.9.1", args: [--model, a, "-tp", "3"] }] }\n',
    )
    const run = await kb(['check', 'plans', '--format', 'json'], { cwd })
    assert.equal(
      verdictOf(run.out).results.map(({ input, format }) => [input, format]),
      [
        ['plans/pod.yml', 'deployment'],
        ['plans/serve.sh#3', 'deployment'],
        ['plans/serve.sh#4', 'deployment'],
      ],
    )
    const piped = await kb(['check', '-', '--format', 'short'], { cwd, input: `${command} 6` })
    assert.is(piped.code, 1)
    assert.match(piped.out, /\n {2}legal +--tensor-parallel-size 4, and \d+ more\n/)
    mkdirSync(join(cwd, 'idle'))
    writeFileSync(join(cwd, 'idle', 'values.yaml'), 'replicas: 2\n')
    const idle = await kb(['check', 'idle'], { cwd })
    assert.is(idle.code, 2)
    assert.match(idle.err, /launch nothing/)
  }))

test('a launch is never run', () =>
  inFolder(async (cwd) => {
    const trace = join(cwd, 'trace')
    const text = `vllm serve a $(touch ${trace}) \`touch ${trace}\`; touch ${trace}`
    await kb(['check', '--launch', text], { cwd })
    const run = await kb(['check', trace], { cwd })
    assert.match(run.out, /no such file/)
  }))

test.run()
