// Equality, order and membership.
import type { Scalar, Value } from '../expression.js'
import { isList, type Operator, type Parameter } from './operator.js'

/** Scalars are equal when they have one type and value, lists when they are so element by element, in order. */
function equal(a: Scalar | readonly Scalar[], b: Scalar | readonly Scalar[]): boolean {
  if (!isList(a) || !isList(b)) return a === b
  return a.length === b.length && a.every((element, i) => element === b[i])
}

const known = (
  parameters: readonly Parameter[],
  compute: (a: NonNullable<Value>, b: NonNullable<Value>) => Value,
) =>
  ({
    parameters,
    result: 'truth',
    units: 'compare',
    form: 'infix',
    apply: ([a, b]) => (a === undefined || b === undefined ? undefined : compute(a, b)),
  }) satisfies Operator

const order = (compare: (a: number, b: number) => boolean): Operator =>
  known(['number', 'number'], (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? compare(a, b) : undefined,
  )

export const comparison: Readonly<Record<string, Operator>> = {
  '==': known(['any', 'any'], (a, b) => equal(a, b)),
  '!=': known(['any', 'any'], (a, b) => !equal(a, b)),
  '<': order((a, b) => a < b),
  '<=': order((a, b) => a <= b),
  '>': order((a, b) => a > b),
  '>=': order((a, b) => a >= b),
  in: known(['scalar', 'list'], (a, b) => (isList(b) && !isList(a) ? b.includes(a) : undefined)),
}
