// What an expression may speak of, and what the compiler answers about it.
import type { Scope, Selector, Word } from '../../knowledge/base.js'
import type { Expression, Scalar } from '../../knowledge/expression.js'

export type Type = Word['type']

/** A fact table as expressions see it. */
export interface TableShape {
  readonly stratum: string
  readonly key: string
  readonly columns: Readonly<Record<string, { readonly type: Type; readonly unit: string }>>
  /** Keys by class, where the table says `sets`: `lexicon.collective` is `sets.get('collective')`. */
  readonly sets?: ReadonlyMap<string, readonly Scalar[]>
}

/** A kind of subject: the relations that lead from it to others, and whether it has member nodes (rules/scopes.yaml). */
export interface ScopeShape {
  readonly relations: ReadonlyMap<string, Scope>
  readonly members: boolean
}

/** The names that an expression can use, and what is asked of it. */
export interface Environment {
  readonly scope: Scope
  readonly stratum: string
  /** Strata from the lowest to the highest. */
  readonly strataOrder: readonly string[]
  readonly scopes: ReadonlyMap<Scope, ScopeShape>
  /** Words by `scope.name`. */
  readonly words: ReadonlyMap<string, Word>
  readonly selectors: ReadonlyMap<string, Pick<Selector, 'stratum'>>
  readonly tables: ReadonlyMap<string, TableShape>
  /** The type that the expression must have; any, where it is left out. */
  readonly expect?: Type
  /** The unit that it must have, where that matters: formulas. */
  readonly expectUnit?: string
  /** A selector looks at one node only: no paths, no members; other selectors may stand bare. */
  readonly selectorBody?: boolean
}

/** Something wrong with an expression, at `start` to `end` (exclusive) of its text. */
export interface ExpressionProblem {
  readonly kind: 'syntax' | 'name' | 'type' | 'unit' | 'stratum' | 'value' | 'pattern'
  readonly start: number
  readonly end: number
  readonly message: string
  /** A way out. */
  readonly hint?: string
}

/** Names that an expression used. Words are written `scope.name`. */
export interface Uses {
  readonly words: readonly string[]
  readonly selectors: readonly string[]
  readonly tables: readonly string[]
}

export interface Compiled {
  /** Absent when there are problems. */
  readonly expression?: Expression
  readonly type: Type
  /** As people read it; `1` for none. */
  readonly unit: string
  readonly problems: readonly ExpressionProblem[]
  readonly uses: Uses
}
