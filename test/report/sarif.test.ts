// SARIF logs against the schema of the standard, and what code scanning makes of them.
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import ajvFormats from 'ajv-formats'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { baselineOf, type CheckOptions, check, loadBase, type Verdict } from '../../src/index.js'
import { packagePath } from '../../src/project.js'
import { type SarifRun, sarifReport } from '../../src/report/sarif.js'
import { finding, result, verdict } from './verdict.js'

const require = createRequire(import.meta.url)
// Draft 4 of JSON Schema names the schema `id`.
const { $schema: _, id: __, ...schema } = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
// The types of the package speak of CommonJS.
;(ajvFormats as unknown as (ajv: Ajv) => void)(ajv)
const isSarif = ajv.compile(schema)

const base = loadBase(packagePath('generated'))
const run: SarifRun = {
  uriOf: (input) => (input === '-' ? undefined : input),
  pageUriOf: ({ page, line }) => `https://example.org/${page}#L${line}`,
  exitCode: 1,
}

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Descriptor[] } }
      readonly invocations: readonly [Invocation]
      readonly artifacts: readonly { readonly location?: { readonly uri: string } }[]
      readonly results: readonly SarifResult[]
    },
  ]
}
interface Descriptor {
  readonly id: string
  readonly helpUri?: string
  readonly fullDescription: { readonly text: string }
  readonly defaultConfiguration: { readonly level: string }
}
interface Invocation {
  readonly executionSuccessful: boolean
  readonly exitCode: number
  readonly toolConfigurationNotifications: readonly Notification[]
  readonly toolExecutionNotifications: readonly Notification[]
}
interface Notification {
  readonly level: string
  readonly descriptor: { readonly id: string }
  readonly message: { readonly text: string }
  readonly locations?: readonly Location[]
}
interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri?: string; readonly index: number }
    readonly region?: { readonly startLine: number; readonly startColumn?: number }
  }
  readonly logicalLocations?: readonly { readonly name: string; readonly kind: string }[]
}
interface SarifResult {
  readonly ruleId: string
  readonly ruleIndex?: number
  readonly level: string
  readonly message: { readonly text: string }
  readonly locations: readonly [Location]
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[]
  readonly baselineState?: string
}

/** The log of a verdict, which the schema of the standard has passed. */
function logOf(judged: Verdict): Log['runs'][0] {
  const text = sarifReport(judged, base, run)
  const log = JSON.parse(text) as Log
  assert.ok(isSarif(log), ajv.errorsText(isSarif.errors))
  assert.is(sarifReport(judged, base, run), text)
  return log.runs[0]
}

const cyclic = `digraph plan {
  tokens [label="Input tokens"]; norm [label="RMSNorm"]; add [label="Residual Add"]; logits [label="Output logits"]
  tokens -> norm -> add -> norm
  add -> logits
}`

test('the schema refuses what is no log, so that passing it means something', () => {
  const log = JSON.parse(sarifReport(verdict(), base, run)) as { runs: { results: unknown[] }[] }
  assert.ok(isSarif(log))
  log.runs[0]!.results.push({ ruleId: 'a/b', level: 'fatal', message: { text: 'x' } })
  assert.not.ok(isSarif(log))
})

test('a finding is a result at the line of its first subject, and points to its rule', async () => {
  const { results, tool, artifacts, invocations } = logOf(
    await check([{ input: 'plans/a.dot', content: cyclic }], { base }),
  )
  const broken = results.find(({ ruleId }) => ruleId === 'graph/acyclic')!
  assert.is(broken.level, 'error')
  assert.match(broken.message.text, /norm[\s\S]*\nlaw: kb\/\S+:\d+$/)
  const [{ physicalLocation, logicalLocations }] = broken.locations
  assert.equal(physicalLocation, {
    artifactLocation: { uri: 'plans/a.dot', index: 0 },
    region: { startLine: 2 },
  })
  assert.is(logicalLocations?.[0]?.kind, 'cycle')
  const rule = tool.driver.rules[broken.ruleIndex!]!
  assert.is(rule.id, 'graph/acyclic')
  assert.match(rule.helpUri!, /^https:\/\/example\.org\/kb\/\S+\.md#L\d+$/)
  assert.is(artifacts[0]?.location?.uri, 'plans/a.dot')
  assert.is(invocations[0].executionSuccessful, true)
  assert.is(invocations[0].exitCode, 1)
})

test('every rule of the base has a descriptor with a text that code scanning shows', () => {
  const { rules } = logOf(verdict()).tool.driver
  assert.equal(
    rules.map(({ id }) => id),
    base.rules.map(({ id }) => id),
  )
  for (const { id, fullDescription } of rules) {
    assert.ok(fullDescription.text.length > 0 && fullDescription.text.length <= 1024, id)
    assert.not.match(fullDescription.text, /\[\^/)
  }
  const levels = new Set(rules.map(({ defaultConfiguration }) => defaultConfiguration.level))
  assert.equal([...levels].sort(), ['error', 'note', 'warning'])
})

test('a rule that the base does not have is named without a place among the descriptors', () => {
  const [broken] = logOf(verdict()).results
  assert.is(broken?.ruleId, finding.rule)
  assert.is(broken?.ruleIndex, undefined)
})

test('fingerprints stay when lines move, and tell findings of one rule apart', async () => {
  const printsOf = async (content: string) =>
    logOf(await check([{ input: 'a.dot', content }], { base })).results.map(
      ({ ruleId, partialFingerprints }) => `${ruleId} ${partialFingerprints['primaryLocationLineHash']}`,
    )
  const loose = 'digraph plan { tokens [label="Input tokens"]; a [label="RMSNorm"]; b [label="RMSNorm"] }'
  const [prints, moved] = await Promise.all([loose, `\n\n${loose}`].map(printsOf))
  assert.equal(moved, prints)
  assert.is(new Set(prints).size, prints!.length)
  const twice = logOf(verdict({ ...result, findings: [finding, finding] })).results
  const [first, second] = twice.map(
    ({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash'],
  )
  assert.match(first!, /^[0-9a-f]{16}:1$/)
  assert.is(second, first!.replace(/1$/, '2'))
})

test('what is suppressed or old says so', async () => {
  const content =
    'digraph plan { tokens [label="Input tokens"]; logits [label="Output logits"]; tokens -> logits; tokens -> logits }'
  const rule = 'graph/duplicate-edge'
  // Hard rules cannot be suppressed, so for this test the rule is none.
  const soft = { ...base, rules: base.rules.map((each) => ({ ...each, kind: 'wisdom' as const })) }
  const judged = (options: CheckOptions) =>
    check([{ input: 'a.dot', content }], { base: soft, only: [rule], ...options })
  const states = (judged: Verdict) => logOf(judged).results.map(({ baselineState }) => baselineState)
  const plain = await judged({})
  assert.equal(states(plain), [undefined])
  assert.equal(states(await judged({ baseline: baselineOf(plain) })), ['unchanged'])
  assert.equal(states(await judged({ baseline: { version: 1, findings: [] } })), ['new'])
  const suppressions = [
    { rule, reason: 'drawn so by hand', until: '2027-01-31' },
    { rule, input: 'a.dot', reason: 'never met', until: '2027-01-31' },
  ]
  const { results, invocations } = logOf(await judged({ suppressions, asOf: '2026-11-27' }))
  assert.is(results.length, 1)
  assert.equal(results[0]?.suppressions, [
    {
      kind: 'external',
      status: 'accepted',
      justification: 'drawn so by hand',
      properties: { until: '2027-01-31' },
    },
  ])
  assert.match(invocations[0].toolConfigurationNotifications[0]!.message.text, /in vain.*never met/)
})

test('inputs that cannot be judged are notifications with their places', async () => {
  const { invocations } = logOf(
    await check(
      [
        {
          input: 'broken.json',
          content: '{"nodes": [{"id": "a", "layr": 1},\n {"id": "a"}],\n "edges": [3]}',
        },
        { input: 'map.dot', content: 'digraph { }' },
      ],
      { base },
    ),
  )
  const [{ toolExecutionNotifications: told, executionSuccessful }] = invocations
  assert.is(executionSuccessful, false)
  assert.equal(
    told
      .slice(0, 3)
      .map(({ descriptor, level, locations }) => [
        descriptor.id,
        level,
        locations?.[0]?.physicalLocation.region,
      ]),
    [
      ['unknown-word', 'error', { startLine: 1, startColumn: 24 }],
      ['duplicate-id', 'error', { startLine: 2, startColumn: 9 }],
      ['schema', 'error', { startLine: 3, startColumn: 12 }],
    ],
  )
  assert.is(told[3]?.locations?.[0]?.physicalLocation.artifactLocation.uri, 'map.dot')
})

test('an input without a name, and one that is given twice', async () => {
  const content = cyclic
  const { artifacts, results } = logOf(
    await check(
      [
        { input: '-', content },
        { input: 'a.dot', content },
        { input: 'a.dot', content },
      ],
      { base, only: ['graph/acyclic'] },
    ),
  )
  assert.is(artifacts.length, 2)
  assert.equal(
    results.map(({ locations }) => locations[0].physicalLocation.artifactLocation),
    [{ index: 0 }, { uri: 'a.dot', index: 1 }, { uri: 'a.dot', index: 1 }],
  )
})

test('names of the input act on nothing and make no links', () => {
  const hostile = { ...finding, subjects: ['[click](https://example.org)', '\u001b[2J\u202e', 'a', 'a'] }
  const text = sarifReport(verdict({ ...result, findings: [hostile] }), base, run)
  assert.not.match(text.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e]/u)
  const [broken] = logOf(verdict({ ...result, findings: [hostile] })).results
  assert.not.match(broken!.message.text, /\]\(/)
  assert.is(broken!.locations[0].logicalLocations?.length, 3)
})

test.run()
