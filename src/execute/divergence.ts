// Where a plan first differs from its model, as a few numbers, and which nodes that comes from.
import type { Candidate } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { numbers } from './algebra/numbers.js'
import { type Shown, shown } from './held.js'
import { NotExecutable } from './not-executable.js'
import { PROMPT, STEP } from './phases.js'
import { defaultSteps, prepare } from './prepare.js'
import type { Program } from './program.js'
import { trial } from './trial.js'

export interface Divergence extends Shown {
  readonly tensor: string
  /** The node that gives it. */
  readonly node: string
  /** The node itself and those that run before it for it. */
  readonly from: ReadonlySet<string>
}

/** Less than a second: plans that need more are not run to the end. */
const MOST = { cells: 1 << 14, values: 10_000 }
const SEED = 1

/** Runs a plan in floating-point numbers; undefined where it cannot be run, where nothing differs, or where no node gives what does. */
export function divergence(plan: Candidate, base: Base): Divergence | undefined {
  try {
    const prepared = prepare(plan, base, { algebra: numbers, seed: SEED, most: MOST })
    const most = Number.MAX_SAFE_INTEGER
    const { mismatch, held } = trial(prepared, {
      sequences: most,
      positions: most,
      steps: defaultSteps(prepared),
    })
    const numbersOf = held && shown(held)
    if (mismatch?.node === undefined || numbersOf === undefined) return undefined
    const { tensor, node } = mismatch
    return { tensor, node, from: originsOf(node, plan, prepared.program), ...numbersOf }
  } catch (error) {
    if (error instanceof NotExecutable) return undefined
    throw error
  }
}

/** The nodes that a node waits for in its step, and all of the prompt behind a step of decode. */
function originsOf(node: string, { edges }: Candidate, { nodes }: Program): ReadonlySet<string> {
  const byId = new Map(nodes.map((one) => [one.id, one]))
  const before = new Map<string, string[]>()
  for (const { from, to } of edges) {
    // What leads to the entry of a step is the step before it.
    if (byId.get(to)?.operator.kernel === 'enter') continue
    before.set(to, [...(before.get(to) ?? []), from])
  }
  const origins = new Set([node])
  for (const id of origins) for (const from of before.get(id) ?? []) origins.add(from)
  if (byId.get(node)!.phase === STEP) for (const { id, phase } of nodes) if (phase === PROMPT) origins.add(id)
  return origins
}
