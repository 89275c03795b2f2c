// Executes plans on virtual ranks and compares every tensor with the unsharded model. Placements that a plan claims are not read.
import type { Candidate, SyntaxProblem } from '../candidate/candidate.js'
import { type Document, readDocument } from '../candidate/document.js'
import type { Base } from '../knowledge/base.js'
import { fields } from './algebra/fields.js'
import { numbers } from './algebra/numbers.js'
import { NotExecutable } from './not-executable.js'
import { defaultSteps, prepare } from './prepare.js'
import { smallest } from './smallest.js'
import { type Extent, type Mismatch, trial } from './trial.js'

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

/** Tensors of more cells are not computed with. */
const MOST = { cells: 1 << 22, values: Number.POSITIVE_INFINITY }

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
    const { numeric = false, seed = 1 } = options
    const algebra = numeric ? numbers : fields
    const prepared = prepare(plan, base, { algebra, seed, most: MOST })
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
