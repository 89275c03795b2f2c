import { readPlanDocument } from '../candidate/plan/index.js'
import { readDotCandidate } from '../candidate/recognise/index.js'
import type { Base, Example } from '../knowledge/base.js'
import type { Facts } from '../observe/facts.js'
import { observe } from '../observe/index.js'

/** The plan document or DOT text of an example, observed. */
export async function readExample(example: Example, base: Base): Promise<{ facts: Facts; problems: number }> {
  const candidate =
    example.dot === undefined
      ? readPlanDocument(example.plan, 'example', base)
      : readDotCandidate(example.dot, 'example', base)
  return { facts: observe(candidate, base), problems: candidate.problems.length }
}
