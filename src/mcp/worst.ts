// Which of several results of one text speaks for it.
import type { Outcome } from '../judge/verdict.js'

const worstFirst: readonly Outcome[] = [
  'unreadable',
  'not-assessable',
  'rejected',
  'undecided',
  'fixed',
  'valid',
]

/** The first of the results with the worst outcome: a text with a launch that fails is not approved by one that works. */
export function worstOf<Item extends { readonly outcome: Outcome }>(results: readonly Item[]): Item {
  const rank = ({ outcome }: Item): number => worstFirst.indexOf(outcome)
  return results.reduce((worst, one) => (rank(one) < rank(worst) ? one : worst))
}
