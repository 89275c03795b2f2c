// Operations on lists, which are read as sets here: each value counts once.
import type { Scalar, Value } from '../expression.js'
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

export const list: Readonly<Record<string, Operator>> = {
  disjoint: method('truth', (a, b) => !a.some(membership(b))),
  intersects: method('truth', (a, b) => a.some(membership(b))),
  containsAll: method('truth', (a, b) => b.every(membership(a))),
  union: method('list', (a, b) => [...new Set([...a, ...b])]),
  minus: method('list', (a, b) => {
    const removed = membership(b)
    return [...new Set(a)].filter((value) => !removed(value))
  }),
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
