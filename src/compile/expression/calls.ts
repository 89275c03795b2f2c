// Operators, functions and methods: arity, types and units of their arguments.
import type { Operator, Parameter } from '../../knowledge/operator/operator.js'
import { operators } from '../../knowledge/operators.js'
import { checkPattern } from '../../knowledge/pattern.js'
import { rangeProblem } from '../../knowledge/version.js'
import { checkConstants } from './constants.js'
import { type Checked, type Context, describeType, isNumeric, report } from './context.js'
import type { Type } from './environment.js'
import { folded } from './fold.js'
import type { Syntax } from './syntax.js'
import { unitOf } from './unit-rules.js'

const accepts: Readonly<Record<Parameter, (type: Type) => boolean>> = {
  number: isNumeric,
  truth: (type) => type === 'truth',
  text: (type) => type === 'text',
  list: (type) => type === 'list',
  sized: (type) => type === 'list' || type === 'text',
  scalar: (type) => type !== 'list',
  any: () => true,
}

const wanted: Readonly<Record<Parameter, string>> = {
  number: 'a number',
  truth: 'true or false',
  text: 'a text',
  list: 'a list',
  sized: 'a list or a text',
  scalar: 'a single value',
  any: 'any value',
}

/** Applies the operator `name` to arguments as written; every argument is checked, whatever is wrong with the others. */
export function checkCall(
  context: Context,
  syntax: Syntax,
  name: string,
  args: readonly Syntax[],
): Checked | undefined {
  const operator = operators.get(name)!
  const checked = args.map(context.check)
  const { parameters, repeats } = operator
  if (args.length < parameters.length || (args.length > parameters.length && !repeats)) {
    return report(context, 'type', syntax, arity(name, operator, args.length))
  }
  const problemsBefore = context.problems.length
  checked.forEach((argument, i) => {
    const parameter = parameters[Math.min(i, parameters.length - 1)]!
    if (argument === undefined || accepts[parameter](argument.type)) return
    report(
      context,
      'type',
      args[i]!,
      `${shown(name)} takes ${wanted[parameter]}, and this is ${describeType(argument.type)}`,
    )
  })
  if (checked.includes(undefined) || context.problems.length > problemsBefore) return undefined
  const arguments_ = checked as readonly Checked[]
  if (!agree(context, syntax, name, arguments_)) return undefined
  const constant = constants[name]
  if (constant !== undefined && !constantFine(context, constant, args[1]!, arguments_[1]!)) return undefined
  checkConstants(context, name, args, arguments_)
  const unit = unitOf(context, syntax, name, operator.units, arguments_)
  if (unit === undefined || context.problems.length > problemsBefore) return undefined
  return folded(context, syntax, {
    expression: { op: 'call', name, args: arguments_.map((a) => a.expression) },
    type: resultType(operator, arguments_),
    unit,
  })
}

const shown = (name: string): string => (name === 'negate' ? '`-`' : `\`${name}\``)

function arity(name: string, operator: Operator, given: number): string {
  const [expected, got] =
    operator.form === 'method'
      ? [operator.parameters.length - 1, given - 1]
      : [operator.parameters.length, given]
  const least = operator.repeats ? 'at least ' : ''
  return `${shown(name)} takes ${least}${expected} argument${expected === 1 ? '' : 's'}, and this has ${got}`
}

/** What is compared, or chosen between, must be of one type. */
function agree(context: Context, syntax: Syntax, name: string, args: readonly Checked[]): boolean {
  const alike = name === '?:' ? args.slice(1) : ['==', '!=', 'first'].includes(name) ? args : []
  const [a] = alike
  const b = alike.find(({ type }) => type !== a!.type && !(isNumeric(type) && isNumeric(a!.type)))
  if (a === undefined || b === undefined) return true
  const hint =
    a.type === 'list' || b.type === 'list'
      ? 'whether a value is in a list is written `value in list`'
      : undefined
  const message = `${shown(name)} needs values of one type, and these are ${describeType(a.type)} and ${describeType(b.type)}`
  report(context, 'type', syntax, message, hint)
  return false
}

/** Second arguments that are a little language of their own, with what checks them. */
const constants: Readonly<
  Record<string, { readonly what: string; readonly problemOf: (text: string) => string | undefined }>
> = {
  matches: { what: 'a pattern', problemOf: checkPattern },
  someMatch: { what: 'a pattern', problemOf: checkPattern },
  within: { what: 'a range of versions', problemOf: rangeProblem },
  areWithin: { what: 'a range of versions', problemOf: rangeProblem },
}

function constantFine(
  context: Context,
  { what, problemOf }: (typeof constants)[string],
  place: Syntax,
  { expression }: Checked,
): boolean {
  if (expression.op !== 'literal' || typeof expression.value !== 'string') {
    report(context, 'pattern', place, `${what} has to be a constant text`)
    return false
  }
  const problem = problemOf(expression.value)
  if (problem !== undefined) report(context, 'pattern', place, problem)
  return problem === undefined
}

function resultType({ result }: Operator, args: readonly Checked[]): Type {
  const numbers = result === 'branch' ? args.slice(1) : args
  if (result !== 'whole' && result !== 'branch' && result !== 'common') return result
  if (!numbers.every((a) => isNumeric(a.type))) return numbers[0]!.type
  return numbers.every((a) => a.type === 'integer') ? 'integer' : 'number'
}
