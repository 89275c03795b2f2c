import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb, root } from './kb.js'

const document = (heat: number) =>
  `{"nodes": [{"id": "mix", "op": "mix"}, {"id": "bake", "op": "bake", "attributes": {"heat": ${heat}}}], "edges": [{"from": "mix", "to": "bake"}]}`

test('a base of one page is compiled, tested, covered, and judges with the same program', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    const compiled = await kb(['compile'], { cwd })
    assert.is(compiled.code, 0, compiled.out + compiled.err)
    assert.match(compiled.out, /\b1 rules\b/)
    const runs = await Promise.all(
      [
        ['compile', '--check'],
        ['test'],
        ['coverage'],
        ['rules', '--base', 'generated'],
        ['explain', 'oven/hot', '--base', 'generated'],
      ].map((args) => kb(args, { cwd })),
    )
    for (const run of runs) assert.is(run.code, 0, run.out + run.err)
    assert.match(runs[1]!.out, /^2 examples passed, 0 failed\n$/)
    assert.match(runs[2]!.out, /kb\/02_baking\/ovens\.md +1 +0 +0\n/)
    assert.match(runs[3]!.out, /oven\/hot +error +hard +node +An oven must be hot before the bread goes in\n/)
    assert.match(
      runs[4]!.out,
      /heat is known[\s\S]*heat is at least 200[\s\S]*a cold oven: fail\n {4}heat: 20/,
    )
    for (const [heat, code] of [
      [20, 1],
      [230, 0],
    ] as const) {
      const judged = await kb(['check', '-', '--base', 'generated', '--format', 'agent'], {
        cwd,
        input: document(heat),
      })
      assert.is(judged.code, code, judged.out + judged.err)
      if (heat === 20)
        assert.match(judged.out, /error oven\/hot node bake: bake starts at 20 degrees \| seen heat = 20 \|/)
    }
  }))

test('an explanation says what takes an example out of application', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, (page) => page.replace('heat: 20 }', 'heat: 20 }\n  unless: [heat]'))
    const tested = await kb(['test'], { cwd })
    assert.match(tested.out, /^3 examples passed, 0 failed\n$/)
    await kb(['compile'], { cwd })
    const run = await kb(['explain', 'oven/hot', '--base', 'generated'], { cwd })
    assert.is(run.code, 0, run.err)
    assert.match(run.out, /a cold oven: fail\n {4}heat: 20\n.*does not apply where heat is unknown/)
  }))

test('a stale base fails the check, which shows the difference and writes nothing', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    const rules = join(cwd, 'generated', 'rulings.json')
    const before = readFileSync(rules, 'utf8')
    writeBase(cwd, (page) => page.replaceAll('200', '210'))
    const run = await kb(['compile', '--check'], { cwd })
    assert.is(run.code, 1)
    assert.match(run.out, /rulings\.json: stale\n[\s\S]*-.*200[\s\S]*\+.*210/)
    assert.is(readFileSync(rules, 'utf8'), before)
  }))

test('a page with errors is refused at line and column, and the old base stays', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    const index = join(cwd, 'generated', 'index.json')
    const before = readFileSync(index, 'utf8')
    writeBase(cwd, (page) => page.replace('heat >= 200', 'haet >= 200'))
    const [text, json] = await Promise.all([
      kb(['compile'], { cwd }),
      kb(['compile', '--format', 'json'], { cwd }),
    ])
    assert.is(text.code, 1)
    assert.match(text.out, /^kb\/02_baking\/ovens\.md:30:9 error [\s\S]*\^[\s\S]*`?heat`?/)
    assert.is(json.code, 1)
    const { diagnostics } = JSON.parse(json.out) as {
      diagnostics: { page: string; line: number; column: number }[]
    }
    assert.equal(
      [diagnostics[0]?.page, diagnostics[0]?.line, diagnostics[0]?.column],
      ['kb/02_baking/ovens.md', 30, 9],
    )
    assert.is(readFileSync(index, 'utf8'), before)
    assert.ok(isCalm(text))
  }))

test('an example that fails, and a rule that no example breaks, fail kb test', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, (page) => page.replace('facts: { heat: 20 }', 'facts: { heat: 300 }'))
    const wrong = await kb(['test'], { cwd })
    assert.is(wrong.code, 1)
    assert.match(wrong.out, /ovens\.md:\d+ +oven\/hot +a cold oven: expected fail.*, got pass/)
    writeBase(cwd, (page) => page.replace(/- title: a cold oven[\s\S]*?degrees\n/, ''))
    const lacking = await kb(['test'], { cwd })
    assert.is(lacking.code, 1, lacking.out)
  }))

test('a bare sentence of law fails the coverage', () =>
  inFolder(async (cwd) => {
    writeBase(cwd, (page) => page.replace('# Ovens\n', '# Ovens\n\nThe door must be closed.\n'))
    const run = await kb(['coverage'], { cwd })
    assert.is(run.code, 1)
    assert.match(run.out, /kb\/02_baking\/ovens\.md:\d+:\d+ +The door must be closed\./)
  }))

test('lists can be filtered, and are JSON where asked', async () => {
  const [all, some, facts] = await Promise.all([
    kb(['rules', '--format', 'json']),
    kb(['rules', 'CYCLE', '--severity', 'error', '--stratum', '00', '--format', 'json']),
    kb(['facts', '--scope', 'edge', '--origin', 'observed', '--format', 'json']),
  ])
  const ids = (out: string) => (JSON.parse(out) as { id: string }[]).map(({ id }) => id)
  assert.ok(ids(all.out).length > ids(some.out).length)
  assert.equal(ids(some.out), ['graph/acyclic'])
  const none = await kb(['rules', 'nothing-is-called-this'])
  assert.equal([none.code, none.out, none.err], [0, '', 'kb: Nothing fits.\n'])
  const words = JSON.parse(facts.out) as { scope: string; origin: string; name: string }[]
  assert.ok(words.some(({ name }) => name === 'selfLoop'))
  assert.ok(words.every(({ scope, origin }) => scope === 'edge' && origin === 'observed'))
})

test('the schema of deployments has the words of the base at their paths', async () => {
  const schema = JSON.parse((await kb(['schema', 'deployment'])).out)
  assert.is(schema.properties.kind.const, 'deployment')
  assert.is(schema.properties.hardware.properties.count.type, 'integer')
  assert.match(schema.properties.strategy.description, /canonically/)
  assert.is(schema.properties.strategy.properties.tp.minimum, 1)
})

test('a symptom, a log and a broken plan lead to failure modes', async () => {
  const text = await kb([
    'diagnose',
    'Total number of attention heads (28) must be divisible by tensor parallel size (8).',
  ])
  assert.match(
    text.out,
    /^1\. Query heads do not divide among the ranks \(attention-heads-vs-tp, parallelism\)\n {2}because {2}it says/,
  )
  const { out } = await kb([
    'diagnose',
    '--plan',
    'examples/decode-tp2-broken.json',
    '--limit',
    '1',
    '--format',
    'json',
  ])
  const [suspect] = JSON.parse(out).suspects
  assert.ok(suspect.detectedBy.includes('tp/partial-sums-reduced'))
  assert.is(suspect.reasons[0].rule, 'tp/partial-sums-reduced')
  const nothing = await kb(['diagnose'])
  assert.is(nothing.code, 2)
  assert.match(nothing.err, /Nothing is reported/)
})

test('a schema is printed as it stands, that of a plan with the words of the base', () =>
  inFolder(async (cwd) => {
    for (const name of ['verdict', 'config', 'suppressions']) {
      const run = await kb(['schema', name])
      assert.is(run.out, readFileSync(join(root, `rules/${name}.schema.json`), 'utf8'))
    }
    const none = await kb(['schema', 'plan', '--base', 'missing'])
    assert.match(none.err, /^kb: missing\/index\.json is missing: run kb compile\.\n$/)
    writeBase(cwd)
    await kb(['compile'], { cwd })
    const [own, other] = await Promise.all([
      kb(['schema', 'plan']),
      kb(['schema', 'plan', '--base', 'generated'], { cwd }),
    ])
    assert.is(own.out, readFileSync(join(root, 'generated/plan.schema.json'), 'utf8'))
    assert.match(own.out, /"attentionHeads"/)
    assert.match(other.out, /"heat"[\s\S]*Degrees in the oven/)
    assert.not.match(other.out, /"attentionHeads"/)
  }))

test('a reader that leaves early ends the output quietly, however much is left to write', () =>
  inFolder(async (cwd) => {
    const nodes = Array.from({ length: 50_000 }, (_, i) => `{"id":"node ${i}"}`)
    writeFileSync(join(cwd, 'plan.json'), `{"nodes":[${nodes.join(',')}],"edges":[]}`)
    const main = join(root, 'dist/cli/main.js')
    const script = '(node "$0" check plan.json --format json; echo $? >&2) | head -c 10'
    const run = spawnSync('sh', ['-c', script, main], { cwd, encoding: 'utf8' })
    assert.is(run.stderr, '2\n')
    assert.is(run.stdout.length, 10)
  }))

test('output that has no room is told in a line', async () => {
  if (!existsSync('/dev/full')) return
  const script = 'node dist/cli/main.js rules > /dev/full'
  const run = spawnSync('sh', ['-c', script], { cwd: root, encoding: 'utf8' })
  assert.is(run.status, 2)
  assert.is(run.stderr, 'kb: The output cannot be written: no space left on device.\n')
})

test('a damaged base is wrong usage, not a fault', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    for (const name of ['index.json', 'heads.json']) {
      const file = join(cwd, 'generated', name)
      const whole = readFileSync(file, 'utf8')
      writeFileSync(file, '{')
      const run = await kb(['rules', '--base', 'generated'], { cwd })
      assert.is(run.code, 2)
      assert.is(run.err, `kb: generated/${name} cannot be read: run kb compile.\n`)
      writeFileSync(file, whole)
    }

    const rulings = join(cwd, 'generated', 'rulings.json')
    const whole = readFileSync(rulings, 'utf8')
    writeFileSync(rulings, '{')
    const cut = await kb(['rules', '--base', 'generated'], { cwd })
    assert.is(cut.code, 2)
    assert.match(
      cut.err,
      /^kb: generated\/rulings\.json does not go with the heads beside it: run kb compile\.\n$/,
    )
    writeFileSync(rulings, whole.replace('"id": "o', '"id": "x'))
    const other = await kb(['explain', 'oven/hot', '--base', 'generated'], { cwd })
    assert.is(other.code, 2)
    assert.match(other.err, /^kb: generated\/rulings\.json cannot be read at oven\/hot: run kb compile\.\n$/)
  }))

test.run()
