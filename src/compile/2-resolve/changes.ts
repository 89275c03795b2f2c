// What configurations change of the rules: switched off, or another severity, for a reason.
import type { Example, Rule, RuleChange } from '../../knowledge/base.js'
import type { Changes } from '../config.js'
import type { Diagnostics } from '../diagnostic.js'
import { nearestHint } from '../hint.js'

export interface Changed {
  readonly rules: readonly Rule[]
  /** Those of the rules that are left. */
  readonly examples: readonly Example[]
  readonly changes: readonly RuleChange[]
}

const severities = ['info', 'warning', 'error'] as const

/**
 * Applies the changes in order. A hard rule can neither be switched off nor weakened, advice is no error, and a name that is
 * no rule is reported.
 */
export function changeRules(
  rules: readonly Rule[],
  examples: readonly Example[],
  configurations: readonly Changes[],
  diagnostics: Diagnostics,
): Changed {
  const left = new Map(rules.map((rule) => [rule.id, rule]))
  const current = new Map(rules.flatMap(({ id, was }) => was.map((former) => [former, id] as const)))
  const changes: RuleChange[] = []
  for (const { rules: asked, text, data } of configurations) {
    for (const [name, { off, severity, reason }] of Object.entries(asked)) {
      const span = data.whereKey(['rules', name])
      const rule = left.get(name) ?? left.get(current.get(name) ?? '')
      if (rule === undefined) {
        const before = changes.find((change) => change.rule === name && change.to === 'off')
        const hint = before
          ? `it is switched off already in ${before.place.page}:${before.place.line}`
          : nearestHint(name, left.keys())
        diagnostics.report('rule/unknown', text, span, { name }, { hint })
        continue
      }
      const to = off ? 'off' : severity!
      const weaker = to === 'off' || severities.indexOf(to) < severities.indexOf(rule.severity)
      const hint = 'if the rule is wrong, report it with the plan that shows it'
      if (rule.kind === 'hard' && weaker) diagnostics.report('config/hard', text, span, { name }, { hint })
      else if (rule.kind === 'wisdom' && to === 'error')
        diagnostics.report(
          'config/wisdom',
          text,
          span,
          { name },
          { hint: 'let it fail by `--fail-on warning`' },
        )
      else {
        const { id, title, severity: from } = rule
        changes.push({ rule: id, title, from, to, reason, place: { page: text.name, line: span.line } })
        if (to === 'off') left.delete(id)
        else left.set(id, { ...rule, severity: to })
      }
    }
  }
  return {
    rules: [...left.values()],
    examples: examples.filter(({ rule }) => rule === undefined || left.has(rule)),
    changes,
  }
}
