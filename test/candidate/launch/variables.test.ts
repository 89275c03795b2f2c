// Variables that a script or a container gives a value itself.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readLaunches } from '../../../src/candidate/launch/index.js'
import { packageBase } from './base.js'

const base = packageBase()

const read = async (text: string) => {
  const [candidate] = (await readLaunches(text, 'serve.sh', base, '')) ?? []
  const { strategy, model } = candidate!.document as Record<string, Record<string, unknown>>
  const { openValues: open, defaultValues: defaults } = candidate!.launch!
  return { model, tp: strategy?.['tp'], strategy, open, defaults }
}

test('a variable that the script sets once is what it says, whole words and parts of words', async () => {
  const { model, tp, strategy, open } = await read(
    'export ROOT=/models\nTP=8\nEXTRA="--max-model-len 4096 --enforce-eager"\nvllm serve "$ROOT/Qwen3-32B" -tp $TP $EXTRA',
  )
  assert.equal([model, tp, open], ['/models/Qwen3-32B', 8, []])
  assert.equal([strategy!['max_model_len'], strategy!['enforce_eager']], [4096, true])
})

test('what a command, a branch, a loop, a function or a second assignment may set is unknown', async () => {
  for (const text of [
    'TP=8; TP=4',
    'TP=8; TP+=1',
    'TP=$1',
    'TP=$(nvidia-smi -L | wc -l)',
    'if [ -n "$X" ]; then\nTP=8\nfi',
    'if true; then TP=8; fi',
    'for TP in 1 2; do true; done',
    'f() { TP=8; }',
    'TP=8; read TP',
    'TP=8; unset TP',
    'TP=8 true',
    "TP='8'\nfor i in 1; do TP=2; done",
  ]) {
    const { tp, open } = await read(`${text}\nvllm serve a -tp $TP`)
    assert.is(tp, undefined, text)
    assert.ok(open.includes('-tp is $TP'), text)
  }
  const { tp } = await read("TP=8\nvllm serve a -tp '$TP'")
  assert.is(tp, undefined, 'single quotes keep a variable from being one')
})

test('a default stands where nothing is known to set its variable, and is told; the value that is set goes before it', async () => {
  const braced = (inner: string) => `vllm serve a -tp $\{${inner}}`
  const told = async (text: string) => {
    const { tp, defaults } = await read(text)
    return [tp, defaults]
  }
  for (const inner of ['TP:-8', 'TP-8']) assert.equal(await told(braced(inner)), [8, ['$TP is 8']], inner)
  for (const text of [`TP=$\{TP:-8}\n${braced('TP')}`, `export TP="$\{1:-8}"\nvllm serve a -tp "$TP"`]) {
    const [tp, defaults] = await told(text)
    assert.is(tp, 8, text)
    assert.is((defaults as string[]).length, 1, text)
  }
  assert.equal(await told(`TP=4\n${braced('TP:-8')}`), [4, []])
  assert.equal(await told(`TP=\n${braced('TP:-8')}`), [8, []], 'empty is as good as unset')
  assert.is((await read(braced('TP'))).tp, undefined)
})

test('a default does not stand for what a command, a branch or whoever calls a function sets', async () => {
  const last = `vllm serve a -tp $\{TP:-8}`
  for (const text of [
    `TP=$(nvidia-smi -L | wc -l)\n${last}`,
    `read TP\n${last}`,
    `if true; then TP=2; fi\n${last}`,
    `for TP in 1 2; do\n${last}\ndone`,
    `f() {\nvllm serve a -tp $\{1:-8}\n}\nf 2`,
    `vllm serve a -tp $\{TP:-$OTHER}`,
    `vllm serve a -tp $\{TP:-$(nproc)}`,
    `vllm serve a -tp $\{TP:?}`,
    `vllm serve a -tp '$\{TP:-8}'`,
  ]) {
    const { tp, defaults } = await read(text)
    assert.is(tp, undefined, text)
    assert.equal(defaults, [], text)
  }
})

test('of a container too, unless its variable is set from elsewhere', async () => {
  const compose = (environment: string) =>
    `services: { a: { image: "vllm/vllm-openai:v0.9.1", ${environment} command: [--model, a, -tp, "$\{TP:-8}"] } }\n`
  assert.equal((await read(compose(''))).tp, 8)
  assert.equal((await read(compose('environment: { TP: 4 },'))).tp, 4)
  const pod = (env: string) =>
    `kind: Pod\nspec: { containers: [{ image: "vllm/vllm-openai:v0.9.1", env: [${env}], command: [sh, -c, "vllm serve a -tp $\{TP:-8}"] }] }\n`
  assert.is(
    (await read(pod('{ name: TP, valueFrom: { configMapKeyRef: { name: a, key: b } } }'))).tp,
    undefined,
  )
  assert.is((await read(pod('{ name: TP, value: "2" }'))).tp, 2)
  assert.is((await read(pod(''))).tp, 8)
})

test('values made of values do not grow without end', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => `V${i + 1}=$V${i}$V${i}`)
  const { open } = await read(['V0=aaaaaaaaaa', ...lines, 'vllm serve $V60'].join('\n'))
  assert.ok(open.some((text) => text.includes('$V60')))
})

test('a value that is named again and again fills no memory', async () => {
  const value = 'a '.repeat(4000)
  const before = process.memoryUsage().heapUsed
  const { open } = await read(`V='${value}'\nvllm serve m ${'$V '.repeat(20_000)}`)
  assert.ok(
    open.some((text) => text.startsWith('$V may hold') || text.endsWith('more')),
    String(open),
  )
  assert.ok(process.memoryUsage().heapUsed - before < 2 ** 28)
})

test('the variables of a container stand in its arguments and in its script', async () => {
  const manifest = (run: string) =>
    `kind: Pod\nspec: { containers: [{ image: "vllm/vllm-openai:v0.9.1", env: [{ name: TP, value: "8" }], ${run} }] }\n`
  assert.is((await read(manifest('args: [--model, a, "-tp", "$(TP)"]'))).tp, 8)
  assert.is((await read(manifest('command: [sh, -c, "vllm serve a -tp $TP"]'))).tp, 8)
  assert.is((await read(manifest('args: [--model, a, "-tp", "$(OTHER)"]'))).tp, undefined)
})

test.run()
