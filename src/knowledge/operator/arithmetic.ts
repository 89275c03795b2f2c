// Arithmetic over one number type, IEEE doubles. A result that is not finite (a division by zero, an overflow, the
// logarithm of nothing) is no number that a rule could stand on: it is unknown.
import type { Value } from '../expression.js'
import type { Operator, Result, UnitRule } from './operator.js'

/** Unknown unless finite; minus zero becomes zero, so that equal numbers are also written alike. */
const finite = (x: number): Value => (Number.isFinite(x) ? x + 0 : undefined)

function unary(
  form: Operator['form'],
  units: UnitRule,
  result: Result,
  compute: (a: number) => number,
): Operator {
  return {
    parameters: ['number'],
    result,
    units,
    form,
    apply: ([a]) => (typeof a === 'number' ? finite(compute(a)) : undefined),
  }
}

function binary(
  form: Operator['form'],
  units: UnitRule,
  result: Result,
  compute: (a: number, b: number) => number,
): Operator {
  return {
    parameters: ['number', 'number'],
    result,
    units,
    form,
    apply: ([a, b]) => (typeof a === 'number' && typeof b === 'number' ? finite(compute(a, b)) : undefined),
  }
}

export const arithmetic: Readonly<Record<string, Operator>> = {
  '+': binary('infix', 'same', 'whole', (a, b) => a + b),
  '-': binary('infix', 'same', 'whole', (a, b) => a - b),
  '*': binary('infix', 'multiply', 'whole', (a, b) => a * b),
  '/': binary('infix', 'divide', 'number', (a, b) => a / b),
  '%': binary('infix', 'same', 'whole', (a, b) => a % b),
  negate: unary('prefix', 'keep', 'whole', (a) => -a),
  div: binary('function', 'divide', 'integer', (a, b) => Math.floor(a / b)),
  floor: unary('function', 'keep', 'integer', Math.floor),
  ceil: unary('function', 'keep', 'integer', Math.ceil),
  abs: unary('function', 'keep', 'whole', Math.abs),
  min: binary('function', 'same', 'whole', Math.min),
  max: binary('function', 'same', 'whole', Math.max),
  pow: binary('function', 'plain', 'number', (a, b) => a ** b),
  log2: unary('function', 'plain', 'number', Math.log2),
}
