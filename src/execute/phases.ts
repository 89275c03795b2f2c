// The two phases of inference: all positions of a prompt at once, then a token of each sequence at a time.
import type { Candidate, CandidateNode } from '../candidate/candidate.js'
import { NotExecutable } from './not-executable.js'

export const PROMPT = 'prefill'
export const STEP = 'decode'
export type Phase = typeof PROMPT | typeof STEP

/** The phase of each node; a node without one belongs to the only phase that the plan has a strategy for. */
export function phaseOf(plan: Pick<Candidate, 'phases'>): (node: CandidateNode) => Phase {
  const said = Object.keys(plan.phases)
  const only = said.length === 1 ? said[0] : undefined
  return ({ phase = only, id }) => {
    if (phase === PROMPT || phase === STEP) return phase
    const what = phase === undefined ? 'no phase' : `the phase \`${phase}\``
    throw new NotExecutable(`it has ${what}; it must be \`${PROMPT}\` or \`${STEP}\``, id)
  }
}
