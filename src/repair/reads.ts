// Which fixes a rule has: its own, and the shared ones that set a word behind it.
import type { Base, Fix, Rule, Scope, SharedFix } from '../knowledge/base.js'
import { Reader } from '../knowledge/reads.js'

/** Asks a base for the fixes of its rules. */
export interface Fixes {
  /** The fixes of a rule, its own and the shared ones that set what it reads, in the order of preference. */
  of(rule: Rule): readonly (Fix | SharedFix)[]
  /** Whether one of the conditions under which a rule applies reads a word that a fix sets. */
  decidesWhether(fix: Fix, rule: Rule): boolean
}

const known = new WeakMap<Base, Fixes>()

/** The fixes of a base; the same object whenever it is asked again. */
export function fixesOf(base: Base): Fixes {
  let fixes = known.get(base)
  if (fixes === undefined) {
    fixes = index(base)
    known.set(base, fixes)
  }
  return fixes
}

function index(base: Base): Fixes {
  const reader = new Reader(base)
  const perRule = new Map<Rule, readonly (Fix | SharedFix)[]>()
  const conditions = new Map<Rule, ReadonlySet<string>>()
  return {
    of(rule) {
      let fixes = perRule.get(rule)
      if (fixes === undefined) {
        const read = reader.of(rule.scope, [...rule.when, ...rule.must])
        const shared = base.fixes.filter(
          (fix) => isOfPart(fix, rule) && setBy(fix, base, fix.scope).some((word) => read.has(word)),
        )
        fixes = [...rule.fixes, ...shared].sort((a, b) => a.rank - b.rank)
        perRule.set(rule, fixes)
      }
      return fixes
    },
    decidesWhether(fix, rule) {
      let read = conditions.get(rule)
      if (read === undefined) {
        read = reader.of(rule.scope, rule.when)
        conditions.set(rule, read)
      }
      const words = read
      return setBy(fix, base, 'phase').some((word) => words.has(word))
    },
  }
}

/** Whether a fix speaks of the subjects of a rule or of what these are parts of: a stage breaks what is set of its phase. */
function isOfPart({ scope }: SharedFix, rule: Rule): boolean {
  return scope === rule.scope || (rule.scope === 'stage' && scope === 'phase')
}

/** Words that `set` and `choose` set, as `scope name`; a word with a section is one of the plan. */
function setBy({ edit }: Fix, base: Base, scope: Scope): string[] {
  const [kind, parameters] = Object.entries(edit)[0]!
  if (kind !== 'set' && kind !== 'choose') return []
  const isOwn = (name: string) => base.words.some((word) => word.scope === scope && word.name === name)
  return Object.keys(parameters).map((name) =>
    name.includes('.') ? `plan ${name}` : `${isOwn(name) ? scope : 'phase'} ${name}`,
  )
}
