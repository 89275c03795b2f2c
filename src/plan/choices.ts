// What may be chosen about a deployment: the base names the fields in its table `choices`, and for each a word that lists
// the values worth asking for.
import { type Judgement, valueOn } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import type { Scalar, Value } from '../knowledge/expression.js'

/** A field that may be chosen for some phases, and its values, those that are stated among them. */
export interface Choice {
  /** Path in the deployment document. */
  readonly path: string
  /** Words of scope phase that the field states, and the paths at which a document may state them. */
  readonly words: readonly string[]
  readonly statedAt: readonly string[]
  readonly values: readonly Scalar[]
  /** The value that holds now, where one is known. */
  readonly now: Scalar | undefined
}

/** The choices that the base knows for one phase; a field whose values cannot be told is none. */
export function choicesFor(judgement: Judgement, base: Base, phase: number): readonly Choice[] {
  const { evaluator } = judgement
  const { phase: table } = evaluator.facts.tables
  return fieldsOf('choices', judgement, base, phase).map((field) => {
    const [word] = field.words
    const stated =
      word === undefined
        ? undefined
        : valueOn(evaluator, table, phase, { op: 'word', of: 'self', name: word })
    const now = typeof stated === 'object' ? undefined : stated
    const all = now === undefined || field.values.includes(now) ? field.values : [now, ...field.values]
    return { ...field, values: all, now }
  })
}

/** The fields that a table of the base names with the words that list their values, as they are for one phase. */
export function fieldsOf(id: string, { evaluator }: Judgement, base: Base, phase: number): readonly Choice[] {
  const rows = base.tables.find((table) => table.id === id)?.rows ?? {}
  return Object.entries(rows).flatMap(([path, { values: name }]) => {
    const values = valueOn(evaluator, evaluator.facts.tables.phase, phase, {
      ...{ op: 'word', of: 'self', name: String(name) },
    })
    if (typeof values !== 'object' || values.length === 0) return []
    const stating = base.words.filter(({ scope, from }) => scope === 'phase' && from?.includes(path))
    const statedAt = stating.flatMap(({ from }) => from ?? [])
    return [{ path, words: stating.map((word) => word.name), statedAt, values, now: undefined }]
  })
}

/** The most combinations that are looked at; a deployment with more has its last fields left as they are. */
const mostCombinations = 8_000

/** Every combination of values, in the order of the choices and of their values: one value for each choice. */
export function combinations(choices: readonly Choice[]): readonly (readonly Scalar[])[] {
  let all: (readonly Scalar[])[] = [[]]
  for (const { values, now } of choices) {
    const own = all.length * values.length <= mostCombinations ? values : now === undefined ? [] : [now]
    if (own.length === 0) break
    all = all.flatMap((head) => own.map((value) => [...head, value]))
  }
  return all
}

/** What the words of scope phase are with one value for each choice. */
export function wordsOf(choices: readonly Choice[], values: readonly Scalar[]): Record<string, Value> {
  return Object.fromEntries(choices.flatMap(({ words }, i) => words.map((name) => [name, values[i]])))
}
