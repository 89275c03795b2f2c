import type { Verdict } from '../judge/verdict.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'
import { verdictView } from './view.js'

/** The verdict for a person at a terminal: outcome first, findings by stratum, a summary line. */
export function textReport(verdict: Verdict, why: boolean, layout: Layout): Promise<string> {
  return render('text', verdictView(verdict, why), layout)
}
