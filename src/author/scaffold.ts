// The texts of `templates/new-*.hbs`: a rule and a page that compile at once and say what is to be written.
import { render } from '../report/templates.js'

// Templates are filled as they are; nothing is wrapped or coloured.
const layout = { width: 120, colour: false }

/** A source as a scaffolded page lists it, until the author names the real one. */
export const placeholderSource = 'source'

/** The section of a rule; its first example fails under `kb test` until the condition is written. */
export function ruleSection(id: string, source: string | undefined): Promise<string> {
  const sentence = id.slice(id.indexOf('/') + 1).replaceAll('-', ' ')
  return render('new-rule', { id, sentence, source: source ?? '' }, layout)
}

/** A page with one rule; `name` is its file name without the ending. */
export async function rulePage(name: string, id: string): Promise<string> {
  const words = name.replaceAll('_', ' ')
  const title = `${words[0]!.toUpperCase()}${words.slice(1)}`
  const section = await ruleSection(id, placeholderSource)
  return render('new-page', { title, source: placeholderSource, section }, layout)
}
