// The places that a fact can take among the constants it is compared with: between two thresholds all values are alike.
import { type Condition, type EngineFact, type Scope, UNKNOWN, type Word } from '../../knowledge/base.js'
import type { Expression, Scalar } from '../../knowledge/expression.js'
import type { ScopeShape } from '../expression/environment.js'

export type Leaf = Extract<Condition, { fact: string }>

/** One place: an example value, and the outcome of each leaf there. */
export interface Place {
  readonly value: Scalar
  readonly outcomes: readonly boolean[]
}

/** What is known of the values of words. */
export interface Vocabulary {
  readonly words: ReadonlyMap<string, Word>
  readonly scopes: ReadonlyMap<Scope, ScopeShape>
}

/** What restricts the values of a fact. */
interface Range {
  readonly values?: readonly Scalar[]
  readonly whole: boolean
  readonly minimum: number
  readonly maximum: number
}

/** The places of a fact that the leaves tell apart. Unknown is one only where a leaf asks for it alone (`known(x)`). */
export function placesOf(
  fact: EngineFact,
  leaves: readonly Leaf[],
  scope: Scope,
  vocabulary: Vocabulary,
): readonly Place[] {
  const range = rangeOf(fact.expression, scope, vocabulary)
  const constants = new Set(leaves.flatMap((leaf) => (Array.isArray(leaf.value) ? leaf.value : [leaf.value])))
  constants.delete(UNKNOWN)
  const candidates: Scalar[] = range.values ? [...range.values] : examples([...constants], range)
  if (leaves.some((leaf) => Array.isArray(leaf.value) && leaf.value.every((v) => v === UNKNOWN)))
    candidates.push(UNKNOWN)
  const places = new Map<string, Place>()
  for (const value of candidates) {
    const outcomes = leaves.map((leaf) => holds(leaf, value))
    const key = outcomes.map(Number).join('')
    if (!places.has(key)) places.set(key, { value, outcomes })
  }
  return [...places.values()]
}

function rangeOf(expression: Expression, scope: Scope, { words, scopes }: Vocabulary): Range {
  const any = { whole: false, minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY }
  const count = { ...any, whole: true, minimum: 0 }
  switch (expression.op) {
    case 'literal':
      return Array.isArray(expression.value) ? any : { ...any, values: [expression.value as Scalar] }
    case 'word': {
      const of = expression.of === 'self' ? scope : scopes.get(scope)?.relations.get(expression.of)
      const word = words.get(`${of}.${expression.name}`)
      return {
        ...(word?.values === undefined ? {} : { values: word.values }),
        whole: word?.type === 'integer',
        minimum: word?.minimum ?? any.minimum,
        maximum: word?.maximum ?? any.maximum,
      }
    }
    case 'path':
    case 'members':
      return count
    case 'call':
      if (expression.name === 'size' || expression.name === 'count') return count
      return expression.name === 'abs'
        ? { ...any, minimum: 0 }
        : { ...any, whole: wholeCalls.has(expression.name) }
    default:
      return any
  }
}

const wholeCalls: ReadonlySet<string> = new Set(['floor', 'ceil', 'div'])

/** Example values on, between and beyond the constants. */
function examples(constants: readonly Scalar[], { whole, minimum, maximum }: Range): Scalar[] {
  if (constants.some((c) => typeof c === 'boolean')) return [true, false]
  const texts = constants.filter((c) => typeof c === 'string').sort()
  const numbers = constants.filter((c) => typeof c === 'number').sort((a, b) => a - b)
  const found: number[] = [...numbers]
  numbers.forEach((number, i) => {
    const next = numbers[i + 1]
    if (next === undefined) found.push(whole ? Math.floor(number) + 1 : number + 1)
    else found.push(whole ? Math.floor(number) + 1 : number + (next - number) / 2)
    if (i === 0) found.unshift(whole ? Math.ceil(number) - 1 : number - 1)
  })
  for (const end of [minimum, maximum]) if (numbers.length > 0 && Number.isFinite(end)) found.push(end)
  const possible = found.filter((x) => x >= minimum && x <= maximum && (!whole || Number.isInteger(x)))
  return [...possible, ...texts, ...(texts.length > 0 || numbers.length === 0 ? [otherThan(texts)] : [])]
}

function otherThan(texts: readonly string[]): string {
  let other = 'something else'
  while (texts.includes(other)) other += '!'
  return other
}

/** Whether a leaf holds, as json-rules-engine decides it. */
function holds({ operator, value: constant }: Leaf, value: Scalar): boolean {
  const list = Array.isArray(constant) ? constant : [constant as Scalar]
  if (operator === 'equal') return value === constant
  if (operator === 'in') return list.includes(value)
  if (operator === 'notIn') return !list.includes(value)
  if (typeof value !== 'number' || typeof constant !== 'number') return false
  if (operator === 'lessThan') return value < constant
  if (operator === 'lessThanInclusive') return value <= constant
  if (operator === 'greaterThan') return value > constant
  return value >= constant
}
