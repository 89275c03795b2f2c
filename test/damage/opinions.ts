// The two opinions of a plan: the judge's, who does not run it, and that of running it.
import type { Candidate } from '../../src/candidate/candidate.js'
import { readPlanDocument } from '../../src/candidate/plan/index.js'
import { executePlan } from '../../src/execute/index.js'
import { judge } from '../../src/judge/index.js'
import { loadBase } from '../../src/knowledge/load.js'
import { observe } from '../../src/observe/index.js'
import { packagePath } from '../../src/project.js'
import type { Plan } from './plan.js'
import type { Opinions } from './trial.js'

const base = loadBase(packagePath('generated'))
const errors = base.rules.filter(({ severity }) => severity === 'error').map(({ id }) => id)

const read = (plan: Plan): Candidate => readPlanDocument(plan, 'damaged', base)

export const opinions: Opinions = {
  async rejects(plan) {
    const candidate = read(plan)
    const { findings } = await judge(observe(candidate, base), base, {
      only: errors,
      problems: candidate.problems.length,
    })
    return findings.map(({ rule }) => rule.id)
  },
  runs(plan, seed = 1) {
    return executePlan(read(plan), base, { findsSmallest: false, seed }).outcome
  },
}
