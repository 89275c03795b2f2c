// `--online` against a server of our own: what is fetched, within which limits, and what the verdict says of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../src/index.js'
import { loadBase } from '../../src/knowledge/load.js'
import { download } from '../../src/online/download.js'
import { fetchModelConfig, hubOf, isModelId } from '../../src/online/index.js'
import { packagePath } from '../../src/project.js'
import { kb } from '../cli/kb.js'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const folder = mkdtempSync(join(tmpdir(), 'kb-online-'))
const answers = new Map<string, Answer>()
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url!)
  const answer = answers.get(request.url!)
  if (answer === undefined) response.writeHead(404).end('nothing')
  else answer(request, response)
})
const base = loadBase(packagePath('generated'))
let hub = ''
test.before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
test.before.each(() => {
  answers.clear()
  asked.length = 0
})
test.after(async () => {
  rmSync(folder, { recursive: true })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const json = (value: unknown): Answer => text(JSON.stringify(value))
function text(body: string): Answer {
  return (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body)
}
const redirect = (to: string): Answer => {
  return (_, response) => response.writeHead(302, { location: to }).end()
}
const path = (model: string, file = 'config.json') => `/${model}/resolve/main/${file}`

async function judged(document: object, ...args: string[]) {
  const file = join(folder, 'deployment.json')
  writeFileSync(file, JSON.stringify({ kind: 'deployment', engine: 'vllm', ...document }))
  const { code, out, err } = await kb(['check', file, '--format', 'json', ...args])
  const verdict = out === '' ? undefined : (JSON.parse(out) as Verdict)
  return { code, err, result: verdict?.results[0] as Verdict['results'][0] }
}
const online = (document: object) => judged(document, '--online', '--hub', hub)
const rulesOf = ({ findings }: Verdict['results'][0]) => findings.map(({ rule }) => rule)

const heads = (n: number) => ({ model_type: 'llama', num_hidden_layers: 4, num_attention_heads: n })

test('a model that no catalogue has is judged by its configuration, which the verdict names with its digest', async () => {
  answers.set(
    path('somebody/odd-one'),
    text('{"model_type": "llama", "num_hidden_layers": 4, "num_attention_heads": 6, "x": Infinity}'),
  )
  const { code, result } = await online({ model: 'somebody/odd-one', strategy: { tp: 4 } })
  assert.is(code, 1)
  assert.ok(rulesOf(result).includes('tp/heads-divide'))
  assert.is(result.modelFiles![0]!.from, `${hub}${path('somebody/odd-one')}`)
  assert.match(result.modelFiles![0]!.digest, /^[0-9a-f]{64}$/)
  assert.equal(asked, [path('somebody/odd-one'), path('somebody/odd-one', 'hf_quant_config.json')])
})

test('what the document states goes before what is fetched', async () => {
  answers.set(path('a/b'), json({ text_config: heads(6) }))
  const { result } = await online({ model: 'a/b', config: { num_attention_heads: 8 }, strategy: { tp: 4 } })
  assert.is(rulesOf(result).includes('tp/heads-divide'), false)
})

test('a second file completes the first', async () => {
  answers.set(path('a/b'), json(heads(8)))
  const quantised = { quantization: { quant_algo: 'FP8', kv_cache_quant_algo: 'FP8' } }
  answers.set(path('a/b', 'hf_quant_config.json'), json(quantised))
  const { result } = await online({
    model: 'a/b',
    strategy: { tp: 4 },
    hardware: { gpu: 'A100-SXM-80GB', count: 4 },
  })
  assert.is(result.modelFiles!.length, 2)
  assert.ok(rulesOf(result).includes('accelerator/products-in-the-format'))
})

test('nothing is fetched without being asked for, for a path, for what is stated, nor twice', async () => {
  answers.set(path('a/b'), json(heads(8)))
  await judged({ model: 'a/b', strategy: { tp: 4 } })
  await online({ model: '/models/a/b', strategy: { tp: 4 } })
  await online({ model: 'a/../b', strategy: { tp: 4 } })
  await online({ model: 'a/b', config: { num_hidden_layers: 2 }, strategy: { tp: 4 } })
  assert.equal(asked, [])
  const files = ['one', 'two'].map((name) => {
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify({ kind: 'deployment', model: 'a/b', strategy: { tp: 2 } }))
    return file
  })
  await kb(['check', ...files, '--online', '--hub', hub])
  assert.is(asked.filter((url) => url === path('a/b')).length, 1)
})

test('the environment names a mirror', async () => {
  answers.set(path('a/b'), json(heads(6)))
  const file = join(folder, 'mirror.json')
  writeFileSync(file, JSON.stringify({ kind: 'deployment', model: 'a/b', strategy: { tp: 4 } }))
  const { out } = await kb(['check', file, '--online', '--format', 'json'], { env: { HF_ENDPOINT: hub } })
  assert.ok(rulesOf((JSON.parse(out) as Verdict).results[0]!).includes('tp/heads-divide'))
})

test('what cannot be fetched makes the document unreadable, and says why and what to do', async () => {
  const refusals: [string, Answer | undefined, RegExp][] = [
    ['a/none', undefined, /no such file.*check the name/],
    ['a/gated', (_, response) => response.writeHead(401).end(), /status 401.*gated.*yourself/],
    ['a/broken', (_, response) => response.writeHead(500).end(), /status 500/],
    ['a/page', text('<html>'), /config\.json of a model/],
    ['a/list', text('[1]'), /JSON that is no object/],
    [
      'a/long',
      (_, response) => response.writeHead(200, { 'content-length': '99999999999' }).end(),
      /more than 16 MiB/,
    ],
    ['a/cut', (request) => request.socket.destroy(), /no connection/],
    ['a/loop', redirect(path('a/loop')), /too many redirects/],
    ['a/away', redirect('http://example.org/config.json'), /leads elsewhere/],
    ['a/inside', redirect('https://10.0.0.1/config.json'), /leads elsewhere/],
    ['a/bare', redirect('https://localhost/config.json'), /leads elsewhere/],
    ['a/odd', redirect('file:///etc/hostname'), /leads elsewhere/],
  ]
  for (const [model, answer, said] of refusals) {
    if (answer !== undefined) answers.set(path(model), answer)
    const found = await fetchModelConfig(model, hubOf(base, hub, {}))
    if (!('problem' in found)) throw new Error(`${model} was fetched`)
    const { read, expected, repair } = found.problem
    assert.match(`${read}; ${expected}; ${repair}`, said, model)
  }
  const { code, result } = await online({ model: 'a/none' })
  assert.is(code, 2)
  assert.is(result.outcome, 'unreadable')
  assert.match(result.problems[0]!.expected, `${hub}${path('a/none')}`)
})

test('a redirect on the same server is followed', async () => {
  answers.set(path('a/b'), redirect('/cache/config.json'))
  answers.set('/cache/config.json', json(heads(6)))
  const { result } = await online({ model: 'a/b', strategy: { tp: 4 } })
  assert.ok(rulesOf(result).includes('tp/heads-divide'))
  assert.is(result.modelFiles![0]!.from, `${hub}${path('a/b')}`)
})

test('a stream without end and a server without an answer are left', async () => {
  const chunk = Buffer.alloc(1 << 20, 32)
  answers.set('/endless', (_, response) => {
    response.writeHead(200)
    const more = () => {
      while (response.writable && response.write(chunk));
      if (response.writable) response.once('drain', more)
    }
    more()
  })
  answers.set('/silent', () => {})
  assert.match(JSON.stringify(await download(`${hub}/endless`)), /more than 16 MiB/)
  assert.match(JSON.stringify(await download(`${hub}/silent`, 100)), /no answer within 0.1 seconds/)
})

test('hubs are those of the base or addresses that are safe to ask', () => {
  assert.is(hubOf(base, undefined, {}).base, 'https://huggingface.co')
  assert.is(
    hubOf(base, 'modelscope', { HF_ENDPOINT: 'https://mirror.example' }).base,
    'https://www.modelscope.cn',
  )
  assert.is(
    hubOf(base, undefined, { HF_ENDPOINT: 'https://mirror.example/hub/' }).base,
    'https://mirror.example/hub',
  )
  assert.is(hubOf(base, 'http://localhost:8080', {}).base, 'http://localhost:8080')
  for (const bad of [
    'nowhere',
    'http://example.org',
    'ftp://example.org',
    'https://user:secret@example.org',
    'https://example.org/?a=b',
  ]) {
    assert.throws(
      () => hubOf(base, bad, {}),
      (error: Error) => !error.message.includes('secret'),
      bad,
    )
  }
})

test('ids of models are an owner and a name', () => {
  for (const good of ['Qwen/Qwen3-32B', 'a/b', '01-ai/Yi-34B', 'org_1/Model.v1'])
    assert.ok(isModelId(good), good)
  for (const bad of [
    'Qwen3',
    '/a/b',
    './a',
    'a/b/c',
    'a/..',
    '../a',
    'a/b..c',
    'a/b?c',
    'a/b#c',
    'a/b%2f',
    'a b/c',
    'https://a/b',
    'a/',
    '/b',
    'a\\b/c',
  ])
    assert.is(isModelId(bad), false, bad)
})

test('a hub without being online is a slip', async () => {
  const { code, err } = await judged({ model: 'a/b' }, '--hub', hub)
  assert.is(code, 2)
  assert.match(err, /Add `--online`/)
})

test.run()
