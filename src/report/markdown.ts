import type { Verdict } from '../judge/verdict.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'
import { verdictView } from './view.js'

/** The verdict as GitHub-flavoured Markdown, for comments and pages; what came from outside is escaped. */
export function markdownReport(verdict: Verdict, why: boolean, layout: Layout): Promise<string> {
  return render('markdown', verdictView(verdict, why), layout)
}
