// Suppressions and baselines, as a user meets them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Verdict } from '../../src/index.js'
import { writeBase } from './base.js'
import { inFolder, isCalm, kb, type Ran } from './kb.js'

const rules = fileURLToPath(new URL('../../rules/', import.meta.url))
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(rules, 'verdict.schema.json'), 'utf8')),
)
const verdictOf = ({ out, err }: Ran): Verdict => {
  assert.is(err, '')
  const verdict = JSON.parse(out) as Verdict
  assert.ok(validate(verdict), JSON.stringify(validate.errors?.slice(0, 2)))
  return verdict
}

/** A rule of an oven's maker: an error that is a fact of one oven, and can be lived with. */
const ofOven = (page: string) =>
  page
    .replace('kind: hard', 'kind: engine\nengine: { name: oven, versions: "*" }')
    .replaceAll('facts: {', 'facts: { cluster.maker: smith,')
const makers = `
\`\`\`yaml words
scope: plan
section: cluster
words:
  maker: { type: text, description: Who made the oven. }
\`\`\`

\`\`\`yaml facts
id: makers
claims: false
key: maker
columns: { maker: { type: text }, makes: { type: list } }
\`\`\`

| \`maker\` | \`makes\` |
| --- | --- |
| smith | oven |

\`\`\`yaml formula
id: cluster.engineLineage
scope: plan
type: list
expression: "makers[cluster.maker].makes"
description: What the maker makes.
\`\`\`
`
const plan = (heats: Readonly<Record<string, number>>) =>
  JSON.stringify({
    cluster: { maker: 'smith' },
    nodes: Object.entries(heats).map(([id, heat]) => ({ id, op: 'bake', attributes: { heat } })),
    edges: Object.keys(heats).flatMap((id, i, ids) => (i === 0 ? [] : [`${ids[i - 1]} -> ${id}`])),
  })
const cold = 'rule: oven/hot, reason: the thermometer is broken, until: 2027-03-31'

/** A folder with a compiled base of the rule, and plans with two cold ovens and a hot one. */
const withOven = (
  use: (
    run: (...args: string[]) => Promise<Ran>,
    write: (name: string, text: string) => void,
  ) => Promise<void>,
  change: (page: string) => string = ofOven,
) =>
  inFolder(async (cwd) => {
    writeBase(cwd, (page) => change(page).replace('## An oven', `${makers}\n## An oven`))
    assert.is((await kb(['compile'], { cwd })).code, 0)
    const write = (name: string, text: string) => writeFileSync(join(cwd, name), text)
    write('plan.json', plan({ deck: 20, hearth: 30, stone: 250 }))
    await use((...args) => kb(['check', '--base', 'generated', ...args], { cwd }), write)
  })

test('a suppression takes its findings out of the outcome, and the verdict lists them', () =>
  withOven(async (run, write) => {
    write('some.yaml', `- { ${cold}, subjects: 'd*' }\n`)
    write('all.yaml', `- { ${cold}, subjects: [deck, hearth], input: plan.json }\n`)
    const args = ['plan.json', '--as-of', '2027-03-31', '--format', 'json', '--suppressions']
    const [some, all] = await Promise.all([run(...args, 'some.yaml'), run(...args, 'all.yaml')])
    const [partly, wholly] = [verdictOf(some), verdictOf(all)]
    assert.is(some.code, 1)
    assert.is(partly.results[0]!.outcome, 'rejected')
    assert.equal(
      partly.results[0]!.findings.map(({ subjects, count, message }) => [subjects, count, message]),
      [[['hearth'], 1, 'hearth starts at 30 degrees']],
    )
    assert.is(all.code, 0)
    assert.is(wholly.results[0]!.outcome, 'valid')
    assert.equal(wholly.results[0]!.findings, [])
    const [suppressed] = wholly.results[0]!.suppressed!
    assert.equal(
      [suppressed!.subjects, suppressed!.reason],
      [['deck', 'hearth'], 'the thermometer is broken'],
    )
    assert.is(wholly.asOf, '2027-03-31')
    assert.equal(
      wholly.suppressions!.map(({ state, count }) => [state, count]),
      [['used', 2]],
    )
  }))

test('a suppression that has ended suppresses nothing, and is reported', () =>
  withOven(async (run, write) => {
    write('shardwright.suppressions.yaml', `- { ${cold} }\n`)
    const before = await run('plan.json', '--as-of', '2027-03-31')
    const after = await run('plan.json', '--as-of', '2027-04-01')
    assert.is(before.code, 0, before.out)
    assert.match(
      before.out,
      /suppressed\n {2}error {4}oven\/hot {2}2 nodes: deck, hearth\n {2}until {4}2027-03-31: the/,
    )
    assert.match(before.out, /suppressed 2\n\nSuppressions as of 2027-03-31: 1 used\.\n$/)
    assert.is(after.code, 1)
    assert.match(after.out, /1 expired\.\n {2}- oven\/hot is no longer suppressed: that ended on 2027-03-31/)
  }))

test('the day is that of the clock only where none is given, and is recorded', () =>
  withOven(async (run, write) => {
    write('shardwright.suppressions.yaml', `- { ${cold.replace('2027-03-31', '9999-12-31')} }\n`)
    const { asOf } = verdictOf(await run('plan.json', '--format', 'json'))
    assert.match(asOf!, /^\d{4}-\d\d-\d\d$/)
    const none = await inFolder((cwd) =>
      kb(['check', '-', '--format', 'json'], { cwd, input: 'digraph { a }' }),
    )
    assert.not.ok('asOf' in (JSON.parse(none.out) as Verdict))
  }))

test('a suppression that meets nothing is reported, one that was not asked is not', () =>
  withOven(async (run, write) => {
    const entries = [
      `- { ${cold}, subjects: stone }`,
      `- { ${cold}, subjects: '*t?ne*' }`,
      `- { ${cold}, input: other.json }`,
      `- { ${cold} }`,
    ]
    write('s.yaml', `${entries.join('\n')}\n`)
    const { suppressions } = verdictOf(
      await run('plan.json', '--suppressions', 's.yaml', '--as-of', '2027-01-01', '--format', 'json'),
    )
    assert.equal(
      suppressions!.map(({ state }) => state),
      ['unused', 'unused', 'not-asked', 'used'],
    )
    for (const format of ['text', 'markdown', 'agent']) {
      const { out } = await run(
        'plan.json',
        '--suppressions',
        's.yaml',
        '--as-of',
        '2027-01-01',
        '--format',
        format,
      )
      assert.match(out, /as of 2027\\?-01\\?-01: 1 used, 2 unused, 1 not asked/, format)
      assert.is(out.match(/in vain/g)?.length, 2, format)
      assert.match(out, /suppressed 2/, format)
    }
  }))

test('a hard rule cannot be suppressed', () =>
  withOven(
    async (run, write) => {
      write('s.yaml', `- { ${cold} }\n`)
      const refused = await run('plan.json', '--suppressions', 's.yaml')
      assert.is(refused.code, 2)
      assert.is(refused.out, '')
      assert.match(refused.err, /s\.yaml:1:11 error .*`oven\/hot` is a hard rule, which cannot be suppressed/)
    },
    (same) => same,
  ))

const wrong: readonly (readonly [entry: string, says: RegExp])[] = [
  ['{ rule: oven/hot, until: 2027-01-01 }', /:1:3 .*The key `reason` is missing/],
  ['{ rule: oven/hot, reason: it is so }', /The key `until` is missing[\s\S]*Nothing is suppressed for ever/],
  ['{ rule: oven/hot, reason: " ", until: 2027-01-01 }', /`reason` must be a text/],
  ['{ rule: oven/hot, reason: it is so, until: 2027-02-30 }', /:1:46 .*`2027-02-30` is no day/],
  [
    '{ rule: oven/hto, reason: it is so, until: 2027-02-01 }',
    /no rule `oven\/hto`[\s\S]*Did you mean `oven\/hot`/,
  ],
  [
    '{ rule: oven/hot, reason: it is so, untill: 2027-02-01 }',
    /:1:39 .*no key `untill`[\s\S]*Did you mean `until`/,
  ],
  [
    '{ rule: oven/hot, reason: it is so, until: 2027-02-01, subjects: [] }',
    /`subjects` is a name or pattern/,
  ],
  ['oven/hot', /A suppression is a map/],
  ['{ rule: oven/hot', /yaml\/syntax/],
]

test('annotations count what was set aside, and leave old findings be', () =>
  withOven(async (run, write) => {
    const github = ['plan.json', '--format', 'github', '--as-of', '2027-03-31']
    write('all.yaml', `- { ${cold} }\n- { ${cold}, subjects: nobody }\n`)
    const suppressed = await run(...github, '--suppressions', 'all.yaml')
    assert.is(suppressed.code, 0)
    assert.match(suppressed.out, /^outcome of plan\.json: valid; suppressed 2$/m)
    assert.match(suppressed.out, /^Suppressions as of 2027-03-31: 1 used, 1 unused\.$/m)
    assert.match(suppressed.out, /^::warning title=suppression::oven\/hot is suppressed in vain/m)
    await run('plan.json', '--write-baseline', 'old.json')
    const old = await run(...github, '--baseline', 'old.json')
    assert.is(old.code, 0)
    assert.match(old.out, /^::notice file=.*plan\.json,title=rejected::.*old by the baseline 2/m)
    assert.not.match(old.out, /^::error/m)
    assert.match(old.out, /^outcome of plan\.json: rejected; old by the baseline 2$/m)
  }))

test('wrong entries are refused at line and column', () =>
  withOven(async (run, write) => {
    const schema = new Ajv({ allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(join(rules, 'suppressions.schema.json'), 'utf8')),
    )
    const { parse } = await import('yaml')
    for (const [entry, says] of wrong) {
      write('s.yaml', `- ${entry}\n`)
      const refused = await run('plan.json', '--suppressions', 's.yaml')
      assert.is(refused.code, 2, entry)
      assert.match(refused.err, says)
      assert.ok(isCalm(refused))
      // What the schema refuses is refused; beyond it, names and days are looked up.
      if (!/no day|no rule|syntax/.test(says.source)) assert.not.ok(schema(parse(`- ${entry}`)), entry)
    }
    write('s.yaml', 'rule: oven/hot\n')
    assert.match((await run('plan.json', '--suppressions', 's.yaml')).err, /are a list/)
    assert.match((await run('plan.json', '--suppressions', 'none.yaml')).err, /`none\.yaml` cannot be read/)
    assert.match((await run('plan.json', '--as-of', 'today')).err, /`today` is no day/)
    assert.ok(schema(parse(`- { ${cold}, subjects: d*, input: plan.json }`)))
  }))

test('a baseline sets old findings aside subject by subject, hard ones too, and the outcome stays', () =>
  withOven(
    async (run, write) => {
      const written = await run('./plan.json', '--write-baseline', 'old.json')
      assert.is(written.code, 0)
      assert.match(written.err, /old\.json holds 2 old findings/)
      const same = await run('plan.json', '--baseline', 'old.json', '--format', 'json')
      assert.is(same.code, 0)
      const verdict = verdictOf(same)
      assert.is(verdict.results[0]!.outcome, 'rejected', 'a baseline approves of nothing')
      assert.equal(verdict.results[0]!.findings, [])
      assert.equal(
        verdict.results[0]!.old!.map(({ subjects }) => subjects),
        [['deck', 'hearth']],
      )
      assert.equal(verdict.baseline, { old: 2, gone: 0 })
      write('plan.json', plan({ deck: 20, hearth: 200, stone: 90 }))
      const other = await run('plan.json', '--baseline', 'old.json')
      assert.is(other.code, 1)
      assert.match(other.out, /error {4}oven\/hot {2}node stone/)
      assert.match(other.out, /1 error in 1 class; old by the baseline 1/)
      assert.match(other.out, /Baseline: 1 old finding met, 1 gone: write it anew\.\n$/)
    },
    (same) => same,
  ))

test('a baseline is the same for the same findings, and what is none is refused', () =>
  withOven(async (run, write) => {
    await run('plan.json', '--write-baseline', 'a.json')
    const { readBaseline } = await import('../../src/check/baseline.js')
    const folder = (await run('plan.json', '--baseline', 'a.json', '--write-baseline', 'b.json')).err
    assert.match(folder, /exclude each other/)
    for (const [name, text] of [
      ['empty.json', ''],
      ['list.json', '[]'],
      ['version.json', '{"version": 2, "findings": []}'],
      ['shape.json', '{"version": 1, "findings": [{"input": "a", "rule": "b", "subjects": [1]}]}'],
    ] as const) {
      write(name, text)
      const refused = await run('plan.json', '--baseline', name)
      assert.is(refused.code, 2, name)
      assert.match(refused.err, /no baseline of this version/)
    }
    assert.equal(readBaseline({ version: 1, findings: [] }).findings, [])
    const nowhere = await run('plan.json', '--write-baseline', 'no/such/folder.json')
    assert.is(nowhere.code, 2)
    assert.match(nowhere.err, /cannot be written/)
  }))

test('an input that cannot be judged stays so, whatever the baseline holds', () =>
  withOven(async (run, write) => {
    write('cut.json', '{"nodes": [')
    const written = await run('cut.json', '--write-baseline', 'old.json')
    const again = await run('cut.json', '--baseline', 'old.json')
    assert.equal([written.code, again.code], [2, 2])
  }))

test.run()
