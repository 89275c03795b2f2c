// What of a candidate is as it was in another that differs little, as a document and its repair do. An expression that reads nothing
// else has the values that it had, row by row, and a rule of such expressions need not be decided again.
import type { Rule, Scope } from '../knowledge/base.js'
import type { Expression, Relation, Value } from '../knowledge/expression.js'
import type { Column } from '../observe/facts.js'
import { type Definitions, definitionsOf } from './definitions.js'
import type { Evaluator } from './evaluator.js'

/** Compares two candidates by one base and the same assumptions, column by column, each when it is first asked for. */
export class Unchanged {
  readonly before: Evaluator
  private readonly now: Evaluator
  private readonly definitions: Definitions
  private readonly names = new Map<string, boolean>()
  private readonly relations = new Map<string, boolean>()

  constructor(before: Evaluator, now: Evaluator) {
    this.before = before
    this.now = now
    this.definitions = definitionsOf(now.base)
  }

  /** Whether a rule sees, on every one of as many subjects, what it saw. Where it follows paths or looks at members, that is not known. */
  holdsOf({ scope, when, facts }: Rule): boolean {
    const [before, now] = [this.before.facts.tables[scope], this.now.facts.tables[scope]]
    const isAsBefore = ({ expression }: { readonly expression: Expression }) =>
      this.isAsBefore(scope, expression)
    return before.size === now.size && when.every(isAsBefore) && facts.every(isAsBefore)
  }

  /** Whether an expression over a scope has the values that it had. */
  isAsBefore(scope: Scope, expression: Expression): boolean {
    switch (expression.op) {
      case 'literal':
        return true
      case 'call':
        return expression.args.every((arg) => this.isAsBefore(scope, arg))
      case 'lookup':
        return this.isAsBefore(scope, expression.key)
      case 'word':
      case 'selector':
        return this.leadsWhereItDid(scope, expression.of, (there) =>
          this.remembered(`${expression.op} ${there} ${expression.name}`, () =>
            expression.op === 'word'
              ? this.isWordAsBefore(there, expression.name)
              : this.isMeaningAsBefore(there, this.definitions.selector(expression.name)),
          ),
        )
      default:
        return false
    }
  }

  private isWordAsBefore(scope: Scope, name: string): boolean {
    const formula = this.definitions.formula(scope, name)
    const isStatedAsBefore =
      formula === undefined
        ? areEqual(this.before.facts.tables[scope].column(name), this.now.facts.tables[scope].column(name))
        : this.isMeaningAsBefore(scope, formula.expression)
    const fallback = this.definitions.word(scope, name)?.fallback
    return isStatedAsBefore && (fallback === undefined || this.isMeaningAsBefore(scope, fallback))
  }

  private isMeaningAsBefore(scope: Scope, meaning: Expression | undefined): boolean {
    return meaning !== undefined && this.isAsBefore(scope, meaning)
  }

  private remembered(key: string, find: () => boolean): boolean {
    let known = this.names.get(key)
    if (known === undefined) {
      known = find()
      this.names.set(key, known)
    }
    return known
  }

  /** Whether a relation leads to the same rows as before, and the answer there; where it leads nowhere, nothing is read. */
  private leadsWhereItDid(scope: Scope, relation: Relation, isAsBefore: (there: Scope) => boolean): boolean {
    if (relation === 'self') return isAsBefore(scope)
    const [from, to] = [this.before, this.now].map((evaluator) =>
      evaluator.related(evaluator.facts.tables[scope], relation),
    )
    if (from === undefined || to === undefined) return from === to
    const key = `${scope} ${relation}`
    let same = this.relations.get(key)
    if (same === undefined) {
      same = from.table.scope === to.table.scope && areSame(from.rows, to.rows)
      this.relations.set(key, same)
    }
    return same && isAsBefore(to.table.scope)
  }
}

function areEqual(a: Column, b: Column): boolean {
  return (
    areSame(a.codes, b.codes) &&
    a.values.length === b.values.length &&
    a.values.every((value, i) => isSame(value, b.values[i]))
  )
}

function areSame(a: Int32Array | undefined, b: Int32Array | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function isSame(a: Value, b: Value): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b)
  return a.length === b.length && a.every((item, i) => Object.is(item, b[i]))
}
