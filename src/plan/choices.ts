// What may be chosen about a deployment: the base names the fields in its table `choices`, and for each a word that lists
// the values worth asking for.
import { type Judgement, valueOn } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import type { Scalar } from '../knowledge/expression.js'

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
export function choicesFor({ evaluator }: Judgement, base: Base, phase: number): readonly Choice[] {
  const rows = base.tables.find(({ id }) => id === 'choices')?.rows ?? {}
  const { phase: table } = evaluator.facts.tables
  const read = (name: string) => valueOn(evaluator, table, phase, { op: 'word', of: 'self', name })
  return Object.entries(rows).flatMap(([path, { values: word }]) => {
    const values = read(String(word))
    if (typeof values !== 'object' || values.length === 0) return []
    const stating = base.words.filter(({ scope, from }) => scope === 'phase' && from?.includes(path))
    const words = stating.map(({ name }) => name)
    const stated = words.length === 0 ? undefined : read(words[0]!)
    const now = typeof stated === 'object' ? undefined : stated
    const all = now === undefined || values.includes(now) ? values : [now, ...values]
    return [{ path, words, statedAt: stating.flatMap(({ from }) => from ?? []), values: all, now }]
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
