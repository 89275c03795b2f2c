// Tries a bug: what the judge and a run say of the repaired form, and of the broken one.
import { build, check } from '../../src/index.js'
import { families } from '../build/grid.js'
import { base } from '../build/plans.js'
import { opinions } from '../damage/opinions.js'
import { copyOf, type Plan } from '../damage/plan.js'
import type { Bug, BuiltBug } from './bug.js'

export interface Opinion {
  readonly outcome: string
  /** Rules that are broken or not assessed, with severity error. */
  readonly errors: readonly string[]
  /** What running says; absent for documents without tensors. */
  readonly runs?: string
}

/** Both opinions of both forms. */
export async function tryBug(bug: Bug): Promise<{ repaired: Opinion; broken: Opinion }> {
  if (!('harm' in bug)) return { repaired: await judged(bug.repaired), broken: await judged(bug.broken) }
  const repaired = await planOf(bug)
  const broken = copyOf(repaired)
  bug.harm(broken)
  return { repaired: await opinionOf(repaired), broken: await opinionOf(broken) }
}

async function planOf({ family, strategy, phase, prepare }: BuiltBug): Promise<Plan> {
  const { model } = families.find(({ name }) => name === family)!
  const { plan } = await build({ model: { model }, strategy, phase, base })
  const copy = copyOf(plan)
  prepare?.(copy)
  return copy
}

const opinionOf = async (plan: Plan): Promise<Opinion> => ({
  ...(await judged(plan)),
  runs: opinions.runs(plan),
})

async function judged(document: object): Promise<Opinion> {
  const { results } = await check(document, { base, prove: false })
  const { outcome, findings, notAssessed, problems } = results[0]!
  const errors = [...findings, ...notAssessed].flatMap(({ severity, rule }) =>
    severity === 'error' ? [rule] : [],
  )
  return { outcome, errors: [...errors, ...problems.map(({ read }) => String(read))] }
}
