// Which rules of a base are judged: all of them, a profile, or a few that were asked for.
import type { Base, Kind, Rule, Severity } from '../knowledge/base.js'

/** A named set of rules, as in `rules/profiles.yaml`. */
export interface Profile {
  readonly description: string
  readonly kinds: readonly Kind[]
  readonly severities: readonly Severity[]
  readonly failOn?: 'error' | 'warning'
}

/** The base with the rules of a profile; rules of kind `hard` cannot be left out. */
export function withProfile(base: Base, profile: Profile): Base {
  const chosen = base.rules.filter(
    ({ kind, severity }) =>
      kind === 'hard' || (profile.kinds.includes(kind) && profile.severities.includes(severity)),
  )
  return withRules(base, chosen)
}

/** The base with the rules of these ids (or former ids). */
export function withOnly(base: Base, ids: readonly string[]): Base {
  return withRules(
    base,
    base.rules.filter((rule) => ids.some((id) => id === rule.id || rule.was.includes(id))),
  )
}

/** Keeps what the chosen rules build on: a rule whose requirement is broken would only echo it. */
function withRules(base: Base, chosen: readonly Rule[]): Base {
  const byId = new Map(base.rules.map((rule) => [rule.id, rule]))
  const kept = new Set<string>()
  const keep = (rule: Rule): void => {
    if (kept.has(rule.id)) return
    kept.add(rule.id)
    for (const id of rule.requires) {
      const required = byId.get(id)
      if (required) keep(required)
    }
  }
  for (const rule of chosen) keep(rule)
  return { ...base, rules: base.rules.filter(({ id }) => kept.has(id)) }
}
