import type { Expression, Value } from '../knowledge/expression.js'
import { applyOperator } from '../knowledge/operators.js'
import type { SubjectTable } from '../observe/facts.js'
import { valueAt } from './axis.js'
import type { Evaluator } from './evaluator.js'
import { pathOn } from './paths.js'

/** The value of an expression on one subject; its words and selectors are read from their columns. */
export function valueOn(
  evaluator: Evaluator,
  table: SubjectTable,
  row: number,
  expression: Expression,
): Value {
  if (expression.op === 'path') {
    const there = evaluator.related(table, expression.of)
    const node = there?.rows === undefined ? row : there.rows[row]!
    return there?.table.scope === 'node' && node >= 0 ? pathOn(evaluator, expression, node) : undefined
  }
  if (expression.op !== 'call') return valueAt(evaluator.evaluate(table, expression), row)
  return applyOperator(
    expression.name,
    expression.args.map((arg) => valueOn(evaluator, table, row, arg)),
  )
}
