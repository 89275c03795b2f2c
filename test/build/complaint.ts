// What is wrong with a plan of the grid, if anything: to the judge, to its types, or when it is executed.
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { executePlan } from '../../src/execute/index.js'
import { build } from '../../src/index.js'
import { judge } from '../../src/judge/index.js'
import { loadBase } from '../../src/knowledge/load.js'
import { observe } from '../../src/observe/index.js'
import { packagePath } from '../../src/project.js'
import type { Case } from './grid.js'

const base = loadBase(packagePath('generated'))

/** Undefined where the plan is valid, typed without a gap, and equal to the unsharded model. */
export async function complaintOf(
  { family, strategy, phase }: Case,
  unfold: boolean,
): Promise<string | undefined> {
  const { plan } = await build({ model: { model: family.model }, strategy, phase, unfold, base })
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

export function title({ family, strategy, phase }: Case): string {
  return `${family.name} ${strategy || 'one rank'} ${phase}`
}
