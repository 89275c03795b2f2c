// Words that a document may give: those that the base declares and does not measure or derive itself.
import type { Base, Scope, Word } from '../../knowledge/base.js'
import { nearest } from '../../knowledge/near.js'
import type { SectionValue } from '../candidate.js'
import { isObject } from './fields.js'
import type { JsonPath } from './json-scan.js'
import { quoted, type Report } from './problems.js'

export type Words = ReadonlyMap<string, Word>

/** The words of a scope that a candidate may give, by name. */
export function givenWords(base: Base, scope: Scope): Words {
  const given = base.words.filter(
    (w) => w.scope === scope && (w.origin === 'given' || w.origin === 'recognised'),
  )
  return new Map(given.map((word) => [word.name, word]))
}

/**
 * Reads an object of words into a null-prototype object. `prefix` stands before each key in the name of its word
 * (`model.`). What is no word or has the wrong type is reported and left out.
 */
export function readWords(
  value: unknown,
  words: Words,
  prefix: string,
  path: JsonPath,
  report: Report,
): Readonly<Record<string, SectionValue>> {
  const read: Record<string, SectionValue> = Object.create(null)
  if (!isObject(value)) {
    const expected = 'an object of words'
    report({ category: 'wrong-type', path, read: quoted(value), expected, repair: 'write { "word": value }' })
    return read
  }
  for (const key of Object.keys(value)) {
    const word = words.get(prefix + key)
    const member = value[key]
    const expected = word === undefined ? undefined : unfit(word, member)
    if (word === undefined) reportUnknown(key, words.keys(), prefix, [...path, key], report)
    else if (expected === undefined) read[prefix + key] = member as SectionValue
    else {
      const repair = word.description === '' ? `write ${expected}` : `write ${expected}: ${word.description}`
      report({ category: 'wrong-type', path: [...path, key], read: quoted(member), expected, repair })
    }
  }
  return read
}

/** The values of the words that a document which gives others may leave out. */
export function defaultsOf(words: Words): Readonly<Record<string, SectionValue>> {
  const defaults: Record<string, SectionValue> = Object.create(null)
  for (const [name, word] of words) if (word.default !== undefined) defaults[name] = word.default
  return defaults
}

/** What a word takes, when a value is not that; undefined when it fits. */
export function unfit(word: Word, value: unknown): string | undefined {
  switch (word.type) {
    case 'number':
    case 'integer': {
      const isNumber = typeof value === 'number' && Number.isFinite(value)
      if (isNumber && (word.type === 'number' || Number.isSafeInteger(value)) && inRange(word, value))
        return undefined
      return numberExpected(word)
    }
    case 'text':
      if (typeof value !== 'string') return 'text'
      if (word.values !== undefined && !word.values.includes(value)) return `one of ${word.values.join(', ')}`
      return undefined
    case 'truth':
      return typeof value === 'boolean' ? undefined : 'true or false'
    case 'list': {
      const isItem = (item: unknown) =>
        typeof item === 'string' || (typeof item === 'number' && Number.isFinite(item))
      return Array.isArray(value) && value.every(isItem) ? undefined : 'a list of text or numbers'
    }
  }
}

function inRange(word: Word, value: number): boolean {
  if (word.values !== undefined && !word.values.includes(value)) return false
  return value >= (word.minimum ?? -Infinity) && value <= (word.maximum ?? Infinity)
}

function numberExpected(word: Word): string {
  if (word.values !== undefined) return `one of ${word.values.join(', ')}`
  const from = word.minimum === undefined ? '' : ` from ${word.minimum}`
  const to = word.maximum === undefined ? '' : ` to ${word.maximum}`
  return `a ${word.type === 'integer' ? 'whole ' : ''}number${from}${to}`
}

/** Reports a name that the base does not declare, with the nearest that it does. */
export function reportUnknown(
  key: string,
  known: Iterable<string>,
  prefix: string,
  path: JsonPath,
  report: Report,
): void {
  const names = [...known].filter((name) => name.startsWith(prefix))
  const near = nearest(
    key,
    names.map((name) => name.slice(prefix.length)),
  )
  report({
    category: 'unknown-word',
    path,
    key: true,
    read: JSON.stringify(key.slice(0, 60)),
    expected: `a word that is known here${near === undefined ? '' : `, such as ${near}`}`,
    repair:
      near === undefined ? 'leave it out, or declare it in the knowledge base' : `did you mean ${near}?`,
  })
}
