// Assumptions: values for what a candidate leaves open. They never overrule the candidate, and the verdict names them.
import type { Base, Word } from '../knowledge/base.js'
import type { Scalar, Value } from '../knowledge/expression.js'
import { nearest } from '../knowledge/near.js'
import { UsageError } from '../usage-error.js'

/** Values by word, for every subject that leaves the word open: `model.layers` of the plan, `phase.tpa` of a phase. */
export type Assumptions = Readonly<Record<string, Value>>

/**
 * Reads assumptions from data: nested (`{ model: { layers: 61 } }`) or by full name (`{ "model.layers": 61 }`).
 * @throws UsageError for unknown words and for values of a wrong type.
 */
export function readAssumptions(data: unknown, base: Base): Assumptions {
  const words = new Map(base.words.filter(isOpen).map((word) => [fullName(word), word]))
  const assumptions = Object.create(null) as Record<string, Value>
  for (const [name, value] of flatten(data, '', 0)) {
    const word = words.get(name)
    if (word === undefined) {
      const near = sameWord(name, words) ?? nearest(name, words.keys())
      throw new UsageError(`\`${name}\` is nothing that can be assumed.`, near && `Did you mean \`${near}\`?`)
    }
    const problem = misfit(value, word)
    if (problem !== undefined) throw new UsageError(`\`${name}\` ${problem}.`)
    assumptions[name] = value as Value
  }
  return assumptions
}

/** The full name of a word that was named without its scope: first of all one that plans say, not one that is measured. */
function sameWord(name: string, words: ReadonlyMap<string, Word>): string | undefined {
  const full = [...words.keys()].filter((each) => each.endsWith(`.${name}`))
  return full.find((each) => words.get(each)!.origin === 'given') ?? full[0]
}

/** What is computed follows from other words and cannot be assumed. */
const isOpen = ({ origin }: Word): boolean => origin !== 'derived'
const fullName = ({ scope, name }: Word): string => (name.includes('.') ? name : `${scope}.${name}`)

function* flatten(data: unknown, prefix: string, depth: number): Iterable<[name: string, value: unknown]> {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || depth > 2) {
    if (prefix === '') throw new UsageError('Assumptions are a map from words to values.')
    yield [prefix, data]
    return
  }
  for (const [key, value] of Object.entries(data))
    yield* flatten(value, prefix === '' ? key : `${prefix}.${key}`, depth + 1)
}

function misfit(value: unknown, { type, values, minimum, maximum }: Word): string | undefined {
  if (type === 'list') {
    const fits =
      Array.isArray(value) && value.every((item) => typeof item === 'number' || typeof item === 'string')
    return fits ? undefined : 'must be a list of numbers or texts'
  }
  const kind = type === 'text' ? 'string' : type === 'truth' ? 'boolean' : 'number'
  const fits = kind === 'number' ? Number.isFinite(value) : typeof value === kind
  if (!fits || (type === 'integer' && !Number.isSafeInteger(value))) return `must be of type ${type}`
  if (values && !values.includes(value as Scalar)) return `must be one of ${values.join(', ')}`
  if (minimum !== undefined && (value as number) < minimum) return `must be at least ${minimum}`
  if (maximum !== undefined && (value as number) > maximum) return `must be at most ${maximum}`
  return undefined
}
