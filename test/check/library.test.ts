import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  BaseError,
  baselineOf,
  type CheckOptions,
  check,
  compile,
  explain,
  loadBase,
  UsageError,
  type Verdict,
} from '../../src/index.js'
import { jsonReport } from '../../src/report/json.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const base = loadBase(join(root, 'generated'))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const examples = [
  'agent-moe.dot',
  'decode-tp2.json',
  'decode-tp2-broken.json',
  'dense-tp4-pp2.json',
  'dense-tp4-pp2-broken.json',
]
const documents = [
  ...examples.map((name) => ({ input: name, content: read(`examples/${name}`) })),
  { input: 'cyclic', content: 'digraph { a -> b -> a }' },
  { input: 'cut', content: 'digraph { a -> ' },
  { input: 'nothing', content: '' },
  {
    input: 'undecided',
    content: 'digraph { tokens [label="Input tokens"]; s [label="Sampling decode step"]; tokens -> s }',
  },
  { input: 'sketch', content: '{"nodes": [], "edges": []}' },
]

test('the examples come out as their names say', async () => {
  const { results } = await check(documents.slice(0, examples.length), { base })
  const outcomes = results.map(({ outcome }) => outcome)
  assert.equal(outcomes, ['rejected', 'valid', 'rejected', 'valid', 'rejected'])
})

const advice = base.rules.find(({ kind }) => kind === 'wisdom')!.id
const suppressions = [{ rule: advice, reason: 'we know', until: '2027-01-01' }]

test('suppressions need a day, and the library reads no clock', async () => {
  const wrong = async (options: CheckOptions, says: RegExp) => {
    try {
      await check(documents, { base, ...options })
    } catch (error) {
      assert.instance(error, UsageError)
      assert.match((error as Error).message, says)
      return
    }
    assert.unreachable(String(says))
  }
  await wrong({ suppressions }, /as of which day/)
  await wrong({ suppressions, asOf: 'tomorrow' }, /`tomorrow` is no day/)
  await wrong(
    { suppressions: [{ ...suppressions[0], reason: '' }], asOf: '2027-01-01' },
    /suppression 1, reason: /,
  )
  await wrong({ baseline: {} }, /no baseline/)
})

test('a baseline of all findings leaves none, and every outcome as it was', async () => {
  const before = await check(documents, { base })
  const after = await check(documents, { base, baseline: baselineOf(before) })
  assert.equal(
    after.results.map(({ outcome }) => outcome),
    before.results.map(({ outcome }) => outcome),
  )
  assert.equal(
    after.results.flatMap(({ findings }) => findings),
    [],
  )
  const subjects = (results: Verdict['results'], of: 'findings' | 'old') =>
    results.map((result) => (result[of] ?? []).reduce((sum, { count }) => sum + count, 0))
  assert.equal(subjects(after.results, 'old'), subjects(before.results, 'findings'))
  assert.equal(after.baseline!.gone, 0)
})

test('every verdict that is printed fits its schema', async () => {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(read('rules/verdict.schema.json')),
  )
  const verdicts = [
    await check(documents, { base, assume: { 'model.layers': 2 } }),
    await check(documents, { base, only: ['graph/acyclic'] }),
    await check(documents, { base, profile: 'law' }),
    await check(documents, { base, prove: false }),
    await check(documents, { base, suppressions, asOf: '2027-01-01' }),
    await check(documents, { base, baseline: baselineOf(await check(documents, { base })) }),
  ]
  for (const verdict of verdicts) {
    const printed: unknown = JSON.parse(jsonReport(verdict))
    assert.ok(validate(printed), JSON.stringify(validate.errors?.slice(0, 3)))
  }
  const [first] = verdicts
  assert.ok(
    first!.results.some(({ findings }) => findings.some(({ fixes }) => fixes.some(({ patch }) => patch))),
  )
  assert.ok(first!.results.some(({ blocked }) => blocked.length > 0))
  assert.ok(first!.results.some(({ notAssessed }) => notAssessed.length > 0))
})

test('a plan may be text, bytes or data, with the same verdict but for the name', async () => {
  const plan = read('examples/decode-tp2-broken.json')
  const data = JSON.parse(plan) as object
  const verdicts = [plan, Buffer.from(plan), data, [{ input: 'plan', content: plan }]].map((given) =>
    check(given, { base }),
  )
  const findings = (await Promise.all(verdicts)).map(({ results }) => results[0]!.findings)
  assert.equal(
    findings[0]!.map(({ rule }) => rule),
    ['tp/partial-sums-reduced'],
  )
  for (const other of findings.slice(1)) assert.is(JSON.stringify(other), JSON.stringify(findings[0]))
})

test('a rule that is taken away takes exactly its findings along', async () => {
  const required = new Set(base.rules.flatMap(({ requires }) => requires))
  const findingsBy = async (rules: typeof base.rules) => {
    const { results } = await check(documents, { base: { ...base, rules }, prove: false })
    return results.map(({ findings }) => findings)
  }
  const all = await findingsBy(base.rules)
  const broken = new Set(all.flat().map(({ rule }) => rule))
  const removable = base.rules.filter(({ id }) => broken.has(id) && !required.has(id))
  assert.ok(removable.length > 8)
  for (const { id } of removable) {
    const left = await findingsBy(base.rules.filter((rule) => rule.id !== id))
    const expected = all.map((findings) => findings.filter(({ rule }) => rule !== id))
    assert.is(JSON.stringify(left), JSON.stringify(expected), id)
  }
})

test('a profile leaves advice out and keeps what is hard', async () => {
  const rulesOf = async (profile: string) => {
    const { results, limitedTo } = await check(documents, { base, profile })
    return { limitedTo, kinds: new Set(results.flatMap(({ findings }) => findings.map(({ kind }) => kind))) }
  }
  const [all, law] = [await rulesOf('all'), await rulesOf('law')]
  assert.equal(all.limitedTo, undefined)
  assert.ok(all.kinds.has('wisdom') || all.kinds.has('engine'))
  assert.equal(law.limitedTo, { profile: 'law' })
  assert.equal(law.kinds, new Set(['hard']))
})

test('what options name must be known', async () => {
  const refused = async (
    options: object,
    says: RegExp,
    kind: typeof UsageError | typeof BaseError = UsageError,
  ) => {
    try {
      await check('digraph {}', { base, ...options })
      assert.unreachable(JSON.stringify(options))
    } catch (error) {
      assert.instance(error, kind)
      assert.match((error as Error).message, says)
    }
  }
  await refused({ only: ['graph/none'] }, /no rule/)
  await refused({ profile: 'none' }, /no profile/)
  await refused({ assume: { model: { none: 1 } } }, /`model\.none`/)
  await refused({ assume: { 'model.layers': 1.5 } }, /integer/)
  await refused({ assume: JSON.parse('{"__proto__": {"layers": 1}}') }, /nothing that can be assumed/)
  await refused({ base: 'none' }, /index\.json is missing/, BaseError)
})

test('an explanation has the condition in words, the examples and the sources', async () => {
  const explained = await explain('tp/heads-divide')
  assert.equal(
    explained.must.map(({ words }) => words),
    ['the remainder of model.attentionHeads / tpa is 0'],
  )
  assert.ok(explained.examples.some(({ expect }) => expect === 'pass'))
  assert.ok(explained.examples.some(({ expect }) => expect === 'fail'))
  assert.ok(explained.sources.length > 0)
  for (const rule of base.rules)
    assert.not.match(JSON.stringify(await explain(rule.id, { base })), /undefined|\[object/)
})

test('compiling gives what is checked in', async () => {
  const { files, diagnostics } = await compile({ kb: join(root, 'kb') })
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  )
  for (const [name, content] of files) assert.is(content, read(`generated/${name}`), name)
})

test('what is no plan is refused with a word on what is one', async () => {
  const circle: { nodes: unknown[] } = { nodes: [] }
  circle.nodes.push(circle)
  const wrong: unknown[] = [
    null,
    undefined,
    3,
    circle,
    { nodes: [1n] },
    ['digraph {}'],
    [{ id: 'a' }],
    [{ input: 'a' }],
  ]
  for (const plan of wrong) {
    const error = await check(plan as object).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    assert.instance(error, UsageError)
    assert.match((error as UsageError).hint ?? '', /nodes and edges/)
  }
})

test.run()
