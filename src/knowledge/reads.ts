// Which words stand behind expressions: those that they name, and those that these are derived from or fall back on.
import type { Base, Formula, Scope, Selector, Word } from './base.js'
import type { Expression, Relation } from './expression.js'

/** Follows names to what they stand for, each once. */
export class Reader {
  /** What names stand for; only what is met is looked into, as a base may have to read it first. */
  private readonly meanings = new Map<string, Word | Formula | Selector>()

  constructor({ words, formulas, selectors }: Base) {
    for (const word of words) this.meanings.set(`${word.scope} ${word.name}`, word)
    for (const formula of formulas) this.meanings.set(`${formula.scope} ${formula.id}`, formula)
    for (const selector of selectors) this.meanings.set(`selector ${selector.name}`, selector)
  }

  /** The words behind clauses of a scope, as `scope name`; those with a section belong to the plan. */
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
      if (meaning === undefined) return
      const expression = 'expression' in meaning ? meaning.expression : meaning.fallback
      if (expression !== undefined) this.visit('scope' in meaning ? meaning.scope : 'node', expression, read)
    }
  }
}

/** The scope that a relation leads to: the ends of an edge are nodes, all others are called by their scope. */
function scopeOf(relation: Relation, own: Scope): Scope {
  if (relation === 'self') return own
  return relation === 'from' || relation === 'to' ? 'node' : relation
}
