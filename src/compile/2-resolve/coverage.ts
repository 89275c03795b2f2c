// Law 3: every normative sentence is bound to a rule or excused with a reason.
import type { Page, Section, Sentence } from '../1-read/page.js'
import type { Diagnostics } from '../diagnostic.js'

/** A normative sentence that nothing enforces. */
export interface BareSentence {
  readonly line: number
  readonly column: number
  readonly text: string
}

export interface PageCoverage {
  readonly page: string
  readonly bound: number
  readonly excused: number
  readonly bare: readonly BareSentence[]
}

/** Counts the normative sentences of each page; the bare ones are reported. */
export function coverage(
  pages: readonly Page[],
  ruleIds: readonly string[],
  diagnostics: Diagnostics,
): PageCoverage[] {
  const known = new Set(ruleIds)
  return pages.map((page) => {
    let bound = 0
    let excused = 0
    const bare: BareSentence[] = []
    for (const section of page.sections) {
      for (const sentence of section.sentences) {
        if (isBound(sentence, section, known)) bound++
        else if (sentence.excuse !== undefined) excused++
        else {
          const { span, text } = sentence
          bare.push({ line: span.line, column: span.column, text })
          const hint = 'name the rule in inline code, or excuse it: <!-- not law: reason -->'
          diagnostics.report('law/bare-sentence', page.text, span, { text: shorten(text) }, { hint })
        }
      }
    }
    return { page: page.text.name, bound, excused, bare }
  })
}

/** Bound by its heading, when the section holds a rule, or by naming a rule; standing near one binds nothing. */
function isBound(sentence: Sentence, section: Section, ruleIds: ReadonlySet<string>): boolean {
  return (
    section.blocks.some(({ kind }) => kind === 'rule') || sentence.codes.some((code) => ruleIds.has(code))
  )
}

const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 87)}…` : text)
