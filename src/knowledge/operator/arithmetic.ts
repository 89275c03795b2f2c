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

/** Beyond so many factors `choose` is unknown: what it counts is then no number of things that stand in a document. */
const mostFactors = 10_000

/**
 * In how many ways k of n things are chosen: n (n − 1) … (n − k + 1) / k!. For n that is not whole it is the same
 * polynomial, and for n < k, n whole, it is 0. Unknown for a k that is negative or not whole, or for a negative n.
 */
function choose(n: number, k: number): number {
  if (!Number.isInteger(k) || k < 0 || n < 0) return Number.NaN
  if (Number.isInteger(n) && n < k) return 0
  const factors = Number.isInteger(n) ? Math.min(k, n - k) : k
  if (factors > mostFactors) return Number.NaN
  let ways = 1
  for (let i = 1; i <= factors; i++) ways = (ways * (n - factors + i)) / i
  return ways
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
  choose: binary('function', 'plain', 'number', choose),
  log2: unary('function', 'plain', 'number', Math.log2),
}
