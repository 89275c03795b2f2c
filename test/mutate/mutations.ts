// The small faults that an author could have made in an expression: each mutant changes it in exactly one place.
import type { Expression, Scalar, Target } from '../../src/knowledge/expression.js'
import { expressionText } from '../../src/knowledge/expression-text.js'

type Call = Extract<Expression, { op: 'call' }>
type Literal = Extract<Expression, { op: 'literal' }>

/** What each comparison is taken for: its neighbour with or without equality, and its opposite. */
const comparisons: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
  disjoint: ['intersects'],
  intersects: ['disjoint'],
}

/** Truths without an operator that says the opposite. */
const negated: ReadonlySet<string> = new Set([
  'in',
  'containsAll',
  'matches',
  'startsWith',
  'endsWith',
  'contains',
])

const arithmetic: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '/',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  div: '*',
}

/** All mutants of an expression, in the order of its parts, each once. */
export function mutantsOf(expression: Expression): readonly Expression[] {
  const seen = new Set([shownText(expression)])
  return variants(expression).filter((mutant) => {
    const text = shownText(mutant)
    return !seen.has(text) && seen.add(text)
  })
}

/** The text of an expression; two expressions of one text are one. */
export const shownText = (expression: Expression): string => expressionText(expression)

function variants(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'literal':
      return literals(expression)
    case 'call':
      return calls(expression)
    case 'lookup':
      return variants(expression.key).map((key) => ({ ...expression, key }))
    case 'path':
      return expression.targets.flatMap((target, at) =>
        targets(target).map((mutant) => ({ ...expression, targets: expression.targets.with(at, mutant) })),
      )
    case 'members':
      return targets(expression.target).map((target) => ({ ...expression, target }))
    default:
      return []
  }
}

/** A number is one off, a text another one, a list lacks an item; a set that a table names is lost as a whole. */
function literals({ value, name }: Literal): readonly Expression[] {
  const literal = (other: Scalar | readonly Scalar[]): Expression => ({ op: 'literal', value: other })
  if (typeof value === 'number') return [literal(value + 1), literal(value - 1)]
  if (typeof value === 'string') return [literal(`${value}~`)]
  if (typeof value === 'boolean') return [literal(!value)]
  if (name !== undefined) return [literal([])]
  return value.map((_, at) => literal(value.toSpliced(at, 1)))
}

function calls(call: Call): readonly Expression[] {
  const { name, args } = call
  if (name === '&&' || name === '||') return chain(call)
  const inner = args.flatMap((arg, at) =>
    variants(arg).map((mutant) => ({ ...call, args: args.with(at, mutant) })),
  )
  const renamed = [
    ...(comparisons[name] ?? []),
    ...(arithmetic[name] === undefined ? [] : [arithmetic[name]]),
  ]
  const own: Expression[] = renamed.map((other) => ({ ...call, name: other }))
  if (negated.has(name)) own.push({ op: 'call', name: '!', args: [call] })
  if (name === '!') own.push(args[0]!)
  if (name === '?:') own.push(args[1]!, args[2]!)
  return [...own, ...inner]
}

/** `a && b && c` lacks one of its operands, or has one that is mutated. */
function chain(call: Call): readonly Expression[] {
  const operands = operandsOf(call, call.name)
  const join = (parts: readonly Expression[]): Expression =>
    parts.reduce((left, right) => ({ op: 'call', name: call.name, args: [left, right] }))
  return operands.flatMap((operand, at) => [
    join(operands.toSpliced(at, 1)),
    ...variants(operand).map((mutant) => join(operands.with(at, mutant))),
  ])
}

function operandsOf(expression: Expression, name: string): readonly Expression[] {
  if (expression.op !== 'call' || expression.name !== name) return [expression]
  return expression.args.flatMap((arg) => operandsOf(arg, name))
}

/** A path or a count looks for too little or too much, or no longer asks for a key. */
function targets({ selector, same }: Target): readonly Target[] {
  return [
    ...variants(selector).map((mutant) => ({ selector: mutant, same })),
    ...same.map((_, at) => ({ selector, same: same.toSpliced(at, 1) })),
  ]
}
