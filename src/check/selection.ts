// Which rules of a base are reported: all of them, those of a profile, or a few that were asked for.
import type { Base, Kind, Severity } from '../knowledge/base.js'

/** A named set of rules, as in `rules/profiles.yaml`. */
export interface Profile {
  readonly description: string
  readonly kinds: readonly Kind[]
  readonly severities: readonly Severity[]
  readonly failOn?: 'error' | 'warning'
}

/** Ids of the rules of a profile; rules of kind `hard` cannot be left out. */
export function rulesOf(profile: Profile, base: Base): string[] {
  const { kinds, severities } = profile
  const isIn = (kind: Kind, severity: Severity) => kinds.includes(kind) && severities.includes(severity)
  return base.rules
    .filter(({ kind, severity }) => kind === 'hard' || isIn(kind, severity))
    .map(({ id }) => id)
}
