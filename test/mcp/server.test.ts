// The server as an agent meets it: `kb mcp` as a process, spoken to by the client of the official SDK, which holds every
// answer to the output schema of its tool.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check, type Verdict } from '../../src/index.js'
import { cyclic, inFolder, kb, root, valid } from '../cli/kb.js'

const main = join(root, 'dist/cli/main.js')

/** A client of a server that was started with the arguments. It knows the output schemas, by which it checks each answer. */
async function connected(args: readonly string[]): Promise<Client> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [main, 'mcp', ...args],
    cwd: root,
    stderr: 'inherit',
  })
  const client = new Client({ name: 'test', version: '0.0.0' })
  await client.connect(transport)
  await client.listTools()
  return client
}

/** One server serves all tests that open no folder. */
let shared: Client
test.before(async () => {
  shared = await connected([])
})
test.after(() => shared.close())

interface Answered {
  readonly isError: boolean
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: each tool answers data of its own.
  readonly data: any
}

async function call(client: Client, name: string, args: Record<string, unknown>): Promise<Answered> {
  const { isError, content, structuredContent } = (await client.callTool({
    name,
    arguments: args,
  })) as CallToolResult
  const [first] = content
  assert.is(first?.type, 'text')
  return { isError: isError === true, text: (first as { text: string }).text, data: structuredContent }
}

const example = (name: string) => readFileSync(join(root, 'examples', name), 'utf8')

test('the server says what it is for and what its tools take', async () => {
  const client = shared
  assert.is(client.getServerVersion()?.name, 'shardwright')
  assert.match(client.getInstructions() ?? '', /Only `valid` is approval/)
  const { tools } = await client.listTools()
  assert.equal(
    tools.map(({ name }) => name),
    ['check', 'explain', 'fix'],
  )
  for (const { annotations, inputSchema, outputSchema, description } of tools) {
    assert.is(annotations?.readOnlyHint, true)
    assert.is(annotations?.openWorldHint, false)
    assert.ok(description!.length > 40)
    assert.is(inputSchema['additionalProperties'], false)
    assert.ok(outputSchema?.properties?.['error'])
  }
  assert.not.ok(Object.hasOwn(tools[0]!.inputSchema.properties!, 'file'))
})

test('check answers the findings of a drawing, of text and of data', async () => {
  const client = shared
  const drawn = await call(client, 'check', { document: cyclic, only: ['graph/acyclic'] })
  assert.is(drawn.isError, false)
  assert.is(drawn.data.outcome, 'rejected')
  const [finding] = drawn.data.findings
  assert.is(finding.rule, 'graph/acyclic')
  assert.is(finding.line, 2)
  assert.match(finding.law, /^kb\/\S+\.md:\d+$/)
  assert.match(drawn.text, /^document: rejected for graph\/acyclic only; [\s\S]*error graph\/acyclic /)
  const document = example('decode-tp2.json')
  const [text, data] = await Promise.all(
    [document, JSON.parse(document) as object].map((document) => call(client, 'check', { document })),
  )
  const verdict = await check(document)
  assert.is(text!.data.outcome, verdict.results[0]!.outcome)
  assert.is(text!.data.digest, verdict.results[0]!.digest)
  assert.equal(data!.data.findings, text!.data.findings)
})

test('the whole verdict is there for who asks, and can be replayed', async () => {
  const client = shared
  const { data } = await call(client, 'check', { document: cyclic, full: true })
  const verdict = data.verdict as Verdict
  assert.is(verdict.results[0]!.input, 'document')
  await inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'verdict.json'), `${JSON.stringify(verdict, null, 2)}\n`)
    writeFileSync(join(cwd, 'plan.dot'), cyclic)
    assert.is((await kb(['replay', 'verdict.json', 'plan.dot'], { cwd })).code, 0)
  })
})

test('missing facts are named, and assumptions fill them', async () => {
  const client = shared
  const document = example('decode-tp2.json')
  const [open, assumed] = await Promise.all([
    call(client, 'check', { document }),
    call(client, 'check', { document, assume: { 'cluster.deviceMemory': 80e9 } }),
  ])
  assert.ok(open.data.missing.includes('cluster.deviceMemory'))
  assert.not.ok(assumed.data.missing.includes('cluster.deviceMemory'))
})

test('explain answers what the base says of a rule', async () => {
  const client = shared
  const { data, text } = await call(client, 'explain', { rule: 'graph/acyclic' })
  assert.is(data.id, 'graph/acyclic')
  assert.ok(data.examples.length > 0)
  assert.match(data.must[0].words, /size/)
  assert.match(text, /graph\/acyclic/)
})

test('fix answers the repaired document, and what it says of it is what check says', async () => {
  const client = shared
  const document = example('decode-tp2-broken.json')
  const { data, text } = await call(client, 'fix', { document })
  assert.is(data.before, 'rejected')
  assert.is(data.outcome, 'fixed')
  assert.equal(
    data.applied.map(({ safety }: { safety: string }) => safety),
    ['safe'],
  )
  assert.equal(data.reasons, [])
  const again = await call(client, 'check', { document: data.document })
  assert.is(again.data.outcome, 'valid')
  assert.equal(again.data.findings, data.findings)
  assert.equal(JSON.parse(text.split('\n').at(-1)!), data.document)
})

test('a launch is judged and repaired as text, and of several the worst counts', async () => {
  const client = shared
  const launch = 'vllm serve Qwen/Qwen2.5-14B-Instruct --max-model-len 4096 -tp'
  const document = `${launch} 2\n${launch} 3 # ours\n`
  const { data } = await call(client, 'check', { document })
  assert.is(data.outcome, 'rejected')
  assert.ok(data.findings.some(({ rule }: { rule: string }) => rule === 'tp/heads-divide'))
  const fixed = await call(client, 'fix', { document })
  assert.is(fixed.data.before, 'rejected')
  assert.equal(fixed.data.reasons, [])
  assert.is(fixed.data.document, document.replace('-tp 3', '-tp 2'))
  const again = await call(client, 'check', { document: fixed.data.document })
  assert.equal([again.data.outcome, again.data.findings], [fixed.data.outcome, fixed.data.findings])
})

test('what a launch leaves open is said beside it', async () => {
  const document = 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 6'
  const about = { hardware: '8xH100-SXM-80GB', engineVersion: '0.10.1' }
  const { data } = await call(shared, 'check', { document, ...about })
  const said = { kind: 'deployment', engine: 'vllm', command: document, engineVersion: '0.10.1' }
  const hardware = { gpu: 'H100-SXM-80GB', count: 8 }
  const inside = await call(shared, 'check', { document: { ...said, hardware } })
  const rules = (one: { findings: { rule: string }[] }) => one.findings.map(({ rule }) => rule).sort()
  assert.equal(rules(data), rules(inside.data))
  const fixed = await call(shared, 'fix', { document, ...about })
  assert.equal([fixed.data.before, fixed.data.outcome], ['rejected', 'fixed'])
  assert.match(fixed.data.document, /-tp [1248]$/)
  const { isError, text } = await call(shared, 'check', { document, hardware: '8xH1' })
  assert.ok(isError)
  assert.match(text, /No accelerator is called `H1`/)
})

test('what no flag says of a repaired launch is told beside it', async () => {
  const client = shared
  const document = 'vllm serve Qwen/Qwen2.5-72B-Instruct -tp 8 --max-model-len 4096'
  const deployment = {
    kind: 'deployment',
    engine: 'vllm',
    command: document,
    hardware: { gpu: 'L4', count: 4 },
  }
  const { data } = await call(client, 'fix', { document: deployment })
  assert.is(data.before, 'rejected')
  const script = await call(client, 'fix', {
    document: 'CUDA_VISIBLE_DEVICES=0,1 vllm serve Qwen/Qwen2.5-72B -tp 4',
  })
  assert.is(script.data.before, 'rejected')
  assert.is(script.data.document, 'CUDA_VISIBLE_DEVICES=0,1 vllm serve Qwen/Qwen2.5-72B -tp 2')
})

test('fix changes no more than is allowed, and says why the rest is left', async () => {
  const client = shared
  const document = example('deployment-qwen2.5-7b-tp8-broken.json')
  const [safe, all] = await Promise.all([
    call(client, 'fix', { document, atMost: 'safe' }),
    call(client, 'fix', { document }),
  ])
  assert.is(safe.data.outcome, 'rejected')
  assert.equal(safe.data.applied, [])
  assert.not.ok(Object.hasOwn(safe.data, 'document'))
  assert.ok(safe.data.reasons.length > 0)
  assert.match(safe.text, /not taken \(strategy\) .*: it would change more than is allowed/)
  assert.is(all.data.outcome, 'fixed')
  assert.ok(all.data.applied.length > 0)
  assert.is((await call(client, 'check', { document: all.data.document })).data.outcome, 'valid')
})

test('of a rejected deployment the degrees that hold every rule are named', async () => {
  const { data } = await call(shared, 'check', { document: example('deployment-qwen2.5-7b-tp8-broken.json') })
  assert.ok(data.choices[0].legal.length > 0)
})

test('bad calls answer what is wrong and what to do', async () => {
  const client = shared
  const cases: readonly (readonly [
    tool: string,
    args: Record<string, unknown>,
    error: RegExp,
    hint: RegExp,
  ])[] = [
    [
      'explain',
      { rule: 'graph/acylic' },
      /no rule `graph\/acylic`/,
      /`graph\/acyclic`.*Rules of the family: graph\//,
    ],
    ['explain', { rule: 'zzz' }, /no rule/, /^The families are .*graph/],
    ['explain', {}, /`rule` is missing/, /family\/name/],
    ['explain', { rule: 3 }, /must be of type string/, /Id of a rule/],
    ['explain', { rul: 'graph/acyclic' }, /no argument `rul`/, /Did you mean `rule`/],
    ['check', {}, /no document/, /Give `document`/],
    ['check', { file: 'a.dot' }, /no argument `file`/, /./],
    ['check', { document: valid, only: ['graph/acylic'] }, /no rule/, /graph\/acyclic/],
    ['check', { document: valid, only: [1] }, /must be of type string in every item/, /./],
    ['check', { document: valid, profile: 'lax' }, /no profile `lax`/, /law/],
    [
      'check',
      { document: valid, assume: { 'model.layres': 2 } },
      /nothing that can be assumed/,
      /model\.layers/,
    ],
    ['check', { document: '' }, /line 1, column 1: read nothing/, /^Write a plan document/],
    ['check', { document: [1] }, /must be of type string or object/, /plan document/],
    [
      'fix',
      { document: valid, atMost: 'all' },
      /must be one of safe, strategy, workload/,
      /^The greatest change/,
    ],
    ['chek', {}, /no tool `chek`/, /Did you mean `check`/],
  ]
  for (const [tool, args, error, hint] of cases) {
    const answer = await call(client, tool, args)
    const about = `${tool} ${JSON.stringify(args)}`
    assert.is(answer.isError, true, about)
    assert.match(answer.data.error, error)
    assert.match(answer.data.hint, hint)
    assert.is(answer.text, `error: ${answer.data.error}\nhint: ${answer.data.hint}`)
  }
  const broken = await call(client, 'check', {
    document: '{"nodes": [{"id": "a", "layr": 1},\n {"id": "a"}],\n "edges": [3]}',
  })
  assert.match(broken.data.error, /line 1, column 24: read "layr"/)
  assert.is(broken.data.hint, 'Did you mean layer? 2 more are in `problems`.')
  assert.equal(
    broken.data.problems.map(({ line, column }: { line: number; column: number }) => `${line}:${column}`),
    ['1:24', '2:9', '3:12'],
  )
  assert.is((await call(client, 'check', { document: valid })).isError, false)
})

test('two calls at once are answered apart, and each as if it were alone', async () => {
  const client = shared
  const documents = [cyclic, valid, example('decode-tp2-broken.json'), example('agent-moe.dot')]
  const alone: Answered[] = []
  for (const document of documents) alone.push(await call(client, 'check', { document, full: true }))
  const together = await Promise.all(
    [...documents, ...documents].map((document) => call(client, 'check', { document, full: true })),
  )
  assert.equal(together, [...alone, ...alone])
})

test('a huge document is judged, and one that is too long is refused; the server goes on', async () => {
  const client = shared
  const nodes = Array.from({ length: 20_000 }, (_, i) => `n${i} -> n${i + 1}`).join('; ')
  const large = await call(client, 'check', { document: `digraph { ${nodes} }`, only: ['graph/acyclic'] })
  assert.is(large.isError, false)
  assert.match(large.data.about, /20001 nodes/)
  const name = 'x'.repeat(17 * 2 ** 20)
  const refused = await call(client, 'check', { document: `digraph { ${name} }` })
  assert.match(refused.data.error, /more than the 16777216 of one call/)
  assert.match(refused.data.hint, /kb check FILE/)
  assert.is((await call(client, 'check', { document: valid })).isError, false)
})

test('files are open below a folder alone', () =>
  inFolder(async (folder) => {
    const open = join(folder, 'open')
    mkdirSync(join(open, 'deep'), { recursive: true })
    writeFileSync(join(open, 'deep', 'plan.dot'), cyclic)
    writeFileSync(join(folder, 'secret.dot'), cyclic)
    symlinkSync(join(folder, 'secret.dot'), join(open, 'link.dot'))
    symlinkSync('deep/plan.dot', join(open, 'inner.dot'))
    const client = await connected(['--root', open])
    try {
      const [plan, inner] = await Promise.all(
        ['deep/plan.dot', 'inner.dot'].map((file) => call(client, 'check', { file, full: true })),
      )
      assert.is(plan!.data.verdict.results[0].input, 'deep/plan.dot')
      assert.is(inner!.data.digest, plan!.data.digest)
      const outside = /is not below the open folder/
      const cases: readonly (readonly [file: string, error: RegExp])[] = [
        ['../secret.dot', outside],
        ['deep/../../secret.dot', outside],
        [join(folder, 'secret.dot'), outside],
        ['link.dot', outside],
        ['/etc/passwd', outside],
        ['.', outside],
        ['deep', /is no file/],
        ['none.dot', /there is no such file/],
        ['a\0b', /there is no such file/],
      ]
      for (const [file, error] of cases) {
        const answer = await call(client, 'check', { file })
        assert.is(answer.isError, true, file)
        assert.match(answer.data.error, error, file)
        assert.not.ok(answer.text.includes(folder) && !file.includes(folder), 'no absolute path is told')
      }
      const both = await call(client, 'check', { file: 'deep/plan.dot', document: valid })
      assert.match(both.data.error, /two documents/)
    } finally {
      await client.close()
    }
  }))

test('lines that are no messages are passed over, and the end of input ends the server', async () => {
  const child = spawn(process.execPath, [main, 'mcp'], { cwd: root })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const message = (id: number, method: string, params: object) =>
    `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`
  child.stdin.write('no json\n{"jsonrpc": "1.0"}\n\n')
  child.stdin.write(
    message(1, 'initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '0' },
    }),
  )
  child.stdin.end(message(2, 'tools/call', { name: 'check', arguments: { document: cyclic } }))
  const code = await new Promise((ended) => child.on('close', ended))
  assert.is(code, 0, said.err)
  const answers = said.out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: number }).id)
  assert.equal(answers, [1, 2])
  assert.not.match(said.err, /\n\s+at /)
})

test('a folder or a base that is none is told at once', async () => {
  const [folder, base] = await Promise.all([
    kb(['mcp', '--root', 'no-such-folder']),
    kb(['mcp', '--base', 'no-such-folder']),
  ])
  assert.is(folder.code, 2)
  assert.match(folder.err, /`no-such-folder` is no folder/)
  assert.is(base.code, 2)
  assert.match(base.err, /run kb compile/)
})

test.run()
