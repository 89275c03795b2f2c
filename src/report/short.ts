import type { Verdict } from '../judge/verdict.js'
import { bestChoice } from './choices.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'
import { verdictView } from './view.js'

/** So many findings tell what is wrong with a plan; those of the lowest strata come first and often explain the others. */
const shownFindings = 2

/** The verdict for many plans at a glance: the outcome of each, and its first errors in a sentence each. */
export function shortReport(verdict: Verdict, layout: Layout): Promise<string> {
  const { results, total } = verdictView(verdict, false)
  const shown = results.map(({ input, outcome, only, strata, summary }, i) => {
    const errors = strata.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error')
    const more = errors.length - shownFindings
    const best = (verdict.results[i]!.choices ?? []).flatMap((choices) => bestChoice(choices) ?? [])
    return {
      ...{ input, outcome, only, summary: errors.length === 0 ? summary : '' },
      findings: errors.slice(0, shownFindings),
      best,
      more: more > 0 ? `and ${more} more ${more === 1 ? 'error' : 'errors'}` : '',
    }
  })
  return render('short', { results: shown, total }, layout)
}
