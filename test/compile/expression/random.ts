// Random truths over a few words, their naive evaluation, and a naive reading of conditions.
import fc from 'fast-check'
import { type Condition, UNKNOWN } from '../../../src/knowledge/base.js'
import type { Expression, Scalar, Value } from '../../../src/knowledge/expression.js'
import { applyOperator } from '../../../src/knowledge/operators.js'

export type Facts = Readonly<Record<string, Value>>

const word = (name: string): Expression => ({ op: 'word', of: 'self', name })
const literal = (value: Scalar | readonly Scalar[]): Expression => ({ op: 'literal', value })
const call = (name: string, ...args: Expression[]): Expression => ({ op: 'call', name, args })

const number = fc.oneof(
  fc.constantFrom('x', 'y').map(word),
  fc.integer({ min: -1, max: 4 }).map(literal),
  fc
    .tuple(
      fc.constantFrom('+', '-', '*', '/', '%', 'min'),
      fc.constantFrom('x', 'y'),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([name, a, b]) => call(name, word(a), literal(b))),
  fc.constant(call('size', word('list'))),
)
const constant = fc.integer({ min: -1, max: 4 }).map(literal)
const text = fc.constantFrom('a', 'b', 'c')

const leaf = fc.oneof(
  fc.constantFrom('p', 'q').map(word),
  fc.boolean().map(literal),
  fc
    .tuple(
      fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
      number,
      fc.oneof(constant, number),
      fc.boolean(),
    )
    .map(([name, a, b, swap]) => (swap ? call(name, b, a) : call(name, a, b))),
  fc
    .tuple(fc.constantFrom('==', '!='), text)
    .map(([name, value]) => call(name, word('text'), literal(value))),
  fc.array(text, { maxLength: 2 }).map((values) => call('in', word('text'), literal(values))),
  fc
    .array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 })
    .map((values) => call('in', word('x'), literal(values))),
  fc.constantFrom('x', 'text', 'p', 'list').map((name) => call('known', word(name))),
  fc.constantFrom('==', '!=').map((name) => call(name, word('list'), literal(['a']))),
  text.map((value) => call('in', literal(value), word('list'))),
)

/** A random truth. */
export const truth: fc.Arbitrary<Expression> = fc.letrec<{ truth: Expression }>((tie) => ({
  truth: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('truth').map((a) => call('!', a)),
    fc.tuple(fc.constantFrom('&&', '||'), tie('truth'), tie('truth')).map(([name, a, b]) => call(name, a, b)),
    fc.tuple(tie('truth'), tie('truth'), tie('truth')).map(([a, b, c]) => call('?:', a, b, c)),
    tie('truth').map((a) => call('known', a)),
    fc.tuple(tie('truth'), fc.boolean()).map(([a, value]) => call('==', a, literal(value))),
  ),
})).truth

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })

/** Random values of the words, some of them unknown. */
export const facts: fc.Arbitrary<Facts> = fc.record({
  p: optional(fc.boolean()),
  q: optional(fc.boolean()),
  x: optional(fc.integer({ min: -2, max: 5 })),
  y: optional(fc.constantFrom(-0.5, 0, 1, 2.5)),
  text: optional(text),
  list: optional(fc.array(text, { maxLength: 2 })),
})

/** The value of an expression, straight from its definition. */
export function evaluate(expression: Expression, values: Facts): Value {
  switch (expression.op) {
    case 'literal':
      return expression.value
    case 'word':
      return values[expression.name]
    case 'call':
      return applyOperator(
        expression.name,
        expression.args.map((arg) => evaluate(arg, values)),
      )
    default:
      throw new Error(`unexpected ${expression.op}`)
  }
}

/** What json-rules-engine is given for a fact. */
export const engineValue = (expression: Expression, values: Facts): Value =>
  evaluate(expression, values) ?? UNKNOWN

/** Whether a condition holds, as json-rules-engine documents its operators. */
export function holds(condition: Condition, value: (fact: string) => Value): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, value))
  if ('any' in condition) return condition.any.some((part) => holds(part, value))
  const fact = value(condition.fact)
  const constant = condition.value
  const list = constant as readonly Scalar[]
  const numbers = typeof fact === 'number' && typeof constant === 'number'
  switch (condition.operator) {
    case 'equal':
      return fact === constant
    case 'in':
      return list.includes(fact as Scalar)
    case 'notIn':
      return !list.includes(fact as Scalar)
    case 'lessThan':
      return numbers && fact < constant
    case 'lessThanInclusive':
      return numbers && fact <= constant
    case 'greaterThan':
      return numbers && fact > constant
    case 'greaterThanInclusive':
      return numbers && fact >= constant
    default:
      throw new Error(`unexpected ${condition.operator}`)
  }
}
