// The comparisons that a rule's conditions are made of. The engine is given these very functions, so that what tells the
// classes of subjects apart and what the engine decides cannot differ.
import { UNKNOWN } from '../knowledge/base.js'
import type { Scalar } from '../knowledge/expression.js'

/** What the engine is given for a fact: its value, or UNKNOWN. */
export type Seen = Scalar | readonly Scalar[]
export type TestOperator = (seen: Seen, value: Seen) => boolean

const order =
  (compare: (a: number, b: number) => boolean): TestOperator =>
  (seen, value) =>
    typeof seen === 'number' && typeof value === 'number' && compare(seen, value)

const isList = (value: Seen): value is readonly Scalar[] => Array.isArray(value)

/** No comparison holds of an unknown fact, save `equal` to UNKNOWN itself. */
export const testOperators: ReadonlyMap<string, TestOperator> = new Map<string, TestOperator>([
  ['equal', (seen, value) => seen === value],
  ['notEqual', (seen, value) => seen !== UNKNOWN && seen !== value],
  ['lessThan', order((a, b) => a < b)],
  ['lessThanInclusive', order((a, b) => a <= b)],
  ['greaterThan', order((a, b) => a > b)],
  ['greaterThanInclusive', order((a, b) => a >= b)],
  ['in', (seen, value) => isList(value) && !isList(seen) && value.includes(seen)],
  ['notIn', (seen, value) => seen !== UNKNOWN && isList(value) && !isList(seen) && !value.includes(seen)],
  ['contains', (seen, value) => isList(seen) && !isList(value) && seen.includes(value)],
  ['doesNotContain', (seen, value) => isList(seen) && !isList(value) && !seen.includes(value)],
])

/** Operators whose value is a list. */
export const listOperators: ReadonlySet<string> = new Set(['in', 'notIn'])
