// A deployment document of what a candidate of another form says: each word at the first of its places.
import type { Base } from '../../knowledge/base.js'
import type { Candidate, SectionValue } from '../candidate.js'
import { setAt } from '../launch/set-at.js'
import { givenWords } from '../plan/words.js'
import { placeInDeployment } from './index.js'

/** A document, and the words of the strategy that no deployment states. */
export interface OfWords {
  readonly document: Readonly<Record<string, unknown>>
  readonly left: readonly string[]
}

/**
 * The words of a candidate as a deployment: what all phases say stands in the strategy, what one says alone below its name.
 * What has the default of its word is left out, but for words that are `always` said.
 */
export function documentOfWords(
  { given, phases }: Pick<Candidate, 'given' | 'phases'>,
  base: Base,
  always: ReadonlySet<string> = new Set(),
): OfWords {
  const document: Record<string, unknown> = { kind: 'deployment' }
  const fresh = new WeakSet<object>([document])
  const put = (path: string, value: SectionValue | undefined): void => {
    if (value !== undefined) setAt(document, path, value, fresh)
  }
  const words = givenWords(base, 'plan')
  for (const [name, value] of Object.entries(given)) {
    const word = words.get(name)
    const place = word && placeInDeployment(document, word, undefined)
    if (place !== undefined) put(place.join('.'), value)
  }
  const left: string[] = []
  for (const word of givenWords(base, 'phase').values()) {
    const values = Object.values(phases).map((phase) => phase[word.name])
    // What a phase leaves out has the default of its word: nobody said it.
    const isUsual = (value: SectionValue | undefined) => value === word.default && !always.has(word.name)
    const isLeft = (value: SectionValue | undefined) => value === undefined || isUsual(value)
    if (values.every(isLeft)) continue
    const place = placeInDeployment(document, word, undefined)?.join('.')
    if (place === undefined) left.push(word.name)
    else if (new Set(values.map((value) => JSON.stringify(value))).size === 1) put(place, values[0])
    else
      Object.keys(phases).forEach((phase, i) => {
        put(place.replace(/^strategy\./, `strategy.${phase}.`), values[i])
      })
  }
  return { document, left }
}
