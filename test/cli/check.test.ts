import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../src/index.js'
import { cyclic, inFolder, isCalm, kb, valid } from './kb.js'

const verdictOf = (out: string): Verdict => JSON.parse(out) as Verdict

test('a folder is searched in order, without hidden folders, and inputs are named as given', () =>
  inFolder(async (folder) => {
    for (const name of ['b', '.hidden', 'node_modules'])
      mkdirSync(join(folder, 'plans', name), { recursive: true })
    for (const path of ['z.dot', 'b/a.gv', '.hidden/x.dot', 'node_modules/y.dot', 'b/ignored.txt']) {
      writeFileSync(join(folder, 'plans', path), valid)
    }
    symlinkSync(join(folder, 'plans'), join(folder, 'plans', 'b', 'again'))
    writeFileSync(join(folder, 'empty.json'), '')
    const run = await kb(['check', 'plans/', 'empty.json', 'missing.dot', '--format', 'json'], {
      cwd: folder,
    })
    const inputs = verdictOf(run.out).results.map(({ input, outcome }) => [input, outcome === 'unreadable'])
    assert.equal(inputs, [
      ['plans/b/a.gv', false],
      ['plans/z.dot', false],
      ['empty.json', true],
      ['missing.dot', true],
    ])
    assert.is(run.code, 2)
  }))

test('paths that lead nowhere are results, not faults', () =>
  inFolder(async (cwd) => {
    writeFileSync(join(cwd, 'valid.dot'), valid)
    symlinkSync('b.dot', join(cwd, 'a.dot'))
    symlinkSync('a.dot', join(cwd, 'b.dot'))
    const paths = ['a.dot', 'valid.dot/inner', 'x'.repeat(5000)]
    const run = await kb(['check', ...paths, '--format', 'json'], { cwd })
    assert.is(run.code, 2, run.err)
    const { results } = verdictOf(run.out)
    assert.equal(
      results.map(({ input, outcome }) => [input, outcome]),
      paths.map((path) => [path, 'unreadable']),
    )
    assert.match(results[0]?.findings[0]?.message ?? '', /links in a circle/)
    assert.match(results[1]?.findings[0]?.message ?? '', /a path through something that is no folder/)
  }))

test('a folder that may not be opened is a result beside the others', async () => {
  // Root may open everything.
  if (process.getuid?.() === 0) return
  await inFolder(async (cwd) => {
    mkdirSync(join(cwd, 'closed'), { mode: 0 })
    writeFileSync(join(cwd, 'valid.dot'), valid)
    const run = await kb(['check', '.', '--format', 'json'], { cwd })
    assert.equal(
      verdictOf(run.out).results.map(({ input, outcome }) => [input, outcome === 'unreadable']),
      [
        ['./closed', true],
        ['./valid.dot', false],
      ],
    )
  })
})

test('a named pipe is read, and one that nobody writes is not waited for without end', () =>
  inFolder(async (cwd) => {
    if (spawnSync('mkfifo', ['a.dot', 'b.dot'], { cwd }).status !== 0) return
    const writer = spawn('sh', ['-c', 'sleep 0.3; echo "$0" > a.dot', valid], { cwd })
    const run = await kb(['check', 'a.dot', 'b.dot', '--format', 'json'], { cwd })
    assert.equal(
      verdictOf(run.out).results.map(({ nodes, problems }) => [nodes, problems[0]?.read]),
      [
        [2, undefined],
        [0, 'a pipe that nobody writes'],
      ],
    )
    writer.kill()
  }))

test('standard input is read, and names itself -', async () => {
  const run = await kb(
    ['check', '-', '--format', 'json', '--only', 'graph/acyclic', '--only', 'graph/acyclic'],
    { input: cyclic },
  )
  const { results, limitedTo } = verdictOf(run.out)
  assert.is(run.code, 1)
  assert.is(results[0]?.input, '-')
  assert.equal(
    results[0]?.findings.map(({ rule }) => rule),
    ['graph/acyclic'],
  )
  assert.equal(limitedTo, { only: ['graph/acyclic'] })
})

test('the exit code is that of the worst input', () =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'valid.dot'), valid)
    writeFileSync(join(folder, 'cyclic.dot'), cyclic)
    writeFileSync(join(folder, 'cut.dot'), 'digraph { a -> ')
    const only = ['--only', 'graph/acyclic', '--only', 'dot/syntax']
    const codes = [['valid.dot'], ['valid.dot', 'cyclic.dot'], ['cyclic.dot', 'cut.dot', 'valid.dot']].map(
      async (files) => (await kb(['check', ...files, ...only], { cwd: folder })).code,
    )
    assert.equal(await Promise.all(codes), [0, 1, 2])
  }))

test('warnings fail where they are asked to', async () => {
  const input = `${valid.slice(0, -1)}; tokens -> logits }`
  const only = ['check', '-', '--only', 'graph/duplicate-edge']
  const [lax, strict] = await Promise.all([
    kb(only, { input }),
    kb([...only, '--fail-on', 'warning'], { input }),
  ])
  assert.is(lax.code, 0)
  assert.is(strict.code, 1)
})

test('assumptions are recorded, and unknown or ill-typed ones are refused', () =>
  inFolder(async (folder) => {
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
    write('plan.dot', valid)
    write('good.yaml', 'model: { layers: 2 }\n')
    write('unknown.json', '{"model.layres": 2}')
    write('type.yaml', 'model.layers: two\n')
    write('list.yaml', '[1, 2]\n')
    write('broken.yaml', 'model: { layers: \n')
    write('short.yaml', 'layers: 2\n')
    write('tag.yaml', '!!js/function "x"\n')
    write('two.yaml', '--- 1\n--- 2\n')
    const run = (name: string) =>
      kb(['check', 'plan.dot', '--assume', name, '--format', 'json'], { cwd: folder })
    const names = [
      'good.yaml',
      'unknown.json',
      'type.yaml',
      'list.yaml',
      'broken.yaml',
      'short.yaml',
      'tag.yaml',
      'two.yaml',
    ]
    const [good, ...bad] = await Promise.all(names.map(run))
    assert.equal(verdictOf(good!.out).results[0]?.assumed, { 'model.layers': 2 })
    assert.equal(
      bad.map(({ code }) => code),
      bad.map(() => 2),
    )
    assert.match(bad[0]!.err, /`model\.layres`[\s\S]*Did you mean `model\.layers`/)
    assert.match(bad[1]!.err, /must be of type integer/)
    assert.match(bad[2]!.err, /map from words to values/)
    assert.match(bad[3]!.err, /neither JSON nor YAML/)
    assert.match(bad[4]!.err, /Did you mean `model\.layers`/)
    assert.is(bad[5]!.err, 'kb: Assumptions are a map from words to values.\n')
    assert.match(bad[6]!.err, /multiple documents at line 2, column 1\.\n$/)
  }))

test('every problem of an unreadable document is listed with line and column', () =>
  inFolder(async (cwd) => {
    writeFileSync(
      join(cwd, 'plan.json'),
      '{"nodes": [{"id": "a", "layr": 1},\n {"id": "a"}],\n "edges": [3]}',
    )
    const [text, json, agent, markdown] = await Promise.all(
      ['text', 'json', 'agent', 'markdown'].map((format) =>
        kb(['check', 'plan.json', '--format', format], { cwd }),
      ),
    )
    const [result] = verdictOf(json!.out).results
    assert.equal(
      result?.problems.map(({ line, column, category }) => `${line}:${column} ${category}`),
      ['1:24 unknown-word', '2:9 duplicate-id', '3:12 schema'],
    )
    assert.match(result?.findings[0]?.message ?? '', /^line 1, column 24: unknown-word: /)
    assert.match(text!.out, /^plan\.json: unreadable {2}\(plan document, /)
    for (const run of [text!, agent!, markdown!]) {
      assert.match(run.out, /1:24\W+unknown\W+word: read "layr"/)
      assert.match(run.out, /3:12\W+schema: read 3/)
    }
  }))

test('a file that is not there is not given a line', async () => {
  const run = await kb(['check', 'no-such.dot'])
  assert.match(run.out, /^no-such\.dot: unreadable {2}\(neither plan, deployment nor launch/)
  assert.match(run.out, / file: read no such file, expected a file/)
  assert.not.match(run.out, /\bline [01]\b/)
})

const hostile: readonly (readonly [what: string, content: string | Uint8Array])[] = [
  ['nothing', ''],
  ['binary', Uint8Array.from({ length: 4096 }, (_, i) => (i * 73) % 256)],
  ['cut in a string', 'digraph { a [label="Input'],
  ['deep JSON', `{"nodes":${'['.repeat(100_000)}`],
  ['deep DOT', `digraph ${'{'.repeat(100_000)}`],
  ['a JSON list', '[1, 2, 3]'],
  ['null', 'null'],
  [
    'prototype keys',
    '{"__proto__": {"polluted": 1}, "nodes": [{"id": "__proto__"}, {"id": "constructor"}], "edges": []}',
  ],
  [
    'template text',
    'digraph { a [label="{{constructor.constructor \'return process\'}}"]; b [label="{{#each this}}"]; a -> b }',
  ],
  ['one long line', `digraph { a [label="${'x'.repeat(5_000_000)}"] }`],
  ['a label that backtracks', `digraph { a [label="${'GPU 0-'.repeat(20_000)}"]; a -> b }`],
  ['escape sequences', 'digraph { "\u001b[2J\u001b]0;owned\u0007" -> "\u202eb\u009b31m" }'],
  ['a script', '#!/bin/sh\necho pwned > pwned\n'],
]

test('hostile input gives a result, no stack trace, and nothing that acts on a terminal', () =>
  inFolder(async (folder) => {
    for (const [i, [, content]] of hostile.entries()) writeFileSync(join(folder, `${i}.dot`), content)
    const formats = ['text', 'json', 'markdown', 'agent', 'sarif']
    for (const format of formats) {
      const run = await kb(['check', '.', '--why', '--format', format], { cwd: folder })
      assert.ok(isCalm(run), `${format}: ${run.err}`)
      assert.is(run.code, 2, run.err)
      assert.not.match(run.out.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e]/u)
      if (format === 'json') assert.is(verdictOf(run.out).results.length, hostile.length)
    }
  }))

test('template text in labels is shown as it is and never executed', async () => {
  const input =
    'digraph { "{{outcome}}" [label="{{#each this}}"]; "{{outcome}}" -> b; b [label="Output logits"] }'
  for (const format of ['text', 'markdown', 'agent']) {
    const run = await kb(['check', '-', '--format', format, '--only', 'graph/no-predecessor'], { input })
    assert.is(run.code, 1)
    assert.match(run.out, /\{\{outcome\}\}/)
  }
})

test('the same input gives the same bytes, also where strings may not become code', async () => {
  const node = ['--disallow-code-generation-from-strings']
  for (const format of ['text', 'json', 'markdown', 'agent', 'sarif']) {
    const args = ['check', '-', '--why', '--format', format]
    const [a, b] = await Promise.all([kb(args, { input: cyclic }), kb(args, { input: cyclic, node })])
    assert.is(a.out, b.out)
    assert.is(a.code, b.code)
    assert.is(b.err, '')
  }
})

test('names of megabytes are told by their beginning', () =>
  inFolder(async (cwd) => {
    const name = 'x'.repeat(3_000_000)
    writeFileSync(join(cwd, 'plan.json'), `{"nodes":[{"id":"${name}"},{"id":"b"}],"edges":["${name} -> b"]}`)
    for (const format of ['text', 'markdown', 'agent']) {
      const run = await kb(['check', 'plan.json', '--why', '--format', format], { cwd })
      assert.ok(run.out.length < 20_000, `${format}: ${run.out.length}`)
      assert.match(run.out, /x{100}/)
    }
    const run = await kb(['check', 'plan.json', '--format', 'json'], { cwd })
    const subjects = verdictOf(run.out).results[0]?.findings.flatMap((finding) => finding.subjects)
    assert.ok(subjects?.includes(name))
  }))

test('an operation that is misspelt is not approved by silence', async () => {
  const document = (op: string) =>
    `{"nodes":[{"id":"a","op":"input"},{"id":"s","op":"${op}"},{"id":"b","op":"output"}],"edges":["a -> s -> b"]}`
  const [known, misspelt] = await Promise.all(
    ['residual_add', 'residul_add'].map((op) =>
      kb(['check', '-', '--only', 'graph/known-operation'], { input: document(op) }),
    ),
  )
  assert.is(known!.code, 0)
  assert.is(misspelt!.code, 1)
  assert.match(misspelt!.out, /s has the operation residul_add/)
})

test('colour is for terminals only', async () => {
  const run = await kb(['check', '-'], { input: cyclic, env: { FORCE_COLOR: '1' } })
  assert.not.ok(run.out.includes('\u001b'))
})

test.run()
