import type { Verdict } from '../judge/verdict.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'
import { verdictView } from './view.js'

/** The verdict for an agent that pays by the token: a line per input and a line per finding, nothing else. */
export function agentReport(verdict: Verdict, why: boolean, layout: Layout): Promise<string> {
  return render('agent', verdictView(verdict, why), layout)
}
