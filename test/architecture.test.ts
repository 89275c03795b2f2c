// The house as ARCHITECTURE.md draws it: imports point one way, and no knowledge stands in the code.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { PatternTable, Rule, Table } from '../src/knowledge/base.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name).replaceAll('\\', '/'))
  .sort()
const text = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

interface Import {
  readonly of: string
  readonly kind: 'type' | 'static' | 'lazy'
}

const statement =
  /^(?:import|export) (type )?[^'"`;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm

function importsOf(file: string): Import[] {
  return [...text.get(file)!.matchAll(statement)].map(([, type, from, bare, lazy]) => {
    const name = (from ?? bare ?? lazy)!
    const of = name.startsWith('.') ? normalize(join(dirname(file), name)).replace(/\.js$/, '.ts') : name
    return { of, kind: type ? 'type' : lazy ? 'lazy' : 'static' }
  })
}
const imports = new Map(files.map((file) => [file, importsOf(file)]))

/** What each part of `src/` may import besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  knowledge: [],
  'project.ts': [],
  'usage-error.ts': [],
  'system-reason.ts': [],
  'caret.ts': [],
  candidate: ['knowledge', 'caret.ts'],
  online: ['candidate', 'knowledge', 'usage-error.ts'],
  tensor: ['knowledge'],
  observe: ['tensor', 'candidate', 'knowledge'],
  build: ['tensor', 'candidate', 'knowledge', 'usage-error.ts'],
  execute: ['tensor', 'candidate', 'knowledge'],
  judge: ['observe', 'knowledge', 'caret.ts'],
  evaluate: ['judge', 'observe', 'candidate', 'knowledge'],
  repair: ['judge', 'observe', 'candidate', 'knowledge'],
  plan: ['judge', 'observe', 'candidate', 'knowledge'],
  diff: ['check', 'judge', 'knowledge'],
  diagnose: ['knowledge'],
  graph: ['knowledge'],
  replay: ['check', 'judge', 'knowledge', 'project.ts', 'usage-error.ts'],
  report: ['diff', 'diagnose', 'evaluate', 'execute', 'replay', 'judge', 'knowledge', 'caret.ts'],
  compile: ['knowledge', 'report', 'caret.ts', 'project.ts', 'system-reason.ts', 'usage-error.ts'],
  check: [
    'plan',
    'repair',
    'judge',
    'observe',
    'execute',
    'candidate',
    'knowledge',
    'project.ts',
    'usage-error.ts',
  ],
  author: ['compile', 'report', 'knowledge'],
  'index.ts': [
    'build',
    'candidate',
    'check',
    'compile',
    'diagnose',
    'evaluate',
    'execute',
    'judge',
    'knowledge',
    'replay',
    'report',
    'project.ts',
    'usage-error.ts',
  ],
  mcp: ['check', 'candidate', 'repair', 'report', 'judge', 'knowledge', 'project.ts', 'usage-error.ts'],
  cli: [
    'index.ts',
    'build',
    'mcp',
    'online',
    'author',
    'diff',
    'graph',
    'check',
    'compile',
    'diagnose',
    'replay',
    'report',
    'judge',
    'candidate',
    'knowledge',
    'project.ts',
    'system-reason.ts',
    'usage-error.ts',
  ],
}
const partOf = (file: string): string => relative('src', file).split('/')[0]!

test('imports point one way', () => {
  const wrong: string[] = []
  for (const file of files) {
    const part = partOf(file)
    assert.ok(Object.hasOwn(allowed, part), `${part} has no place in the house`)
    for (const { of } of imports.get(file)!) {
      if (!of.startsWith('src/') || partOf(of) === part) continue
      if (!allowed[part]!.includes(partOf(of))) wrong.push(`${file} imports ${of}`)
    }
  }
  assert.equal(wrong, [])
})

test('every relative import is a file, and no import leads back', () => {
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      return
    }
    state.set(file, 'open')
    for (const { of } of imports.get(file) ?? []) {
      if (!of.startsWith('src/')) continue
      assert.ok(imports.has(of), `${file} imports ${of}, which is no file`)
      visit(of, [...path, file])
    }
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  assert.equal(cycles, [])
})

test('one file knows the rules engine, and of the compiler reports know nothing', () => {
  const users = files.filter((file) => imports.get(file)!.some(({ of }) => of === 'json-rules-engine'))
  assert.equal(users, ['src/judge/engine.ts'])
  for (const file of files.filter((name) => partOf(name) === 'compile')) {
    for (const { of } of imports.get(file)!)
      if (partOf(of) === 'report') assert.is(of, 'src/report/helpers.ts')
  }
})

test('the protocol of agents is loaded by their server alone', () => {
  const users = files.flatMap((file) =>
    imports
      .get(file)!
      .filter(({ of }) => of.startsWith('@modelcontextprotocol/'))
      .map(({ kind }) => `${kind} in ${file}`),
  )
  assert.equal([...new Set(users)], ['lazy in src/cli/commands/mcp.ts', 'static in src/mcp/server.ts'])
})

test('judging loads no compiler and nothing that makes code from strings', () => {
  const reached = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (reached.has(file)) return
    reached.add(file)
    for (const { of, kind } of imports.get(file)!) {
      if (kind !== 'static') continue
      if (of.startsWith('src/')) visit(of)
      else if (!of.startsWith('node:')) packages.add(of)
    }
  }
  for (const file of ['src/cli/main.ts', 'src/cli/commands/check.ts', 'src/index.ts', 'src/report/text.ts'])
    visit(file)
  assert.ok(reached.has('src/judge/engine.ts'))
  assert.equal([...packages], ['json-rules-engine'])
  assert.equal(
    [...reached].filter((file) => partOf(file) === 'compile'),
    [],
  )
  for (const [file, source] of text) {
    if (partOf(file) === 'compile') continue
    assert.not.match(source, /\beval\(|new Function\b|\.compile\(|\bvm\b.*from/, file)
  }
})

const generated = <Content>(name: string): Content =>
  JSON.parse(readFileSync(join(root, 'generated', name), 'utf8')) as Content

test('no rule, pattern or operation of the knowledge base is named in the code', () => {
  const { rules } = generated<{ rules: Rule[] }>('rules.json')
  const { patterns } = generated<{ patterns: PatternTable[] }>('patterns.json')
  const { tables } = generated<{ tables: Table[] }>('facts.json')
  const ids = rules.map(({ id }) => id)
  // Kernels are what the table of operators and the code agree on by name.
  const operators = tables.find(({ id }) => id === 'operators')!
  const kernels = new Set(Object.values(operators.rows).map((row) => row['kernel']))
  const long = patterns
    .flatMap(({ rows }) => rows.map(({ pattern }) => pattern))
    .filter((pattern) => pattern.length >= 8 && !kernels.has(pattern))
  const operations = tables.flatMap(({ rows }) => Object.keys(rows)).filter((key) => key.includes('_'))
  for (const list of [ids, long, operations]) assert.ok(list.length > 10)
  const found: string[] = []
  for (const [file, source] of text) {
    for (const name of [...ids, ...long, ...operations])
      if (source.includes(name)) found.push(`${file}: ${name}`)
  }
  assert.equal(found, [])
})

test('no model, engine or accelerator is named in the code', () => {
  const { rules } = generated<{ rules: Rule[] }>('rules.json')
  const engines = rules.flatMap(({ engine }) => engine?.names ?? [])
  const others =
    'llama deepseek qwen mixtral mistral gemma gpt nvidia amd nvlink infiniband nccl h100 h200 a100 b200 gb200 mi300x tpu rms_norm layernorm all_reduce allreduce'
  const names = new RegExp(`\\b(?:${[...new Set([...engines, ...others.split(' ')])].join('|')})\\b`, 'i')
  assert.ok(engines.length > 0)
  const found = [...text].flatMap(([file, source]) => {
    const name = names.exec(source)
    return name ? [`${file}: ${name[0]}`] : []
  })
  assert.equal(found, [])
})

test.run()
