// Estimates as JSON, as text for a terminal and as Markdown.
import type { DocumentEstimate, Estimated, EstimateOf } from '../evaluate/index.js'
import { estimatesView } from './estimates-view.js'
import type { Layout } from './helpers.js'
import { plainJson } from './plain.js'
import { render } from './templates.js'

/** What the knowledge and the program are by which documents were estimated. */
export interface About {
  readonly shardwright: string
  readonly knowledge: string
}

/** The estimates as JSON: for each document, by the id of the estimate and the name of the component. */
export function estimatesJson(documents: readonly DocumentEstimate[], about: About): string {
  const results = documents.map(({ input, digest, problems, estimates }) => ({
    ...{ input, digest, problems },
    ...Object.fromEntries(estimates.map((each) => [each.id, estimateJson(each)])),
  }))
  return `${plainJson(JSON.stringify({ ...about, results }, null, 2))}\n`
}

/** The subject that decides, and beside it all others where they differ. */
function estimateJson({ decisive, all }: EstimateOf): object {
  const others = all.filter((each) => each !== decisive).map(estimatedJson)
  return { ...estimatedJson(decisive), ...(others.length > 0 && { others }) }
}

const estimatedJson = ({ subjects, quantities }: Estimated): object => ({
  subjects,
  ...Object.fromEntries(quantities.map(({ name, ...quantity }) => [name, quantity])),
})

/** The estimates for a person at a terminal: the deciding subject component by component, then the others in a line each. */
export function estimatesText(documents: readonly DocumentEstimate[], layout: Layout): Promise<string> {
  return render('estimate', estimatesView(documents), layout)
}

/** The estimates as GitHub-flavoured Markdown. */
export function estimatesMarkdown(documents: readonly DocumentEstimate[], layout: Layout): Promise<string> {
  return render('estimate-markdown', estimatesView(documents), layout)
}
