// Edits of a launch's text: what is put where, every other byte kept.
import type { FlagUse } from '../../candidate/launch/arguments.js'
import type { ShellWord } from '../../candidate/launch/shell.js'
import { quoted } from '../../candidate/launch/write.js'

/** The text from `start` up to `end` becomes `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

export const isBetweenItems = (gap: string): boolean => ITEM.test(gap) || /[^\\\r]\r?\n|^\r?\n/.test(gap)

/** The text with all splices made, the same one once; undefined where two of them meet. */
export function spliced(text: string, splices: readonly Splice[]): string | undefined {
  let done = ''
  let at = 0
  let last: Splice | undefined
  for (const splice of splices.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (last !== undefined && isSame(splice, last)) continue
    if (splice.start < at) return undefined
    last = splice
    done += text.slice(at, splice.start) + splice.text
    at = splice.end
  }
  return done + text.slice(at)
}

const isSame = (a: Splice, b: Splice): boolean => a.start === b.start && a.end === b.end && a.text === b.text

export const endOf = ({ at, raw }: ShellWord): number => at + raw.length

/** Writes another text into a word, in the quotes that it has; undefined where the word does not stand in the text. */
export function rewritten(word: ShellWord, text: string): Splice | undefined {
  if (word.at < 0) return undefined
  const at = { start: word.at, end: endOf(word) }
  const [old, raw] = [word.text, word.raw]
  if (/^'[^']*'$/.test(raw) && !text.includes("'")) return { ...at, text: `'${text}'` }
  if (raw === `"${old.replace(/["\\$`]/g, '\\$&')}"`)
    return { ...at, text: `"${text.replace(/["\\$`]/g, '\\$&')}"` }
  const plain = quoted(text) === text && old !== ''
  if (plain && raw.split(old).length === 2) return { ...at, text: raw.replace(old, () => text) }
  return { ...at, text: quoted(text) }
}

/** Writes other values behind a flag; undefined where one value cannot stand for those that are there. */
export function withValues({ values }: FlagUse, texts: readonly string[]): readonly Splice[] | undefined {
  const first = values[0]
  const last = values.at(-1)
  if (first === undefined || last === undefined || values.some(({ at }) => at < 0)) return undefined
  if (values.length === 1 && texts.length === 1) {
    const splice = rewritten(first, texts[0]!)
    return splice && [splice]
  }
  return [{ start: first.at, end: endOf(last), text: texts.map(quoted).join(' ') }]
}

/** What parts two words of a shell, or two items of a list in a manifest. */
const GAP = /^(?:[ \t]|\\\r?\n)+$/
const ITEM = /^(?:[ \t]*(?:#.*)?\r?\n[ \t]*-[ \t]+|[ \t\r\n]*,[ \t\r\n]*)$/

/** Takes a flag out, with its values and what parts it from the word before. */
export function without(use: FlagUse, text: string, words: readonly ShellWord[]): Splice | undefined {
  const parts = [use.word, ...use.values]
  if (parts.some(({ at }) => at < 0)) return undefined
  const before = words[words.findIndex(({ at }) => at === use.word.at) - 1]
  const gap = before === undefined || before.at < 0 ? '' : text.slice(endOf(before), use.word.at)
  return {
    start: GAP.test(gap) || ITEM.test(gap) ? endOf(before!) : use.word.at,
    end: Math.max(...parts.map(endOf)),
    text: '',
  }
}

/** Puts words behind the last flag, parted from it as it is from what stands before it. */
export function appended(
  added: readonly (readonly string[])[],
  text: string,
  uses: readonly FlagUse[],
  all: readonly ShellWord[],
): Splice | undefined {
  const words = all.filter(({ at }) => at >= 0)
  const last = words.at(-1)
  if (last === undefined) return undefined
  const beforeLast = words.at(-2)
  const item = beforeLast === undefined ? '' : text.slice(endOf(beforeLast), last.at)
  if (ITEM.test(item)) {
    // Numbers would be no text without quotes.
    const wantsQuotes = /^["']/.test(last.raw)
    const written = (word: string) => (wantsQuotes || !/^-[\w-]+$/.test(word) ? JSON.stringify(word) : word)
    const items = added.flat().map((word) => item.replace(/#.*/, '') + written(word))
    return { start: endOf(last), end: endOf(last), text: items.join('') }
  }
  const name = uses.at(-1)?.word
  const before = name && words[words.findIndex(({ at }) => at === name.at) - 1]
  const gap = before === undefined || before.at < 0 ? '' : text.slice(endOf(before), name!.at)
  const parting = GAP.test(gap) && gap.includes('\n') ? gap : ' '
  const flags = added.map((flag) => parting + flag.map(quoted).join(' ')).join('')
  return { start: endOf(last), end: endOf(last), text: flags }
}
