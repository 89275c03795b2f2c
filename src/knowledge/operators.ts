// The closed set of operators and functions of the knowledge language (docs/language.md, "Expressions").
import type { OperatorName, Value } from './expression.js'
import { arithmetic } from './operator/arithmetic.js'
import { comparison } from './operator/comparison.js'
import { list } from './operator/list.js'
import { logic } from './operator/logic.js'
import type { Operator } from './operator/operator.js'
import { text } from './operator/text.js'

/** Every operator by the name that `call` expressions carry; the minus sign before a number is `negate`. */
export const operators: ReadonlyMap<OperatorName, Operator> = new Map(
  [arithmetic, comparison, logic, list, text].flatMap((group) => Object.entries(group)),
)

/**
 * Applies an operator in Kleene logic: unknown arguments, and arguments of a type that it does not take, give unknown
 * (`undefined`), except where `&&`, `||`, `?:`, `first` or `known` is decided by the others.
 * @throws RangeError when there is no such operator: compiled knowledge never asks for one.
 */
export function applyOperator(name: OperatorName, args: readonly Value[]): Value {
  const operator = operators.get(name)
  if (operator === undefined) throw new RangeError(`no operator is named ${JSON.stringify(name)}`)
  return operator.apply(args)
}
