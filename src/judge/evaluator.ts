// What every part of the judge that evaluates asks: an expression's values over a table, and how tables are related.
import type { Base } from '../knowledge/base.js'
import type { Expression, Relation, Value } from '../knowledge/expression.js'
import type { Facts, SubjectTable } from '../observe/facts.js'
import type { Evaluated } from './axis.js'
import { remember } from './remember.js'

export type Path = Extract<Expression, { op: 'path' }>

/** Values of words that the candidate does not say, by `model.layers`, `plan.kind`, `node.op` …: for all subjects. */
export type Assumptions = Readonly<Record<string, Value>>

export interface Evaluator {
  readonly facts: Facts
  readonly base: Base
  readonly assumed: Assumptions | undefined
  /** The expression over all rows of a table; the same object whenever it is asked again. */
  evaluate(table: SubjectTable, expression: Expression): Evaluated
  /** Rows of the related subjects, where the scope has such a relation; `self` gives no rows. */
  related(
    table: SubjectTable,
    relation: Relation,
  ): { table: SubjectTable; rows: Int32Array | undefined } | undefined
  /** Has a path of `self` evaluated on these nodes; one that nobody asks for is evaluated on all. */
  ask(path: Path, nodes: Uint8Array): void
  /** Texts of paths of `self` that cost more than the limit and were left unknown on some node. */
  readonly tooCostly: Set<string>
}

/** On tables up to this size, keeping answers costs more than finding them again. */
export const smallTable = 1000

/** Text that is equal for equal expressions. */
const texts = new WeakMap<Expression, string>()
export function textOf(expression: Expression): string {
  return remember(texts, expression, () => JSON.stringify(expression))
}
