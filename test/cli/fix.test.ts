// `kb fix` and `kb check --fix` as a user runs them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { kb } from './kb.js'

const test = suite<{ folder: string }>('fix')
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'kb-fix-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true }))

const deployment = `{
  "kind": "deployment", "engine": "vllm",
  "config": { "num_attention_heads": 28, "vocab_size": 50176 },
  "hardware": { "count": 8 },
  "strategy": { "tp": 8 }
}
`

test('shows what is changed, the patch, the difference and the corrected document, and writes nothing', async ({
  folder,
}) => {
  const file = join(folder, 'd.json')
  writeFileSync(file, deployment)
  const { out } = await kb(['fix', file])
  assert.match(out, 'rejected, then')
  assert.match(out, 'A lower degree of tensor parallelism (strategy)')
  assert.match(out, '{"op":"replace","path":"/strategy/tp","value":4}')
  assert.match(out, '+  "strategy": { "tp": 4 }')
  assert.is(readFileSync(file, 'utf8'), deployment)
})

test('--write puts the corrected document in place, and leaves the rest of it as it was', async ({
  folder,
}) => {
  const file = join(folder, 'd.json')
  writeFileSync(file, deployment)
  const { err } = await kb(['fix', folder, '--write'])
  assert.match(err, 'is written')
  assert.is(readFileSync(file, 'utf8'), deployment.replace('"tp": 8', '"tp": 4'))
  assert.equal(readdirSync(folder), ['d.json'])
  const again = await kb(['fix', file, '--write', '--format', 'json'])
  assert.equal(JSON.parse(again.out).results[0].fixes, [])
})

test('standard input is corrected to standard output, and the rest is told beside it', async () => {
  const { out, err } = await kb(['fix', '-'], { input: deployment })
  assert.is(out, deployment.replace('"tp": 8', '"tp": 4'))
  assert.match(err, 'A lower degree')
})

test('the exit code is that of the corrected document', async ({ folder }) => {
  const file = join(folder, 'd.json')
  writeFileSync(file, deployment)
  const fixed = await kb(['fix', '-'], { input: deployment })
  const checked = await kb(['check', '-'], { input: fixed.out })
  assert.is(fixed.code, checked.code)
  const bounded = await kb(['fix', file, '--at-most', 'safe'])
  assert.is(bounded.code, 1)
  assert.match(bounded.out, 'more than is allowed')
  const unreadable = await kb(['fix', '-'], { input: '{' })
  assert.equal([unreadable.code, unreadable.out], [2, '{'])
  assert.is((await kb(['fix'])).code, 2)
})

test('kb check --fix judges what results and names the fixes', async () => {
  const json = await kb(['check', '-', '--fix', '--format', 'json'], { input: deployment })
  const [result] = JSON.parse(json.out).results
  assert.is.not(result.outcome, 'rejected')
  assert.is(result.fixed[0].rule, 'tp/heads-divide')
  const text = await kb(['check', '-', '--fix'], { input: deployment })
  assert.match(text.out, /A lower degree of tensor parallelism: tp \d \(strategy\), for tp\/heads-divide/)
})

test('a document that is left as it is says whether a fix is needed, or what is', async () => {
  const said = async (model: string) =>
    (await kb(['fix', '--launch', `vllm serve ${model} -tp 8`, '--hardware', '8xH100-SXM-80GB'])).out
  assert.match(await said('Qwen/Qwen2.5-72B-Instruct'), 'No fix is needed.')
  assert.match(await said('./ours'), 'Nothing is broken; facts are missing')
})

test('--format diff is what patch takes', async ({ folder }) => {
  const file = join(folder, 'd.json')
  writeFileSync(file, deployment)
  const { out } = await kb(['fix', file, '--format', 'diff'])
  assert.is(out.split('\n')[0], `--- ${file}`)
  assert.match(out, '@@ -2,5 +2,5 @@')
})

test.run()
