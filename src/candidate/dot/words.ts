// Words of a plan as an attribute of a drawing carries them: `along=tok kvShards=2 carries=["l15.out","positions"]`.
import type { SectionValue } from '../candidate.js'
import { unfit, type Words } from '../plan/words.js'

/** Text that needs no quotes, since it reads as nothing else. */
const plain = /^(?!true$|false$)[A-Za-z][\w.-]*$/

/** Writes words with their values; one whose text has spaces is left out, as it could not be read back. */
export const wordsText = (words: Readonly<Record<string, SectionValue>>): string =>
  Object.entries(words)
    .map(([word, value]) => {
      const isPlain = typeof value === 'string' && plain.test(value)
      return `${word}=${isPlain ? value : JSON.stringify(value)}`
    })
    .filter((text) => !/\s/.test(text))
    .join(' ')

/** Reads them. What is no word, or no value that it takes, is left out. */
export function readWordList(text: string, words: Words): Readonly<Record<string, SectionValue>> {
  const read: Record<string, SectionValue> = Object.create(null)
  for (const written of text.split(' ')) {
    const at = written.indexOf('=')
    const word = words.get(written.slice(0, Math.max(at, 0)))
    const value = readValue(written.slice(at + 1))
    if (word !== undefined && unfit(word, value) === undefined) read[word.name] = value as SectionValue
  }
  return read
}

function readValue(text: string): unknown {
  if (plain.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
