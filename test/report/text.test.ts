import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { agentReport } from '../../src/report/agent.js'
import { shortReport } from '../../src/report/short.js'
import { textReport } from '../../src/report/text.js'
import { finding, result, verdict } from './verdict.js'

const layout = { width: 100, colour: false }

test('a person sees the outcome, the findings by stratum, and a summary', async () => {
  assert.is(
    await textReport(verdict(), false, layout),
    `recipes/bread.dot: rejected  (dataflow, 9 nodes, 8 edges)

02 baking
  error    oven/preheated  4 nodes: bake_0, bake_1 … bake_3 (first at line 12)
           bake_0 starts at 20 degrees
  seen     heat = 20, trays = {1,2,3}, self.reaches(cool) is true
  seen     path: bake_0 → rest → cool
  law      kb/02_baking/ovens.md:8 (hard) [hamelman]
  leads to failure/flat-bread
  fix      Preheat the oven (safe, proved)

Assumed: plan.altitude = 300.

4 errors in 1 class; blocked 1; not assessed 1 (missing: node.tray): kb check --why
`,
  )
})

test('--why adds what was not applicable, blocked and not assessed', async () => {
  const text = await textReport(verdict(), true, layout)
  assert.match(text, /not applicable\n\s+oven\/steam\n/)
  assert.match(text, /warning {2}oven\/vented {2}1 subject: bake_0: oven\/preheated\n/)
  assert.match(text, /error {4}oven\/level {2}2 subjects: bake_0, bake_1: node\.tray\n/)
  assert.not.match(text, /kb check --why/)
})

const placed = {
  ...result,
  types: {
    ...{ by: 'labels' as const, tensors: 120, placed: 34 },
    open: [
      { because: 'not-stated', tensors: 60, first: 'qkv' },
      { because: 'behind', tensors: 26, first: 'norm' },
    ],
  },
}

test('how far tensors are placed is said in a line, and with --why the reasons why others are not', async () => {
  const line = 'types: 34 of 120 tensors placed by labels; open: 60 not said, 26 behind those\n'
  const text = await textReport(verdict(placed), false, layout)
  assert.match(text, `${line}4 errors in 1 class`)
  assert.not.match(text, 'not placed on devices')
  const why = await textReport(verdict(placed), true, layout)
  assert.match(
    why,
    'not placed on devices\n           not-stated: 60 tensors, first of qkv: nothing that the node says',
  )
  assert.match(why, 'behind: 26 tensors, first of norm:')
  assert.match(
    await agentReport(verdict(placed), false, layout),
    '; types: 34 of 120 tensors placed by labels;',
  )
  assert.match(await agentReport(verdict(placed), true, layout), 'not-placed behind: 26 tensors')
  const whole = { ...placed, types: { by: 'slices' as const, tensors: 1, placed: 1, open: [] } }
  assert.match(await textReport(verdict(whole), false, layout), 'types: 1 of 1 tensor placed by slices\n')
})

test('nothing broken is said, with the number of rules that passed', async () => {
  const clean = {
    ...result,
    outcome: 'valid' as const,
    findings: [],
    blocked: [],
    notAssessed: [],
    assumed: {},
  }
  const text = await textReport(verdict(clean), false, layout)
  assert.is(
    text,
    'recipes/bread.dot: valid  (dataflow, 9 nodes, 8 edges)\n\nnothing broken; 2 rules passed\n',
  )
})

test('several inputs end with a count of outcomes; limits are named beside each outcome', async () => {
  const other = { ...result, input: 'b.dot', outcome: 'valid' as const, findings: [] }
  const text = await textReport(
    { ...verdict(result, other), limitedTo: { only: ['oven/preheated'] } },
    false,
    layout,
  )
  assert.match(text, /\n2 inputs: 1 rejected, 1 valid\n$/)
  assert.match(text, /^recipes\/bread\.dot: rejected for oven\/preheated only {2}/)
  assert.match(text, /\nb\.dot: valid for oven\/preheated only {2}/)
})

test('lines fit the width, and colour changes nothing but colour', async () => {
  const long = { ...result, findings: [{ ...finding, message: 'flour and water and salt and '.repeat(20) }] }
  for (const width of [60, 100]) {
    const text = await textReport(verdict(long), true, { width, colour: false })
    assert.ok(text.split('\n').every((line) => line.length <= width))
    const coloured = await textReport(verdict(long), true, { width, colour: true })
    assert.is.not(coloured, text)
    assert.is(coloured.replaceAll(/\p{Cc}\[\d+m/gu, ''), text)
  }
})

test('at a glance there are the outcome and the first two errors, or the summary', async () => {
  const finding2 = { ...finding, severity: 'warning' as const, message: 'only a warning' }
  const many = { ...result, findings: [finding2, finding, finding, finding, finding] }
  const sound = { ...result, input: 'b.dot', outcome: 'valid' as const, findings: [finding2] }
  const text = await shortReport(verdict(many, sound), layout)
  const said = 'oven/preheated: bake_0 starts at 20 degrees'
  assert.is(
    text.split('\n').slice(0, 4).join('\n'),
    `recipes/bread.dot: rejected\n  error    ${said}\n  error    ${said}\n           and 2 more errors`,
  )
  assert.match(text, /\nb\.dot: valid\n {11}4 warnings/)
  assert.not.match(text, /only a warning/)
})

test('an agent pays for one line an input and one a finding', async () => {
  const hostile = { ...finding, message: 'a\nb\r\nc', subjects: ['x\ny'], count: 1 }
  const text = await agentReport(verdict(result, { ...result, findings: [hostile] }), false, layout)
  const lines = text.split('\n')
  assert.is(lines.length, 5)
  assert.match(
    lines[1]!,
    /^error oven\/preheated 4 nodes: bake_0, bake_1 … bake_3 \(line 12\): bake_0 starts at 20 degrees \| seen heat = 20.* \| fix \(safe\) Preheat the oven \| law kb\/02_baking\/ovens\.md:8$/,
  )
  assert.match(lines[3]!, /node x\\ny .*: a\\nb\\r\\nc/)
})

test.run()
