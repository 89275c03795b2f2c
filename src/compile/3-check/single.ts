// One rule alone: can it ever apply, and can it ever be broken?
import { dimensionsOf, type Law } from './law.js'
import type { Vocabulary } from './places.js'
import { Outcomes } from './search.js'

/** `never-applies`: no outcome makes every `when` true; `never-breaks`: where it applies, every `must` holds. */
export type Weakness = 'never-applies' | 'never-breaks' | 'not-analysed'

/** What is wrong with a rule by itself. A rule that is broken wherever it applies is fine. */
export function checkAlone(law: Law, vocabulary: Vocabulary): Weakness | undefined {
  const outcomes = new Outcomes(dimensionsOf([law], vocabulary))
  const applies = outcomes.find(outcomes.formula(law.applies))
  if (applies === 'none') return 'never-applies'
  const broken = outcomes.find(outcomes.formula(law.broken))
  if (broken === 'none') return 'never-breaks'
  return applies === 'too large' || broken === 'too large' ? 'not-analysed' : undefined
}
