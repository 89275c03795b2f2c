// Which rules have a say in what may be chosen.
import type { Base, Rule } from '../knowledge/base.js'
import { Reader } from '../knowledge/reads.js'

/**
 * The rules that judge choices: those of severity error, and warnings of the failures that are foreseen now. A rule of the
 * whole deployment that asks only for what is measured on its text, such as its flags, is broken or not whatever is chosen:
 * its finding stands, and hides no legal choice.
 */
export function rulesOfChoices(base: Base, failures: ReadonlySet<string>): readonly string[] {
  const reader = new Reader(base)
  const measured = new Set(
    base.words.filter(({ origin }) => origin === 'observed').map(({ scope, name }) => `${scope} ${name}`),
  )
  const isOfText = ({ scope, must }: Rule): boolean =>
    scope === 'deployment' && [...reader.of(scope, must)].every((word) => measured.has(word))
  return base.rules
    .filter(
      ({ severity, failureMode }) =>
        severity === 'error' || (severity === 'warning' && failures.has(failureMode ?? '')),
    )
    .filter((rule) => !isOfText(rule))
    .map(({ id }) => id)
}
