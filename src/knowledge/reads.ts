// Which words stand behind expressions: those that they name, and those that these are derived from or fall back on.
import type { Base, Scope } from './base.js'
import type { Expression, Relation } from './expression.js'

/** Follows names to what they stand for, each once. */
export class Reader {
  private readonly meanings = new Map<string, { readonly scope: Scope; readonly expression: Expression }>()

  constructor({ words, formulas, selectors }: Base) {
    for (const { scope, name, fallback } of words)
      if (fallback !== undefined) this.meanings.set(`${scope} ${name}`, { scope, expression: fallback })
    for (const { scope, id, expression } of formulas)
      this.meanings.set(`${scope} ${id}`, { scope, expression })
    for (const { name, expression } of selectors)
      this.meanings.set(`selector ${name}`, { scope: 'node', expression })
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
      if (meaning !== undefined) this.visit(meaning.scope, meaning.expression, read)
    }
  }
}

/** The scope that a relation leads to: the ends of an edge are nodes, all others are called by their scope. */
function scopeOf(relation: Relation, own: Scope): Scope {
  if (relation === 'self') return own
  return relation === 'from' || relation === 'to' ? 'node' : relation
}
