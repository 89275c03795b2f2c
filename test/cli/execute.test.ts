import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fixtures } from '../execute/fixtures.js'
import { isCalm, kb } from './kb.js'

const test = suite('kb execute')
const folder = mkdtempSync(join(tmpdir(), 'kb-execute-'))
test.after(() => rmSync(folder, { recursive: true }))

const equal = fixtures['two ranks']!()
const different = fixtures['two ranks']!()
different.nodes.find(({ id }) => id === 'prefill.l0.qkv')!.weights![0]!.slices = { qkv: ['0-3', '4-7'] }
const refused = fixtures['two ranks']!()
refused.nodes.find(({ id }) => id === 'prefill.l0.mid')!.inputs![0]!.name = 'nothing'
for (const [name, plan] of Object.entries({ equal, different, refused }))
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(plan))

const plan = (name: string) => join(folder, `${name}.json`)

test('exit codes and reports for people', async () => {
  const [same, numeric, other, none, all] = await Promise.all([
    kb(['execute', plan('equal')]),
    kb(['execute', plan('equal'), '--numeric', '--steps', '1', '--seed', '5']),
    kb(['execute', plan('different')]),
    kb(['execute', plan('refused')]),
    kb(['execute', folder]),
  ])
  assert.equal([same!.code, numeric!.code, other!.code, none!.code, all!.code], [0, 0, 1, 2, 2])
  assert.match(
    same!.out,
    /equal\.json: equal {2}\(2 ranks\)\n\n {2}ran {6}2 sequences of 3 positions, 2 steps of decode; \d+ cells/,
  )
  assert.match(numeric!.out, /1 step of decode/)
  assert.match(
    other!.out,
    /different {2}\(2 ranks\)[\s\S]* first {4}`l0\.k` of `prefill\.l0\.qkv` on ranks 0, 1 \(prefill\)/,
  )
  assert.match(
    other!.out,
    / cell {5}tok 0, kv_heads 0, head_dim 0: \d+, must be \d+\n[\s\S]* smallest 1 sequence of 1 position/,
  )
  assert.match(none!.out, /not executable[\s\S]*prefill\.l0\.mid: it reads `nothing`/)
  for (const run of [same!, other!, none!, all!]) assert.ok(isCalm(run))
})

test('JSON for programs, the same each time', async () => {
  const runs = await Promise.all(
    [1, 2].map(() => kb(['execute', plan('different'), plan('refused'), '--format', 'json'])),
  )
  assert.is(runs[0]!.out, runs[1]!.out)
  assert.is(runs[0]!.code, 2)
  const { arithmetic, results } = JSON.parse(runs[0]!.out) as {
    arithmetic: string
    results: { outcome: string; mismatch?: { node: string }; reason?: { node: string } }[]
  }
  assert.is(arithmetic, 'fields')
  assert.equal(
    results.map(({ outcome, mismatch, reason }) => [outcome, mismatch?.node ?? reason?.node]),
    [
      ['different', 'prefill.l0.qkv'],
      ['not-executable', 'prefill.l0.mid'],
    ],
  )
})

test('what is no plan, or not there, is told and exits with 2', async () => {
  writeFileSync(join(folder, 'broken.txt'), '{ "nodes": [')
  const [missing, broken, drawing] = await Promise.all([
    kb(['execute', join(folder, 'none.json')]),
    kb(['execute', join(folder, 'broken.txt')]),
    kb(['execute', 'examples/agent-moe.dot']),
  ])
  assert.equal([missing!.code, broken!.code, drawing!.code], [2, 2, 2])
  assert.match(missing!.out, /no such file/)
  assert.match(broken!.out, /1:\d+/)
  assert.match(drawing!.out, /only a plan document/)
})

test.run()
