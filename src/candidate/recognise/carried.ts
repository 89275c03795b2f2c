// Names inside of longer names: `/models/rye-bread-crusty-v3` carries `Rye Bread`. A name counts only as a run of whole
// words, the longest that there is, and only where nothing else is carried beside it.
import type { Table } from '../../knowledge/base.js'

/** A row that a text names, and the text around the name: its words, with `…` where the name stood. */
export interface Carried {
  readonly key: string
  readonly rest: string
}

/** Words beyond which a text is no name. */
const mostWords = 64

/** Of a table: rows by the tokens of their keys and aliases; a name that two rows claim leads to none. */
interface Names {
  readonly rows: ReadonlyMap<string, string | undefined>
  readonly mostTokens: number
}

/** Words of a text that a row has as its name: from the word `start` up to, and without, the word `end`. */
interface Hit {
  readonly key: string
  readonly start: number
  readonly end: number
}

const namesOf = new WeakMap<Table, Names>()

/** The one row of a table with aliases that a text names; undefined where it names none, or names several. */
export function carriedIn(text: string, table: Table): Carried | undefined {
  const words = wordsOf(text)
  if (words.length > mostWords) return undefined
  const hits = longest(hitsIn(words, preparedNames(table)))
  const key = hits[0]?.key
  if (key === undefined || hits.some((hit) => hit.key !== key)) return undefined
  return { key, rest: restOf(words, hits) }
}

/**
 * What stands between separators, in small letters; a `…` of an earlier look is a word. A dot between digits is part of a number and
 * separates nothing.
 */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/…|(?:[\p{L}\p{M}]|\d+(?:\.\d+)*)+/gu) ?? []
}

/** `rye2.5` and `rye-2.5` are one name: letters and numbers are told apart with and without a separator. */
const tokensOf = (word: string): readonly string[] => word.match(/[\p{L}\p{M}]+|[\d.]+/gu) ?? [word]

const keyOf = (tokens: readonly string[]): string => tokens.join(' ')

function preparedNames(table: Table): Names {
  let names = namesOf.get(table)
  if (names === undefined) {
    names = prepareNames(table)
    namesOf.set(table, names)
  }
  return names
}

function prepareNames({ rows, aliases }: Table): Names {
  const found = new Map<string, string | undefined>()
  let mostTokens = 0
  for (const [alias, row] of Object.entries(aliases ?? {})) {
    if (!Object.hasOwn(rows, row)) continue
    const tokens = wordsOf(alias).flatMap(tokensOf)
    if (tokens.length === 0) continue
    const name = keyOf(tokens)
    found.set(name, found.has(name) && found.get(name) !== row ? undefined : row)
    mostTokens = Math.max(mostTokens, tokens.length)
  }
  return { rows: found, mostTokens }
}

function hitsIn(words: readonly string[], { rows, mostTokens }: Names): readonly Hit[] {
  const hits: Hit[] = []
  for (let start = 0; start < words.length; start++) {
    const tokens: string[] = []
    for (let end = start; end < words.length; ) {
      tokens.push(...tokensOf(words[end]!))
      if (tokens.length > mostTokens) break
      end++
      const key = rows.get(keyOf(tokens))
      if (key !== undefined) hits.push({ key, start, end })
    }
  }
  return hits
}

/** The hits that lie in no longer one. */
function longest(hits: readonly Hit[]): readonly Hit[] {
  const within = (a: Hit, b: Hit) => b.start <= a.start && a.end <= b.end && b.end - b.start > a.end - a.start
  return hits.filter((hit) => !hits.some((other) => within(hit, other)))
}

function restOf(words: readonly string[], hits: readonly Hit[]): string {
  const rest: string[] = []
  for (const [i, word] of words.entries()) {
    const hit = hits.find(({ start, end }) => start <= i && i < end)
    if (hit === undefined) rest.push(word)
    else if (hit.start === i) rest.push('…')
  }
  return rest.join(' ')
}
