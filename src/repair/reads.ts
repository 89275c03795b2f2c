// Which words stand behind a rule: those that it names, and those that these are derived from or fall back on.
import type { Base, Fix, Rule, Scope, SharedFix } from '../knowledge/base.js'
import type { Expression, Relation } from '../knowledge/expression.js'

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
          (fix) => fix.scope === rule.scope && setBy(fix, base, rule.scope).some((word) => read.has(word)),
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

/** Words that `set` and `choose` set, as `scope name`; a word with a section is one of the plan. */
function setBy({ edit }: Fix, base: Base, scope: Scope): string[] {
  const [kind, parameters] = Object.entries(edit)[0]!
  if (kind !== 'set' && kind !== 'choose') return []
  const isOwn = (name: string) => base.words.some((word) => word.scope === scope && word.name === name)
  return Object.keys(parameters).map((name) =>
    name.includes('.') ? `plan ${name}` : `${isOwn(name) ? scope : 'phase'} ${name}`,
  )
}

/** Follows names to what they stand for, each once. */
class Reader {
  private readonly meanings = new Map<string, { readonly scope: Scope; readonly expression: Expression }>()

  constructor({ words, formulas, selectors }: Base) {
    for (const { scope, name, fallback } of words)
      if (fallback !== undefined) this.meanings.set(`${scope} ${name}`, { scope, expression: fallback })
    for (const { scope, id, expression } of formulas)
      this.meanings.set(`${scope} ${id}`, { scope, expression })
    for (const { name, expression } of selectors)
      this.meanings.set(`selector ${name}`, { scope: 'node', expression })
  }

  of(scope: Scope, clauses: readonly { readonly expression: Expression }[]): ReadonlySet<string> {
    const read = new Set<string>()
    for (const { expression } of clauses) this.visit(scope, expression, read)
    return read
  }

  private visit(scope: Scope, part: Expression, read: Set<string>): void {
    if (part.op === 'call') for (const arg of part.args) this.visit(scope, arg, read)
    else if (part.op === 'lookup') this.visit(scope, part.key, read)
    else if (part.op === 'word' || part.op === 'selector') {
      const home = part.name.includes('.') ? 'plan' : scopeOf(part.of, scope)
      const key = part.op === 'selector' ? `selector ${part.name}` : `${home} ${part.name}`
      if (read.has(key)) return
      read.add(key)
      const meaning = this.meanings.get(key)
      if (meaning !== undefined) this.visit(meaning.scope, meaning.expression, read)
    }
  }
}

/** The scope that a relation leads to: the ends of an edge are nodes, all others are called by their scope. */
function scopeOf(relation: Relation, own: Scope): Scope {
  if (relation === 'self') return own
  return relation === 'from' || relation === 'to' ? 'node' : relation
}
