// Which rules of a base are reported: all of them, those of a profile, or a few that were asked for.
import type { Verdict } from '../judge/verdict.js'
import type { Base, Kind, Rule, Severity } from '../knowledge/base.js'
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'
import type { Profile } from './profiles.js'

export interface Selection {
  /** Ids of the reported rules; all when absent. */
  readonly rules?: readonly string[]
  /** What the verdict says of it. */
  readonly limitedTo?: NonNullable<Verdict['limitedTo']>
}

/** The rules of `only`, else those of a profile, else all. Throws a usage error for ids that the base does not have. */
export function selectRules(base: Base, only: readonly string[], profile: Profile | undefined): Selection {
  const asked = [...new Set(only.map((id) => findRule(base, id).id))]
  if (asked.length > 0) return { rules: asked, limitedTo: { only: asked } }
  const rules = profile && rulesOf(profile, base)
  if (rules === undefined || rules.length === base.rules.length) return {}
  return { rules, limitedTo: { profile: profile!.name } }
}

/** The rule of that id or former id; a usage error, with the nearest id, when the base has none. */
export function findRule(base: Base, id: string): Rule {
  const rule = base.rules.find((each) => each.id === id) ?? base.rules.find((each) => each.was.includes(id))
  if (rule) return rule
  const off = base.changes?.find((change) => change.rule === id && change.to === 'off')
  if (off)
    throw new UsageError(
      `The rule \`${id}\` is switched off: ${off.reason}.`,
      `See ${off.place.page}:${off.place.line}.`,
    )
  const ids = base.rules.map((each) => each.id)
  const near = nearest(id, ids) ?? ids.find((each) => each.includes(id))
  const hint = near === undefined ? '`kb rules` lists them.' : `Did you mean \`${near}\`?`
  throw new UsageError(`There is no rule \`${id}\`.`, hint)
}

/** Ids of the rules of a profile; rules of kind `hard` cannot be left out. */
function rulesOf({ kinds, severities }: Profile, base: Base): string[] {
  const isIn = (kind: Kind, severity: Severity) => kinds.includes(kind) && severities.includes(severity)
  return base.rules
    .filter(({ kind, severity }) => kind === 'hard' || isIn(kind, severity))
    .map(({ id }) => id)
}
