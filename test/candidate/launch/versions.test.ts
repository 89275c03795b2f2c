// What the flags, files of options and variables of a launch say of the version of its engine.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCandidates } from '../../../src/candidate/read.js'
import { check } from '../../../src/index.js'
import type { Base, Table } from '../../../src/knowledge/base.js'
import { packageBase } from './base.js'

/** Flags and variables of which the versions are known, whatever the tables of the base say of theirs. */
const flags: Table['rows'] = {
  '--young': { kind: 'integer', versions: '>=0.12' },
  '--young-switch': { kind: 'switch', states: ['strategy.enforce_eager=true'], versions: '>=0.12' },
  '--young-object': { kind: 'json', versions: '>=0.12' },
  '--young-object.inner': { kind: 'integer', versions: '>=0.13' },
  '--gone': { kind: 'integer', versions: '<0.9', successor: '--max-num-seqs' },
}
const variables: Table['rows'] = {
  YOUNG: { kind: 'integer', path: ['strategy.max_num_seqs'], engines: ['vllm'], versions: '>=0.12 <0.14' },
  GONE: { kind: 'integer', path: ['strategy.max_num_seqs'], engines: ['vllm'], versions: '<0.9' },
}
const package_ = packageBase()
const base: Base = {
  ...package_,
  tables: package_.tables.map((table) => {
    const more = table.id === 'flagsVllm' ? flags : table.id === 'environment' ? variables : undefined
    return more === undefined ? table : { ...table, rows: { ...table.rows, ...more } }
  }),
}

async function read(text: string, about = {}) {
  const [candidate] = await readCandidates(text, 'in', base, about)
  return { ...candidate!.launch!, strategy: (candidate!.document as { strategy: object }).strategy }
}
const withFile = (lines: string): string =>
  `cat > o.yaml <<'END'\n${lines}\nEND\nvllm serve a --config o.yaml\n`

test('a key of a file of options is a flag like others', async () => {
  for (const [lines, versions] of [
    ['young: 3', ['>=0.12']],
    ['young_switch: true', ['>=0.12']],
    ['young-switch: false', []],
    ['young:', []],
    ['young-object: { inner: 3 }', ['>=0.12', '>=0.13']],
    ['young-object:\n  other: 3', ['>=0.12']],
    ['max-num-seqs: 3', []],
  ] as const) {
    const { flagVersions, refusedFlags } = await read(withFile(lines))
    assert.equal(flagVersions, versions, lines)
    assert.equal(refusedFlags, [], lines)
  }
  const given = await read('vllm serve a --config o.yaml', { optionsFile: 'young: 3\n' })
  assert.equal(given.flagVersions, ['>=0.12'])
  assert.equal(given.datedFlags, ['--young (>=0.12)'])
  const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  o.yaml: |\n    young: 3\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: a\n      image: vllm/vllm-openai:v0.11.0\n      args: [--model, a, --config, /etc/o.yaml]\n`
  assert.equal((await read(map)).refusedFlags, ['--young (of versions >=0.12)'])
})

test('it is held against a stated version, and is not rewritten where it stands', async () => {
  const { refusedFlags, laterFlags, replaceableFlags } = await read(withFile('young: 3\ngone: 8'), {
    engineVersion: '0.11.0',
  })
  assert.equal(refusedFlags, [
    '--young (of versions >=0.12)',
    '--gone (of versions <0.9; --max-num-seqs says it)',
  ])
  assert.equal(laterFlags, ['--young (of versions >=0.12)'])
  assert.equal(replaceableFlags, [])
})

test('members of objects on the command line count as well', async () => {
  for (const words of [`--young-object '{"inner": 3}'`, '--young-object.inner 3'])
    assert.equal((await read(`vllm serve a ${words}`)).flagVersions, ['>=0.12', '>=0.13'], words)
})

test('a switch that is off says nothing besides', async () => {
  for (const text of [withFile('young-switch: false'), 'vllm serve a --young-switch False'])
    assert.is((await read(text)).strategy['enforce_eager' as never], undefined, text)
  assert.is((await read(withFile('young-switch: true'))).strategy['enforce_eager' as never], true)
})

test('a variable tells from which version on it is read, and not until when', async () => {
  const { flagVersions, datedFlags, strategy } = await read('YOUNG=3 vllm serve a')
  assert.equal(flagVersions, ['>=0.12'])
  assert.equal(datedFlags, ['YOUNG (>=0.12)'])
  assert.is(strategy['max_num_seqs' as never], 3)
  assert.equal((await read('GONE=3 vllm serve a')).flagVersions, [])
  assert.equal((await read('docker run -e YOUNG=3 vllm/vllm-openai --model a')).flagVersions, ['>=0.12'])
  const [other] = await readCandidates('YOUNG=3 sglang serve a', 'in', base)
  assert.equal(other!.launch!.flagVersions, [])
})

test('a variable that the stated version does not read says nothing, and is told', async () => {
  for (const [version, ignored] of [
    ['0.11.0', ['YOUNG (of versions >=0.12 <0.14)']],
    ['0.12.0', []],
    ['0.14.0', ['YOUNG (of versions >=0.12 <0.14)']],
    ['0.14.0rc1', []],
    ['0.11', []],
  ] as const) {
    const { ignoredVariables, refusedFlags, strategy } = await read('YOUNG=3 vllm serve a', {
      engineVersion: version,
    })
    assert.equal(ignoredVariables, ignored, version)
    assert.equal(refusedFlags, [])
    assert.is(strategy['max_num_seqs' as never], ignored.length > 0 ? undefined : 3)
  }
  const { results } = await check('GONE=3 vllm serve Qwen/Qwen3-32B', {
    base,
    about: { engineVersion: '0.11.0' },
  })
  const found = results[0]!.findings.filter(({ rule }) => rule === 'launch/variables-of-the-version')
  assert.equal(
    found.map(({ severity, message }) => [severity, message]),
    [['warning', 'version 0.11.0 does not read GONE (of versions <0.9)']],
  )
})

test.run()
