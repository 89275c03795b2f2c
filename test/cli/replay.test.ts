// Verdicts judged again, as a user does it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check, replay, type Verdict } from '../../src/index.js'
import { jsonReport } from '../../src/report/json.js'
import { cyclic, inFolder, isCalm, kb, root, valid } from './kb.js'

const json = ['--format', 'json']

const deployment = readFileSync(join(root, 'examples', 'deployment-qwen2.5-7b-tp8-broken.json'), 'utf8')

test('a verdict with every option is reproduced byte for byte', () =>
  inFolder(async (cwd) => {
    const write = (name: string, text: string) => writeFileSync(join(cwd, name), text)
    write('a b.dot', cyclic)
    write('twice.dot', `${valid.slice(0, -1)}; tokens -> logits; tokens -> logits }`)
    write('broken.json', '{"nodes": [')
    write('deployment.json', deployment)
    write('assume.yaml', 'model: { layers: 2 }\nphase.tpa: 2\n')
    const inputs = ['a b.dot', './a b.dot', 'twice.dot', 'broken.json', 'no such.dot', 'deployment.json']
    await kb(['check', ...inputs, '--write-baseline', 'old.json'], { cwd })
    // Some of what it holds is repaired, and some is new.
    write('twice.dot', `${valid.slice(0, -1)}; tokens -> logits; a -> b }`)
    const rule = softRule()
    write('list.yaml', `- { rule: ${rule}, subjects: "a*", reason: known, until: 2027-01-31 }\n`)
    const runs = [
      [],
      ['--baseline', 'old.json'],
      ['--only', 'graph/acyclic', '--only', 'graph/duplicate-edge', '--baseline', 'old.json'],
      ['--profile', 'law'],
      ['--assume', 'assume.yaml', '--prove'],
      ['--suppressions', 'list.yaml', '--as-of', '2027-02-01'],
      ['--suppressions', 'list.yaml', '--baseline', 'old.json', '--assume', 'assume.yaml'],
    ]
    await Promise.all(
      runs.map(async (options, i) => {
        const judged = await kb(['check', ...inputs, ...options, ...json], { cwd })
        assert.is(judged.err, '')
        const name = `verdict-${i}.json`
        write(name, judged.out)
        const again = await kb(['replay', name], { cwd })
        assert.is(again.out, `${name}: identical; 6 inputs judged again\n`, options.join(' '))
        assert.is(again.code, 0)
      }),
    )
    const { results } = JSON.parse(readFileSync(join(cwd, 'verdict-1.json'), 'utf8')) as Verdict
    assert.ok(results.some(({ gone = [] }) => gone.length > 0))
    assert.ok(results.some(({ old = [] }) => old.length > 0))
  }))

/** A rule that may be suppressed. */
function softRule(): string {
  const { rules } = JSON.parse(readFileSync(join(root, 'generated', 'rules.json'), 'utf8')) as {
    rules: { id: string; kind: string }[]
  }
  return rules.find(({ kind }) => kind === 'wisdom')!.id
}

test('another text of an input, of the base or of the verdict is told apart', () =>
  inFolder(async (cwd) => {
    const write = (name: string, text: string) => writeFileSync(join(cwd, name), text)
    write('plan.dot', cyclic)
    const { out } = await kb(['check', 'plan.dot', ...json], { cwd })
    write('same.dot', cyclic)
    write('other.dot', valid)
    write('verdict.json', out)
    write('said.json', out.replace('"outcome": "rejected"', '"outcome": "valid"'))
    write('short.json', JSON.stringify(JSON.parse(out)))
    write('knowledge.json', out.replace(/("knowledge": ")[0-9a-f]{4}/, '$10000'))
    write('version.json', out.replace(/("shardwright": ")[^"]*/, '$10.0.0'))
    const runs = await Promise.all(
      [
        ['verdict.json', 'same.dot'],
        ['verdict.json', 'other.dot'],
        ['said.json'],
        ['short.json'],
        ['knowledge.json'],
        ['version.json'],
        ['verdict.json', 'same.dot', 'other.dot'],
        ['verdict.json', 'no-such.dot'],
      ].map((args) => kb(['replay', ...args], { cwd })),
    )
    assert.equal(
      runs.map(({ code }) => code),
      [0, 1, 1, 1, 1, 1, 2, 2],
    )
    const told = runs.map(({ out, err }) => `${out}${err}`)
    assert.match(told[1]!, /digest of plan\.dot\n {4}recorded {2}[0-9a-f]{64}\n {4}now {7}[0-9a-f]{64}\n/)
    assert.match(told[2]!, /at {8}results\[0\]\.outcome\n {2}recorded {2}"valid"\n {2}now {7}"rejected"\n$/)
    assert.match(told[3]!, /the same content in another layout; its text differs first in line 1\n$/)
    assert.match(told[4]!, /digest of the knowledge\n {4}recorded {2}0000/)
    assert.match(told[5]!, /version of Shardwright\n {4}recorded {2}0\.0\.0/)
    assert.match(told[6]!, /of 1 input, and 2 given/)
    assert.match(told[7]!, /plan\.dot: no such file/)
    rmSync(join(cwd, 'plan.dot'))
    const gone = await kb(['replay', 'verdict.json'], { cwd })
    assert.is(gone.code, 2)
    assert.match(gone.out, /plan\.dot: no such file/)
  }))

test('a verdict of standard input takes it from there again, once', () =>
  inFolder(async (cwd) => {
    const { out } = await kb(['check', '-', ...json], { input: cyclic })
    writeFileSync(join(cwd, 'verdict.json'), out)
    writeFileSync(join(cwd, 'plan.dot'), cyclic)
    const [piped, named, both] = await Promise.all([
      kb(['replay', 'verdict.json'], { cwd, input: cyclic }),
      kb(['replay', '-', 'plan.dot'], { cwd, input: out }),
      kb(['replay', '-'], { cwd, input: out }),
    ])
    assert.is(piped.code, 0, piped.out)
    assert.is(named.code, 0, named.out)
    assert.is(both.code, 2)
    assert.match(both.err, /can be read once/)
  }))

test('what is no verdict is refused calmly', () =>
  inFolder(async (cwd) => {
    const { out } = await kb(['check', '-', ...json], { input: valid })
    const verdict = JSON.parse(out) as Record<string, unknown>
    const result = (verdict['results'] as Record<string, unknown>[])[0]!
    const texts = [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"shardwright": "0.1.0", "knowledge": "x", "results": []}',
      ...[
        { limitedTo: { only: 5 } },
        { limitedTo: { profile: {} } },
        { limitedTo: { only: ['no/such'] } },
        { limitedTo: [] },
        { prove: 'yes' },
        { suppressions: [null] },
        { suppressions: [{ rule: 'graph/acyclic', reason: 'x', until: '2027-01-01' }], asOf: '2026-01-01' },
        { suppressions: [] },
        { asOf: 7 },
        { baseline: {}, results: [{ ...result, old: [{ rule: 3 }] }] },
        { results: [{ ...result, assumed: { 'no.word': 1 } }] },
        { results: [{ ...result, assumed: [] }] },
        { results: [{ ...result, input: 7 }] },
        { results: [null] },
      ].map((change) => JSON.stringify({ ...verdict, ...change })),
    ]
    for (const [i, text] of texts.entries()) {
      writeFileSync(join(cwd, 'verdict.json'), text)
      const run = await kb(['replay', 'verdict.json', 'x.dot'], { cwd })
      assert.is(run.code, 2, `${i}: ${run.out}${run.err}`)
      assert.ok(isCalm(run), `${i}: ${run.err}`)
      assert.match(run.err, /^kb: .*\.\n/, `${i}`)
    }
  }))

test('launches are judged again with what was said of them, and several of one script are one input', () =>
  inFolder(async (cwd) => {
    const script = 'vllm serve a/b -tp 8 &\nvllm serve a/b -tp 4\n'
    writeFileSync(join(cwd, 'run#1.sh'), script)
    writeFileSync(join(cwd, 'config.json'), '{"num_attention_heads": 28, "num_hidden_layers": NaN}')
    writeFileSync(join(cwd, 'options.yaml'), 'max-model-len: 4096\n')
    const file = ['--options-file', 'options.yaml', '--model-config', 'config.json']
    const about = ['--hardware', '8xH100', '--engine-version', '0.9.1', ...file]
    const args = ['check', 'run#1.sh', '--launch', 'vllm serve a/b -tp 16', ...about, ...json]
    const { out } = await kb(args, { cwd })
    const { results } = JSON.parse(out) as Verdict
    assert.equal(
      results.map(({ input, document, outcome }) => [input, document, outcome === 'rejected']),
      [
        ['--launch', undefined, true],
        ['run#1.sh#1', 'run#1.sh', true],
        ['run#1.sh#2', 'run#1.sh', false],
      ],
    )
    writeFileSync(join(cwd, 'verdict.json'), out)
    assert.is((await kb(['replay', 'verdict.json'], { cwd })).code, 0)
    writeFileSync(join(cwd, 'config.json'), '{"num_attention_heads": 32}')
    assert.is((await kb(['replay', 'verdict.json'], { cwd })).code, 1)
  }))

test('the library replays, too', async () => {
  const documents = [{ input: 'a', content: cyclic }]
  const verdict = await check(documents)
  assert.equal(await replay(jsonReport(verdict), documents), { state: 'identical', results: 1 })
})

test.run()
