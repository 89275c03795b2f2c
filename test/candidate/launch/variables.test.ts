// Variables that a script or a container gives a value itself.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readLaunches } from '../../../src/candidate/launch/index.js'
import { packageBase } from './base.js'

const base = packageBase()

const read = async (text: string) => {
  const [candidate] = (await readLaunches(text, 'serve.sh', base, '')) ?? []
  const { strategy, model } = candidate!.document as Record<string, Record<string, unknown>>
  return { model, tp: strategy?.['tp'], strategy, open: candidate!.launch!.openValues }
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

test('a default that only holds where nothing is set is not believed, the value that is set is', async () => {
  const braced = (inner: string) => `vllm serve a -tp $\{${inner}}`
  assert.is((await read(braced('TP:-8'))).tp, undefined)
  assert.is((await read(`TP=4\n${braced('TP')}`)).tp, 4)
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
