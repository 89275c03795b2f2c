// `quantity(80, 'GiB')` gives a number a unit, `convert(x, 'GiB')` changes the scale of one.

import { expressionText } from '../../knowledge/expression-text.js'
import { conversion, one, parseUnit, type Unit } from '../../knowledge/units.js'
import { type Checked, type Context, describeType, isNumeric, report } from './context.js'
import { folded } from './fold.js'
import type { Syntax } from './syntax.js'

type Call = Extract<Syntax, { kind: 'call' }>

/** Checks `quantity(number, unit)`: the number as it is, in that unit. */
export function checkQuantity(context: Context, syntax: Call): Checked | undefined {
  const [number, unit] = numberAndUnit(context, syntax)
  if (number === undefined || unit === undefined) return undefined
  if (number.expression.op !== 'literal' || typeof number.expression.value !== 'number') {
    const hint = "multiply by a quantity instead: `x * quantity(1, 'GiB')`"
    return report(context, 'type', syntax.args[0]!, '`quantity` takes a constant number', hint)
  }
  const name = `quantity(${number.expression.value}, '${unit.text}')`
  return { ...number, expression: { ...number.expression, name }, unit }
}

/** Checks `convert(x, unit)` and writes it as the product or quotient that it is. */
export function checkConvert(context: Context, syntax: Call): Checked | undefined {
  const [number, unit] = numberAndUnit(context, syntax)
  if (number === undefined || unit === undefined) return undefined
  const from = number.unit === 'any' ? unit : number.unit
  const factor = conversion(from, unit)
  if (factor === undefined) {
    const message = `${from === one ? 'a number without a unit' : from.text} cannot be converted to ${unit.text}`
    return report(context, 'unit', syntax, message)
  }
  if (factor.by === 1) return { ...number, unit }
  const by = { op: 'literal', value: factor.by } as const
  const expression = { op: 'call', name: factor.sign, args: [number.expression, by] } as const
  const whole = number.type === 'integer' && factor.sign === '*' && Number.isInteger(factor.by)
  const written = `convert(${expressionText(number.expression)}, '${unit.text}')`
  return folded(context, syntax, { expression, type: whole ? 'integer' : 'number', unit }, written)
}

function numberAndUnit(context: Context, syntax: Call): [Checked | undefined, Unit | undefined] {
  const [numberSyntax, unitSyntax] = syntax.args
  const number = numberSyntax && context.check(numberSyntax)
  if (unitSyntax === undefined || numberSyntax === undefined || syntax.args.length !== 2) {
    report(context, 'type', syntax, `\`${syntax.name}\` takes a number and a unit, such as 'GiB'`)
    return [undefined, undefined]
  }
  if (number !== undefined && !isNumeric(number.type)) {
    report(
      context,
      'type',
      numberSyntax,
      `\`${syntax.name}\` takes a number, and this is ${describeType(number.type)}`,
    )
    return [undefined, undefined]
  }
  if (unitSyntax.kind !== 'literal' || typeof unitSyntax.value !== 'string') {
    report(context, 'type', unitSyntax, "a unit is a constant text, such as 'GiB'")
    return [number, undefined]
  }
  const parsed = parseUnit(unitSyntax.value)
  if ('unit' in parsed) return [number, parsed.unit]
  report(context, 'unit', unitSyntax, parsed.problem.message)
  return [number, undefined]
}
