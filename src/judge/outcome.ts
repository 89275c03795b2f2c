// From checks to the outcome of a candidate, and to the numbers of a report.
import type { Stratum } from '../knowledge/base.js'
import type { Check } from './check.js'
import type { Outcome, Result, StratumSummary } from './verdict.js'

/**
 * The outcome of a candidate that was read with a number of problems. Hard rules of severity error decide whether
 * silence may be taken for approval: where one is blocked or not assessed, the candidate is not valid. `overlooked` counts, by rule, the broken
 * subjects that do not make it rejected.
 */
export function outcomeOf(
  kind: Result['kind'],
  problems: number,
  checks: readonly Check[],
  overlooked: ReadonlyMap<string, number>,
): Outcome {
  if (problems > 0) return 'unreadable'
  if (kind === 'device-map' || kind === 'sketch') return 'not-assessable'
  const errors = checks.filter((check) => check.rule.severity === 'error' && check.rule.kind !== 'wisdom')
  if (errors.some(({ rule, counts }) => counts.broken > (overlooked.get(rule.id) ?? 0))) return 'rejected'
  const isOpen = (check: Check) => check.counts.notAssessed > 0 || check.counts.blocked > 0
  return errors.some((check) => check.rule.kind === 'hard' && isOpen(check)) ? 'undecided' : 'valid'
}

/** Rules per stratum, each counted once, by the worst of its statuses: broken, not assessed, blocked, passed. */
export function summarize(strata: readonly Stratum[], checks: readonly Check[]): readonly StratumSummary[] {
  return strata.flatMap(({ id, title }) => {
    const own = checks.filter((check) => check.rule.stratum === id)
    if (own.length === 0) return []
    const numbers = { broken: 0, notAssessed: 0, blocked: 0, passed: 0, notApplicable: 0 }
    for (const check of own) numbers[worst(check)]++
    return [{ stratum: id, title, rules: own.length, ...numbers }]
  })
}

function worst({ counts }: Check) {
  const order = ['broken', 'notAssessed', 'blocked', 'passed'] as const
  return order.find((status) => counts[status] > 0) ?? 'notApplicable'
}
