// Inline code as links: the id of a rule or a word of a namespace must name something.
import type { Page } from '../1-read/page.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'

/** Everything that a page can link to. */
export interface Targets {
  readonly rules: readonly string[]
  readonly failureModes: readonly string[]
  /** Words as `scope.name`; words of the plan also by their own dotted name. */
  readonly words: readonly string[]
  /** Tables, their columns and sets: `lexicon`, `lexicon.class`, `lexicon.collective`. */
  readonly tables: readonly string[]
}

const ruleLink = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/
const wordLink = /^[a-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9_]*)+$/

/** Reports inline code whose first segment is a rule family or a namespace of facts, and which names nothing. */
export function checkLinks(pages: readonly Page[], targets: Targets, diagnostics: Diagnostics): void {
  const slashed = [...targets.rules, ...targets.failureModes]
  const families = new Set(slashed.filter((id) => id.includes('/')).map((id) => id.split('/')[0]!))
  const dotted = [...targets.words, ...targets.tables]
  const namespaces = new Set(dotted.filter((name) => name.includes('.')).map((name) => name.split('.')[0]!))
  const known = new Set([...slashed, ...dotted])
  for (const page of pages) {
    for (const { name, span } of page.sections.flatMap(({ codes }) => codes)) {
      if (known.has(name)) continue
      const isRule = ruleLink.test(name) && families.has(name.split('/')[0]!)
      const isWord = wordLink.test(name) && namespaces.has(name.split('.')[0]!)
      if (!isRule && !isWord) continue
      const hint = nearestHint(name, isRule ? slashed : dotted)
      diagnostics.report('link/unknown', page.text, span, { name }, { hint })
    }
  }
}
