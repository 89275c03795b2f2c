// `kb fix` on launch commands, scripts and manifests, as a user runs it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inFolder, kb } from './kb.js'

const machines = ['--hardware', '8xH100-SXM-80GB']
const launch = 'vllm serve Qwen/Qwen2.5-14B-Instruct -tp'

test('a command is answered with the command to type', async () => {
  const [fix, check, json, none] = await Promise.all([
    kb(['fix', '--launch', `${launch} 3 --port 80`, ...machines]),
    kb(['check', '--fix', '--launch', `${launch} 3`, ...machines]),
    kb(['fix', '--launch', `${launch} 3`, '--launch', `${launch} 4`, ...machines, '--format', 'json']),
    kb(['fix']),
  ])
  assert.is(fix.code, 0, fix.err)
  assert.match(fix.out, /\ncommand\n {4}vllm serve Qwen\/Qwen2\.5-14B-Instruct -tp [248] --port 80\n/)
  assert.not.match(fix.out, 'JSON Patch')
  assert.is(check.code, 0)
  assert.match(check.out, /fixed[\s\S]*command\n {4}vllm serve Qwen\/Qwen2\.5-14B-Instruct -tp [248]\n/)
  const { results } = JSON.parse(json.out)
  assert.equal(
    results.map(({ outcome }: { outcome: string }) => outcome),
    ['fixed', 'valid'],
  )
  assert.match(results[0].command, /-tp [248]$/)
  assert.is(results[1].command, undefined)
  assert.is(none.code, 2)
  assert.match(none.err, '--launch COMMAND')
})

test('several degrees at once, where no single fix mends a launch', async () => {
  const wrong = 'vllm serve Qwen/Qwen2.5-14B-Instruct -tp 16 -pp 4 -dp 2'
  const { out, code } = await kb(['fix', '--launch', wrong, '--hardware', '4xH200-SXM-141GB'])
  assert.is(code, 0, out)
  assert.match(out, /fix +A choice that holds every rule: tp \d/)
  assert.match(out, '(strategy)')
  const [, tp, pp, dp] = /\n {4}vllm serve \S+ -tp (\d) -pp (\d) -dp (\d)\n/.exec(out)!.map(Number)
  assert.ok(tp! * pp! * dp! <= 4)
  const safe = await kb(['fix', '--launch', wrong, '--hardware', '4xH200-SXM-141GB', '--at-most', 'safe'])
  assert.is(safe.code, 1)
})

test('a script and a manifest are written in place', () =>
  inFolder(async (cwd) => {
    const script = `#!/bin/sh\n${launch} 3 \\\n  --port 80 # ours\n${launch} 7 --port 81\n`
    const manifest = `services:\n  a:\n    image: vllm/vllm-openai:v0.8.5\n    command: [--model, Qwen/Qwen2.5-14B-Instruct, -tp, "3"] # ours\n`
    writeFileSync(join(cwd, 'serve.sh'), script)
    writeFileSync(join(cwd, 'compose.yaml'), manifest)
    const shown = await kb(['fix', 'serve.sh', ...machines, '--format', 'diff'], { cwd })
    assert.match(shown.out, /^--- serve\.sh\n/)
    assert.is(readFileSync(join(cwd, 'serve.sh'), 'utf8'), script)
    const { err, code } = await kb(['fix', '.', '--write', ...machines], { cwd })
    assert.is(code, 0, err)
    assert.match(err, /serve\.sh is written/)
    const read = (name: string) => readFileSync(join(cwd, name), 'utf8')
    assert.not.match(read('serve.sh'), /-tp [37]/)
    assert.is(
      read('serve.sh')
        .replace(/-tp \d/, '-tp 3')
        .replace(/-tp \d --port/, '-tp 7 --port'),
      script,
    )
    assert.is(read('compose.yaml').replace(/"\d"/, '"3"'), manifest)
    assert.not.match(read('compose.yaml'), '"3"')
  }))

test('what cannot be said by a flag leaves the file as it is', () =>
  inFolder(async (cwd) => {
    const script = 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 1\n'
    writeFileSync(join(cwd, 'serve.sh'), script)
    // This version makes no smaller weights before it has loaded those of 16 bits.
    const about = ['--hardware', '1xH100-SXM-80GB', '--engine-version', '0.9.1']
    const { out, err } = await kb(['fix', 'serve.sh', '--write', ...about], { cwd })
    assert.match(out, 'which no flag of the launch says')
    assert.match(err, 'is not written')
    assert.is(readFileSync(join(cwd, 'serve.sh'), 'utf8'), script)
  }))

test.run()
