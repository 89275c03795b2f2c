// What a plan says of its model and its workload, and the order in which it runs.
import type { Candidate } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { operatorsOf } from '../tensor/operators.js'
import { NotExecutable } from './not-executable.js'
import { PROMPT } from './phases.js'
import { programOf } from './program.js'
import { shortWindows } from './reduce/lengths.js'
import { architectureOf, type ModelFacts } from './reference/architecture.js'
import type { Prepared } from './trial.js'

/** So many steps are run where nobody asks for more. */
const MOST_STEPS = 16

/** The base's table of operations. */
const OPERATIONS = 'lexicon'

/** A plan with what is needed to run it. @throws NotExecutable where something is missing */
export function prepare(
  plan: Candidate,
  base: Base,
  settings: Pick<Prepared, 'algebra' | 'seed' | 'most'>,
): Prepared {
  if (plan.format !== 'plan') throw new NotExecutable('only a plan document says what each device holds')
  if (plan.nodes.length === 0) throw new NotExecutable('the plan has no nodes')
  const operatorOf = operatorsOf(base)
  const known = base.tables.find(({ id }) => id === OPERATIONS)?.rows ?? {}
  const program = programOf(plan, operatorOf, (op) => Object.hasOwn(known, op))
  const count = (name: string, least: number): number => {
    const value = plan.given[`workload.${name}`] ?? (least === 0 ? 0 : undefined)
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value
    throw new NotExecutable(`the plan does not say \`workload.${name}\``)
  }
  const workload = {
    sequences: count('concurrency', 1),
    promptTokens: count('promptTokens', program.units[PROMPT].length > 0 ? 1 : 0),
    outputTokens: count('outputTokens', 0),
  }
  const isGreedy = plan.given['workload.temperature'] === 0
  return {
    plan,
    operatorOf,
    program,
    model: architectureOf(factsOf(plan)),
    workload,
    isGreedy,
    ...settings,
  }
}

/** What no word says of a model, its weights do: a bias or a norm of heads that one layer has. */
function factsOf({ given, nodes }: Candidate): ModelFacts {
  const has = (ending: string): boolean =>
    nodes.some(({ weights }) => weights?.some(({ name }) => name?.endsWith(ending)))
  const word = (name: string) => given[`model.${name}`]
  const said = (name: string, ending: string): boolean => {
    const value = word(name)
    return typeof value === 'boolean' ? value : has(ending)
  }
  return {
    word,
    missing(name) {
      throw new NotExecutable(`the plan does not say \`model.${name}\``)
    },
    tooLarge(what) {
      throw new NotExecutable(`the model has ${what}: too many to compute with`)
    },
    qkvBias: said('qkvBias', '.bqkv'),
    outputBias: has('.bo'),
    headNorms: said('qkNorm', '.q_norm'),
  }
}

/** Enough that each rank that shares positions owns one of those that decode writes, and that without a prompt windows leave one of each behind. */
export function defaultSteps({ program, plan, model }: Prepared): number {
  let turns = 0
  for (const { attributes, group, phase } of plan.nodes) {
    const block = attributes?.['ownerBlock']
    if (typeof block === 'number' && phase !== PROMPT) turns = Math.max(turns, block * (group?.length ?? 1))
  }
  if (program.units[PROMPT].length > 0) return Math.min(MOST_STEPS, Math.max(2, turns))
  const windows = shortWindows(plan.nodes, model.layers, Number.POSITIVE_INFINITY).values()
  const seen = Math.max(0, ...windows) + turns
  return Math.min(MOST_STEPS, Math.max(2, turns, seen) + 1)
}
