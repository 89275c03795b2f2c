// A rule as a page of text: what it says, when, why, and by whose word.
import type { Base, Clause, Example, Rule } from '../knowledge/base.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'
import { valueText } from './values.js'
import { inWords } from './words.js'

/** What `kb explain --format json` prints. */
export interface Explanation {
  readonly id: string
  readonly was: string
  readonly title: string
  readonly stratum: string
  readonly severity: string
  readonly kind: string
  readonly engine: string
  readonly scope: string
  /** What the base changes of the severity it was given with, and why; empty where it changes nothing. */
  readonly changed: string
  readonly page: string
  readonly line: number
  readonly requires: string
  readonly reason: string
  readonly when: readonly ClauseText[]
  readonly must: readonly ClauseText[]
  readonly message: string
  readonly fixes: readonly { readonly title: string; readonly safety: string }[]
  /** Why what no fix helps is not mended; empty where the rule does not say. */
  readonly noFix: string
  readonly failureMode:
    | {
        readonly id: string
        readonly title: string
        readonly symptoms: readonly string[]
        readonly rootCause: string
      }
    | false
  readonly examples: readonly ExampleText[]
  readonly sources: readonly { readonly id: string; readonly title: string; readonly resource: string }[]
}

interface ClauseText {
  readonly expression: string
  readonly words: string
}

interface ExampleText {
  readonly title: string
  readonly expect: string
  readonly subjects: string
  /** The facts, or the document, of the example. */
  readonly given: string
  /** Changes of the facts under which the rule does not apply. */
  readonly outside: string
}

/** Everything the base says of a rule; `examples` are those of its page. */
export function explanation(base: Base, rule: Rule, examples: readonly Example[]): Explanation {
  const mode = base.failureModes.find(({ id }) => id === rule.failureMode)
  const { id, title, stratum, severity, kind, scope, place, reason, messageText: message } = rule
  return {
    id,
    was: rule.was.join(', '),
    title,
    stratum,
    severity,
    kind,
    engine: rule.engine ? `${rule.engine.names.join(', ')} ${rule.engine.versions}` : '',
    scope,
    changed: (base.changes ?? [])
      .filter((change) => change.rule === id)
      .map(({ from, to, reason, place }) => `${from} to ${to} in ${place.page}:${place.line}: ${reason}`)
      .join('; '),
    page: place.page,
    line: place.line,
    requires: rule.requires.join(', '),
    reason,
    when: rule.when.map(clauseText),
    must: rule.must.map(clauseText),
    message,
    fixes: rule.fixes.map((fix) => ({ title: fix.title, safety: fix.safety })),
    noFix: rule.noFixText ?? '',
    failureMode: mode
      ? { id: mode.id, title: mode.title, symptoms: mode.symptoms, rootCause: mode.rootCause }
      : false,
    examples: examples.filter((example) => example.rule === id).map(exampleText),
    sources: base.sources.filter((source) => rule.cites.includes(source.id)),
  }
}

function clauseText({ text, expression }: Clause): ClauseText {
  return { expression: text, words: inWords(expression) }
}

function exampleText(example: Example): ExampleText {
  const { title, expect = 'pass', subjects = [], facts = {}, plan, dot } = example
  const given = dot ?? (plan === undefined ? factsText(facts) : JSON.stringify(plan))
  const outside = (example.unless ?? []).map((change) =>
    typeof change === 'string' ? `${change} is unknown` : factsText(change),
  )
  return { title, expect, subjects: subjects.join(', '), given, outside: outside.join('; ') }
}

const factsText = (facts: NonNullable<Example['facts']>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join(', ')

/** The explanation as text for a terminal. */
export function explainText(explained: Explanation, layout: Layout): Promise<string> {
  return render('explain', explained, layout)
}
