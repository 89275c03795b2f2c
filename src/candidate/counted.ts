// Subjects that a candidate counts and does not draw: a phase of four stages has four, whether or not nodes name them.
import type { Base } from '../knowledge/base.js'
import type { Candidate } from './candidate.js'

/** More than any phase has; who writes a larger number has no use for that many subjects. */
const MOST_COUNTED = 4096

/** How many stages each phase has by its words that count them; a phase that no word counts has none. */
export function countedStages(base: Base, phases: Candidate['phases']): Readonly<Record<string, number>> {
  const words = base.words.filter(({ scope, counts }) => scope === 'phase' && counts === 'stage')
  const counted: Record<string, number> = Object.create(null)
  for (const phase of Object.keys(phases)) {
    for (const { name } of words) {
      const count = phases[phase]![name]
      if (typeof count === 'number' && Number.isInteger(count) && count > 0 && count <= MOST_COUNTED)
        counted[phase] = count
    }
  }
  return counted
}
