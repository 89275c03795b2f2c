// Executes plans on virtual ranks and compares every tensor with the unsharded model. Placements that a plan claims are not read.
import type { Candidate, SyntaxProblem } from '../candidate/candidate.js'
import { type Document, readDocument } from '../candidate/document.js'
import type { Base } from '../knowledge/base.js'
import { operatorsOf } from '../tensor/operators.js'
import type { Algebra } from './algebra/algebra.js'
import { fields } from './algebra/fields.js'
import { numbers } from './algebra/numbers.js'
import { NotExecutable } from './not-executable.js'
import { PROMPT } from './phases.js'
import { programOf } from './program.js'
import { architectureOf, type ModelFacts } from './reference/architecture.js'
import { smallest } from './smallest.js'
import { type Extent, type Mismatch, type Prepared, trial } from './trial.js'

export type { Difference } from './compare.js'
export type { Extent, Mismatch } from './trial.js'

export interface ExecuteDocumentOptions {
  /** Compute with floating-point numbers and a tolerance, instead of exactly with a pair of finite fields. */
  readonly numeric?: boolean
  /** Steps of decode; when absent, as many as let each rank that shares positions own one, at least 2. */
  readonly steps?: number
  /** What weights and tokens are drawn from. */
  readonly seed?: number
  /** Whether to look for the smallest input that shows a difference; it is when absent. */
  readonly findsSmallest?: boolean
}

/** What executing a plan showed. */
export interface Execution {
  readonly input: string
  readonly digest: string
  readonly problems: readonly SyntaxProblem[]
  readonly outcome: 'equal' | 'different' | 'not-executable'
  readonly ranks: number
  /** What was run: sequences, positions of their prompts, steps of decode; and cells that were compared. */
  readonly extent?: Extent
  readonly compared?: number
  /** Sizes that were computed with, by dimension: the smallest that the slices of the plan allow. */
  readonly sizes?: Readonly<Record<string, number>>
  readonly mismatch?: Mismatch
  /** The smallest input that was found to show a mismatch, and what it shows. */
  readonly smallest?: { readonly extent: Extent; readonly mismatch: Mismatch }
  /** Why the plan cannot be executed, and the node at which it fails. */
  readonly reason?: { readonly text: string; readonly node?: string }
}

/** Executes what a document holds: one answer for each candidate in it. */
export async function executeDocument(
  document: Document,
  base: Base,
  options: ExecuteDocumentOptions = {},
): Promise<readonly Execution[]> {
  const candidates = await readDocument(document, base)
  return candidates.map((candidate) => executePlan(candidate, base, options))
}

/** Executes one candidate. Nothing is thrown: a plan that cannot be executed is a result. */
export function executePlan(plan: Candidate, base: Base, options: ExecuteDocumentOptions = {}): Execution {
  const { input, digest, problems } = plan
  const ranks = new Set(plan.nodes.flatMap(({ devices }) => devices ?? []).map(String)).size
  const about = { input, digest, problems, ranks }
  if (problems.length > 0)
    return { ...about, outcome: 'not-executable', reason: { text: 'the document has problems' } }
  try {
    const prepared = prepare(plan, base, options)
    const steps = options.steps ?? defaultSteps(prepared)
    const most = Number.MAX_SAFE_INTEGER
    const found = trial(prepared, { sequences: most, positions: most, steps })
    const { extent, compared, sizes, mismatch } = found
    const ran = { ...about, extent, compared, sizes }
    if (mismatch === undefined) return { ...ran, outcome: 'equal' }
    const different = { ...ran, outcome: 'different', mismatch } as const
    if (options.findsSmallest === false) return different
    const least = smallest(prepared, found)
    return { ...different, smallest: { extent: least.extent, mismatch: least.mismatch! } }
  } catch (error) {
    if (!(error instanceof NotExecutable)) throw error
    const { message: text, node } = error
    return { ...about, outcome: 'not-executable', reason: { text, ...(node !== undefined && { node }) } }
  }
}

/** So many steps are run where nobody asks for more. */
const MOST_STEPS = 16

/** The base's table of operations. */
const OPERATIONS = 'lexicon'

function prepare(plan: Candidate, base: Base, { numeric, seed = 1 }: ExecuteDocumentOptions): Prepared {
  if (plan.format !== 'plan') throw new NotExecutable('only a plan document says what each device holds')
  if (plan.nodes.length === 0) throw new NotExecutable('the plan has no nodes')
  const operatorOf = operatorsOf(base)
  const known = base.tables.find(({ id }) => id === OPERATIONS)?.rows ?? {}
  const program = programOf(plan, operatorOf, (op) => Object.hasOwn(known, op))
  const algebra: Algebra = numeric === true ? numbers : fields
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
    algebra,
    seed,
    isGreedy,
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

/** Enough that each rank that shares positions owns one of those that decode writes. */
function defaultSteps({ program, plan }: Prepared): number {
  let turns = 0
  for (const { attributes, group, phase } of plan.nodes) {
    const block = attributes?.['ownerBlock']
    if (typeof block === 'number' && phase !== PROMPT) turns = Math.max(turns, block * (group?.length ?? 1))
  }
  return Math.min(MOST_STEPS, program.units[PROMPT].length > 0 ? Math.max(2, turns) : Math.max(3, turns + 1))
}
