// A plan whose types conflict is run, and the finding tells in numbers what comes of it.
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { check, execute, replay } from '../../src/index.js'
import type { Witness } from '../../src/judge/verdict.js'
import { agentReport } from '../../src/report/agent.js'
import { jsonReport } from '../../src/report/json.js'
import { textReport } from '../../src/report/text.js'
import { families } from '../build/grid.js'
import { base, built } from '../build/plans.js'
import { bypass, copyOf, type Plan, type PlanNode } from '../damage/plan.js'

const family = families.find(({ name }) => name === 'gqa')!
const planOf = async (strategy: string, phase: 'prefill' | 'decode' | 'both' = 'decode'): Promise<Plan> =>
  copyOf((await built({ family, strategy, phase })).plan)

const nodeOf = ({ nodes }: Plan, ending: string): PlanNode => nodes.find(({ id }) => id.endsWith(ending))!

/** The plan without a sum of two summands: each rank goes on with its own. */
async function unsummed(): Promise<Plan> {
  const plan = await planOf('tpa=2')
  bypass(plan, nodeOf(plan, 'l0.attn_out_sum'))
  return plan
}

/** Halves of a matrix of two parts: each rank has one part, and not half of both. */
function cutAcross(plan: Plan): void {
  nodeOf(plan, 'l1.gate_up').weights![0]!.slices = { gate_up: ['0-47', '48-95'] }
}

const checked = async (plan: Plan) => {
  const verdict = await check(plan, { base, prove: false })
  return { verdict, findings: verdict.results[0]!.findings }
}

const numbersOf = ({ ranks }: Witness): (number | null)[][] => ranks.map(({ values }) => [...values])

test('a sum that is left out: what two ranks have, and what they should', async () => {
  const plan = await unsummed()
  const { verdict, findings } = await checked(plan)
  const { witness, evidence } = findings.find((finding) => finding.witness !== undefined)!
  assert.ok(evidence.some(({ seen }) => 'typeConflict' in seen))
  assert.is(witness!.tensor, 'l0.mid')
  assert.equal(
    witness!.ranks.map(({ device }) => device),
    [0, 1],
  )
  const [one, other] = numbersOf(witness!)
  assert.is(one!.length, witness!.unsharded.length)
  for (const [i, expected] of witness!.unsharded.entries()) {
    assert.is.not(one![i], expected)
    assert.is.not(other![i], expected)
    assert.is.not(one![i], other![i])
  }
  // The second opinion names the same place and the same numbers.
  const [ran] = (await execute(plan, { base, numeric: true })).results
  const { tensor, node, cell } = ran!.mismatch!
  assert.equal([witness!.tensor, witness!.node, witness!.cells[0]], [tensor, node, cell.at])
  assert.ok('seen' in cell)
  assert.is(one![0], Number(cell.seen.toPrecision(4)))
  assert.is(witness!.unsharded[0], Number(cell.expected!.toPrecision(4)))

  const schema = new URL('../../rules/verdict.schema.json', import.meta.url)
  const ajv = new Ajv({ strict: false })
  const isVerdict = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))
  assert.ok(isVerdict(JSON.parse(jsonReport(verdict))), ajv.errorsText(isVerdict.errors))
  const line = `l0.mid (seq 0, hidden 0): ${one![0]} on rank 0, ${other![0]} on rank 1; unsharded ${witness!.unsharded[0]}`
  assert.match(await textReport(verdict, false, layout), new RegExp(`witness +${escaped(line)}\n`))
  assert.ok((await agentReport(verdict, false, layout)).includes(` | witness ${line} | `))
})

const layout = { width: 400, colour: false }
const escaped = (text: string): string => text.replace(/[.()]/g, '\\$&')

test('ranks with cells of their own each show theirs', async () => {
  const plan = await planOf('tpa=2')
  cutAcross(plan)
  const { findings } = await checked(plan)
  const witness = findings.find((finding) => finding.witness !== undefined)?.witness
  assert.is(witness?.tensor, 'l1.up')
  const [one, other] = numbersOf(witness!)
  assert.ok(one!.some((value, i) => value !== null && other![i] === null))
  assert.ok(other!.some((value, i) => value !== null && one![i] === null))
  assert.equal(new Set(witness!.cells.map(({ ffn }) => ffn)).size, witness!.cells.length)
})

test('what is written in prefill shows in decode', async () => {
  const plan = await planOf('tpa=2', 'both')
  const write = nodeOf(plan, 'l0.kv_write')
  assert.is(write.phase, 'prefill')
  write.layer = 1
  const { findings } = await checked(plan)
  for (const { witness, subjects } of findings)
    if (witness !== undefined) {
      assert.match(witness.node, /^decode\./)
      assert.ok(subjects.length > 0)
      return
    }
  assert.unreachable('no witness')
})

test('there is none where nothing conflicts, or the plan cannot be run', async () => {
  const sound = await planOf('tpa=2')
  assert.equal(
    (await checked(sound)).findings.filter(({ witness }) => witness !== undefined),
    [],
  )
  const plan = await unsummed()
  delete plan['workload']
  const { findings } = await checked(plan)
  assert.ok(findings.some(({ evidence }) => evidence.some(({ seen }) => 'typeConflict' in seen)))
  assert.not.ok(findings.some(({ witness }) => witness !== undefined))
})

test('a fault behind the first that differs has no witness of its own', async () => {
  const plan = await unsummed()
  cutAcross(plan)
  const { findings } = await checked(plan)
  const typed = findings.filter(({ evidence }) => evidence.some(({ seen }) => 'typeConflict' in seen))
  assert.equal(
    typed.map(({ subjects, witness }) => [subjects[0], witness?.tensor]),
    [
      ['decode.l0.out', 'l0.mid'],
      ['decode.l1.gate_up', undefined],
    ],
  )
})

test('a verdict with a witness is replayed to the same bytes', async () => {
  const document = { input: 'plan', content: JSON.stringify(await unsummed()) }
  const text = jsonReport(await check([document], { base, prove: false }))
  assert.ok(text.includes('"witness"'))
  assert.is((await replay(text, [document], { base })).state, 'identical')
})

test.run()
