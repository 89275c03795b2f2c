// Constants are computed once, when they are compiled.
import type { Scalar } from '../../knowledge/expression.js'
import { expressionText } from '../../knowledge/expression-text.js'
import { applyOperator, operators } from '../../knowledge/operators.js'
import { one } from '../../knowledge/units.js'
import { type Checked, type Context, isNumeric, report } from './context.js'
import type { Syntax } from './syntax.js'

/**
 * A call of which all arguments are constants becomes a constant, which keeps `written` as its text. One that has no value
 * (a division by zero) could never decide anything and is reported.
 */
export function folded(
  context: Context,
  syntax: Syntax,
  checked: Checked,
  written?: string,
): Checked | undefined {
  const { expression } = checked
  if (expression.op !== 'call') return checked
  const values: (Scalar | readonly Scalar[])[] = []
  for (const argument of expression.args) {
    if (argument.op !== 'literal') return checked
    values.push(argument.value)
  }
  const value = applyOperator(expression.name, values)
  if (value === undefined) return report(context, 'value', syntax, 'this constant has no value')
  const unit = value === 0 && checked.unit === one ? 'any' : checked.unit
  const type = isNumeric(checked.type) && Number.isInteger(value) ? 'integer' : checked.type
  const name = typeof value === 'boolean' ? {} : { name: written ?? inParentheses(expression) }
  return { expression: { op: 'literal', value, ...name }, type, unit }
}

/** The text of a call, in parentheses where it would otherwise fall apart inside a larger text. */
function inParentheses(call: Extract<Checked['expression'], { op: 'call' }>): string {
  const text = expressionText(call)
  return ['infix', 'prefix', 'ternary'].includes(operators.get(call.name)!.form) ? `(${text})` : text
}
