import type { Word } from '../../knowledge/base.js'
import type { Diagnostics } from '../diagnostic.js'
import type { Found } from './blocks.js'
import type { PlacedDefinition } from './cycles.js'
import { compileAt, definitionOf, type Names } from './expressions.js'

/** What a word is where a candidate does not say (`else`), as a definition. */
export interface CompiledFallback extends PlacedDefinition {
  readonly fallback: NonNullable<Word['fallback']>
}

/** The fallbacks of the words of a block; those that cannot be understood are reported and left out. */
export function compileFallbacks(
  { value, data, page }: Found<'words'>,
  names: Names,
  diagnostics: Diagnostics,
): CompiledFallback[] {
  const { scope, section, words } = value
  return Object.entries(words).flatMap(([key, { type, unit, else: text }]) => {
    if (text === undefined) return []
    const name = section === undefined ? key : `${section}.${key}`
    const path = ['words', key, 'else']
    const wanted = { scope, stratum: page.stratum, expect: type, expectUnit: unit ?? '1' }
    const { expression, uses } = compileAt(data, path, text, wanted, names, diagnostics)
    if (expression === undefined) return []
    return [{ fallback: expression, ...definitionOf(`${scope}.${name}`, uses), data, path }]
  })
}
