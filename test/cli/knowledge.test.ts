import { readFileSync, writeFileSync } from 'node:fs'
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

test('a stale base fails the check, which shows the difference and writes nothing', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    const rules = join(cwd, 'generated', 'rules.json')
    const before = readFileSync(rules, 'utf8')
    writeBase(cwd, (page) => page.replaceAll('200', '210'))
    const run = await kb(['compile', '--check'], { cwd })
    assert.is(run.code, 1)
    assert.match(run.out, /rules\.json: stale\n[\s\S]*-.*200[\s\S]*\+.*210/)
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
  const words = JSON.parse(facts.out) as { scope: string; origin: string; name: string }[]
  assert.ok(words.some(({ name }) => name === 'selfLoop'))
  assert.ok(words.every(({ scope, origin }) => scope === 'edge' && origin === 'observed'))
})

test('a schema is printed as it stands', async () => {
  for (const name of ['verdict', 'config', 'suppressions']) {
    const run = await kb(['schema', name])
    assert.is(run.out, readFileSync(join(root, `rules/${name}.schema.json`), 'utf8'))
  }
  const plan = await kb(['schema', 'plan'])
  assert.is(
    plan.out,
    readFileSync(join(root, 'generated/plan.schema.json'), 'utf8'),
    'with the words of the base',
  )
  const none = await kb(['schema', 'plan', '--base', 'missing'])
  assert.match(none.err, /^kb: missing\/plan\.schema\.json is missing: run kb compile\.\n$/)
})

test('a reader that leaves early ends the output quietly', async () => {
  const { spawnSync } = await import('node:child_process')
  const run = spawnSync('sh', ['-c', 'node dist/cli/main.js facts --format json | head -c 10'], {
    cwd: root,
    encoding: 'utf8',
  })
  assert.is(run.stderr.replaceAll(/^npm warn.*\n/gm, ''), '')
  assert.is(run.stdout.length, 10)
})

test('a damaged base is wrong usage, not a fault', () =>
  inFolder(async (cwd) => {
    writeBase(cwd)
    await kb(['compile'], { cwd })
    writeFileSync(join(cwd, 'generated', 'rules.json'), '{')
    const run = await kb(['rules', '--base', 'generated'], { cwd })
    assert.is(run.code, 2)
    assert.match(run.err, /^kb: generated\/rules\.json cannot be read: run kb compile\.\n$/)
  }))

test.run()
