// Words of a candidate as rules see them: as given, else as the base fills them in.
import type { Candidate } from '../candidate/candidate.js'
import { valueOn } from '../judge/at.js'
import { createEvaluator } from '../judge/evaluate.js'
import type { Base } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import { observe } from '../observe/index.js'

/** Reads words of scope plan by their full names (`model.layers`); undefined where they are not known. */
export function planWordsOf(candidate: Candidate, base: Base): (name: string) => Value {
  const evaluator = createEvaluator(observe(candidate), base)
  const table = evaluator.facts.tables.plan
  return (name) => valueOn(evaluator, table, 0, { op: 'word', of: 'self', name })
}
