// Runs the examples on every mutant. A mutant that no example notices, and that is not shown to decide alike, survives.
import type { Vocabulary } from '../../src/compile/3-check/places.js'
import { type ReadExample, runExamples } from '../../src/judge/examples.js'
import { decidesAlike } from './equivalence.js'
import type { Mutant, Subject } from './subjects.js'

export interface Outcome {
  readonly subject: Subject
  readonly killed: number
  readonly surviving: readonly Mutant[]
  /** Mutants that mean the same as the original. */
  readonly alike: readonly Mutant[]
}

export async function runMutants(
  subject: Subject,
  read: ReadExample,
  vocabulary: Vocabulary,
): Promise<Outcome> {
  const surviving: Mutant[] = []
  const alike: Mutant[] = []
  let killed = 0
  for (const mutant of subject.mutants) {
    if (await isKilled(mutant, subject, read)) killed++
    else if (isAlike(mutant, vocabulary)) alike.push(mutant)
    else surviving.push(mutant)
  }
  return { subject, killed, surviving, alike }
}

/** Examples are run one by one: most mutants fail an early one. */
async function isKilled({ base }: Mutant, { examples }: Subject, read: ReadExample): Promise<boolean> {
  for (const example of examples) {
    const results = await runExamples(base, [example], read)
    if (results.some(({ ok }) => !ok)) return true
  }
  return false
}

const isAlike = ({ pairs }: Mutant, vocabulary: Vocabulary): boolean =>
  pairs.length > 0 && pairs.every(([rule, mutant]) => decidesAlike(rule, mutant, vocabulary))
