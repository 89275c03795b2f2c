// The version of the engine that a deployment document states: what only starts an engine counts releases of its own.
import type { Base } from '../../knowledge/base.js'
import type { SectionValue } from '../candidate.js'
import { givenWords, unfit } from '../plan/words.js'
import { withRecognised } from '../recognise/given.js'
import { statedAt } from './stated.js'

const [ENGINE, VERSION] = ['cluster.engine', 'cluster.engineVersion'] as const

/** The version of the engine itself; undefined where the document does not state it, or states that of something else. */
export function engineVersionOf(document: object, base: Base): string | undefined {
  const given: Record<string, SectionValue> = {}
  for (const [name, word] of givenWords(base, 'plan')) {
    if (name !== ENGINE && name !== VERSION && word.meantBy?.word !== VERSION) continue
    const [path] = word.from ?? []
    const value = path === undefined ? undefined : statedAt(document, path, base)?.value
    if (unfit(word, value) === undefined) given[name] = value as SectionValue
  }
  const version = withRecognised(given, base)[VERSION]
  return typeof version === 'string' ? version : undefined
}
