// `npm run prove [-- --every N --from N --of WORD]`: all plans of the grid are valid, typed without a gap, and compute what the
// unsharded model computes. Exit 1 with the plans that are not.
import { parseArgs } from 'node:util'
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { executePlan } from '../../src/execute/index.js'
import { build } from '../../src/index.js'
import { judge } from '../../src/judge/index.js'
import { loadBase } from '../../src/knowledge/load.js'
import { observe } from '../../src/observe/index.js'
import { packagePath } from '../../src/project.js'
import { type Case, grid } from './grid.js'

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    of: { type: 'string', default: '' },
  },
})
const base = loadBase(packagePath('generated'))
const cases = [...grid()].filter((one) => title(one).includes(values.of))
let plans = 0
let failed = 0
for (let i = Number(values.from); i < cases.length; i += Number(values.every)) {
  const one = cases[i]!
  plans++
  const complaint = await complaintOf(one, i % 4 === 3)
  if (complaint === undefined) continue
  failed++
  process.stdout.write(`${title(one)}: ${complaint}\n`)
}
process.stdout.write(
  `${plans - failed} of ${plans} plans are valid, typed throughout and equal to the unsharded model\n`,
)
process.exitCode = failed === 0 ? 0 : 1

async function complaintOf({ family, strategy, phase }: Case, unfold: boolean): Promise<string | undefined> {
  const { plan } = await build({ model: { model: family.model }, strategy, phase, unfold })
  const candidate = readPlanDocument(plan, 'plan', base)
  const { outcome, findings } = await judge(observe(candidate, base), base, {
    problems: candidate.problems.length,
  })
  const broken = findings.filter(({ rule }) => rule.severity === 'error' || rule.id.startsWith('types/'))
  if (broken.length > 0) return broken.map(({ rule }) => rule.id).join(', ')
  if (outcome !== 'valid') return outcome
  const execution = executePlan(candidate, base)
  return execution.outcome === 'equal' ? undefined : `${execution.outcome}: ${reasonOf(execution)}`
}

function reasonOf({ reason, mismatch }: ReturnType<typeof executePlan>): string {
  return reason?.text ?? `${mismatch?.tensor} at ${mismatch?.node}`
}

function title({ family, strategy, phase }: Case): string {
  return `${family.name} ${strategy || 'one rank'} ${phase}`
}
