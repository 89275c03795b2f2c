// Operations on lists, which are read as sets here: each value counts once, and only `item` asks for their order.
import type { Scalar, Value } from '../expression.js'
import { compilePattern, textLimit } from '../pattern.js'
import { areWithin } from '../version-ranges.js'
import { isList, type Operator, type Result } from './operator.js'

/** Below this length a scan of the array is quicker than building a set. */
const shortList = 16

function membership(list: readonly Scalar[]): (value: Scalar) => boolean {
  if (list.length <= shortList) return (value) => list.includes(value)
  const set = new Set(list)
  return (value) => set.has(value)
}

/** Unknown where something in the list is no number, or the sum is beyond all numbers. */
function sum(list: readonly Scalar[]): number | undefined {
  let total = 0
  for (const item of list) {
    if (typeof item !== 'number') return undefined
    total += item
  }
  return Number.isFinite(total) ? total : undefined
}

/** Whether one of the texts of a list matches a pattern; texts that are too long to be searched match none. */
function someMatch(list: readonly Scalar[], pattern: string): boolean {
  const compiled = compilePattern(pattern)
  return list.some((item) => typeof item === 'string' && item.length <= textLimit && compiled.test(item))
}

/** How often a list has a value, or a text a shorter text; what overlaps counts once. */
function occurrences(all: Value, one: Scalar): number | undefined {
  if (isList(all)) return all.filter((item) => item === one).length
  if (typeof all !== 'string' || typeof one !== 'string' || one === '') return undefined
  return all.split(one).length - 1
}

const method = (
  result: Result,
  compute: (a: readonly Scalar[], b: readonly Scalar[]) => Value,
): Operator => ({
  parameters: ['list', 'list'],
  result,
  units: 'none',
  form: 'method',
  apply: ([a, b]) => (isList(a) && isList(b) ? compute(a, b) : undefined),
})

/** Numbers beyond this have their divisors left unknown: no degree is as large, and the search takes its square root. */
const mostDivided = 1e12

/** The divisors of a positive whole number, from 1 up to itself. */
function divisors(n: number): readonly number[] | undefined {
  if (!Number.isInteger(n) || n < 1 || n > mostDivided) return undefined
  const low: number[] = []
  const high: number[] = []
  for (let d = 1; d * d <= n; d++) {
    if (n % d !== 0) continue
    low.push(d)
    if (d * d < n) high.push(n / d)
  }
  return [...low, ...high.reverse()]
}

/** More members than a search through them could try. */
const mostMultiples = 10_000

/** A number, twice that, and so on up to `count` times. */
function multiples(n: number, count: number): readonly number[] | undefined {
  if (!Number.isInteger(count) || count < 0 || count > mostMultiples) return undefined
  return Array.from({ length: count }, (_, i) => n * (i + 1))
}

const numbersOf = (compute: (n: number) => readonly number[] | undefined): Operator => ({
  parameters: ['number'],
  result: 'list',
  units: 'none',
  form: 'function',
  apply: ([n]) => (typeof n === 'number' ? compute(n) : undefined),
})

/** The numbers of a list that compare so with a number; what is no number is left out. */
const bounded = (isWithin: (item: number, bound: number) => boolean): Operator => ({
  parameters: ['list', 'number'],
  result: 'list',
  units: 'none',
  form: 'method',
  apply: ([a, n]) =>
    isList(a) && typeof n === 'number'
      ? a.filter((item) => typeof item === 'number' && isWithin(item, n))
      : undefined,
})

export const list: Readonly<Record<string, Operator>> = {
  divisors: numbersOf(divisors),
  multiples: {
    parameters: ['number', 'number'],
    result: 'list',
    units: 'none',
    form: 'function',
    apply: ([n, count]) =>
      typeof n === 'number' && typeof count === 'number' ? multiples(n, count) : undefined,
  },
  below: bounded((item, bound) => item < bound),
  above: bounded((item, bound) => item > bound),
  dividing: bounded((item, bound) => bound % item === 0),
  atMost: bounded((item, bound) => item <= bound),
  reversed: {
    parameters: ['list'],
    result: 'list',
    units: 'none',
    form: 'method',
    apply: ([a]) => (isList(a) ? [...a].reverse() : undefined),
  },
  disjoint: method('truth', (a, b) => !a.some(membership(b))),
  intersects: method('truth', (a, b) => a.some(membership(b))),
  containsAll: method('truth', (a, b) => b.every(membership(a))),
  union: method('list', (a, b) => [...new Set([...a, ...b])]),
  minus: method('list', (a, b) => {
    const removed = membership(b)
    return [...new Set(a)].filter((value) => !removed(value))
  }),
  someMatch: {
    parameters: ['list', 'text'],
    result: 'truth',
    units: 'none',
    form: 'method',
    apply: ([a, b]) => (isList(a) && typeof b === 'string' ? someMatch(a, b) : undefined),
  },
  areWithin: {
    parameters: ['list', 'text'],
    result: 'truth',
    units: 'none',
    form: 'method',
    apply: ([a, b]) =>
      isList(a) && typeof b === 'string'
        ? areWithin(
            a.filter((item) => typeof item === 'string'),
            b,
          )
        : undefined,
  },
  item: {
    parameters: ['list', 'number'],
    result: 'number',
    units: 'keep',
    form: 'function',
    apply: ([a, b]) => {
      const found = isList(a) && typeof b === 'number' ? a[b] : undefined
      return typeof found === 'number' ? found : undefined
    },
  },
  sum: {
    parameters: ['list'],
    result: 'number',
    units: 'keep',
    form: 'function',
    apply: ([a]) => (isList(a) ? sum(a) : undefined),
  },
  count: {
    parameters: ['sized', 'scalar'],
    result: 'integer',
    units: 'none',
    form: 'function',
    apply: ([a, b]) => (b === undefined || isList(b) ? undefined : occurrences(a, b)),
  },
  size: {
    parameters: ['sized'],
    result: 'integer',
    units: 'none',
    form: 'function',
    apply: ([a]) => (isList(a) ? a.length : typeof a === 'string' ? [...a].length : undefined),
  },
}
