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

/** Writes another name into the word of a flag and keeps what stands behind it; undefined where the name does not stand there as it is read. */
export function renamed({ at, raw, text }: ShellWord, name: string): Splice | undefined {
  const [old] = text.split('=', 1)
  const start = raw.startsWith(old!) ? 0 : /^["']/.test(raw) && raw.startsWith(old!, 1) ? 1 : -1
  if (at < 0 || start < 0) return undefined
  return { start: at + start, end: at + start + old!.length, text: name }
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

/** Takes a flag out, with its values and what parts it from the word before; from the item behind it, where it is the first of a list. */
export function without(use: FlagUse, text: string, words: readonly ShellWord[]): Splice | undefined {
  const around = aroundOf(use, text, words)
  if (around === undefined) return undefined
  const { start, end, before, after } = around
  if (GAP.test(before) || ITEM.test(before)) return { start: start - before.length, end, text: '' }
  return { start, end: ITEM.test(after) ? end + after.length : end, text: '' }
}

/** Where a flag and its values stand, and what parts them from the words around; nothing where that is not known. */
function aroundOf(use: FlagUse, text: string, words: readonly ShellWord[]) {
  const parts = [use.word, ...use.values]
  if (parts.some(({ at }) => at < 0)) return undefined
  const [start, end] = [use.word.at, Math.max(...parts.map(endOf))]
  const own = words.findIndex(({ at }) => at === start)
  const before = words[own - 1]
  const after = words.slice(own + 1).find(({ at }) => at >= end)
  return {
    ...{ start, end },
    before:
      before === undefined || before.at < 0 || endOf(before) > start ? '' : text.slice(endOf(before), start),
    after: after === undefined ? '' : text.slice(end, after.at),
  }
}

/** A word as an item of a list in a manifest, quoted as another one is. Numbers would be no text without quotes. */
const asItem = (word: string, like: ShellWord): string =>
  /^["']/.test(like.raw) || !/^-[\w-]+$/.test(word) ? JSON.stringify(word) : word

/** How a word is written: in a script, in one that stands between double quotes, and in one between single quotes. */
export const SPELLINGS: readonly ((word: string) => string)[] = [
  quoted,
  (word) => escaped(quoted(word)),
  (word) => (quoted(word) === word ? word : `"${escaped(word)}"`),
]

const escaped = (word: string): string => word.replace(/["\\$`]/g, '\\$&')

/** Writes other words in the place of a flag and its values, parted as those are. */
export function inPlaceOf(
  use: FlagUse,
  texts: readonly string[],
  text: string,
  words: readonly ShellWord[],
  spell: (word: string) => string,
): Splice | undefined {
  const around = aroundOf(use, text, words)
  if (around === undefined) return undefined
  const { start, end, before, after } = around
  const item = [before, after].find((gap) => ITEM.test(gap)) ?? firstItem(text.slice(0, start))
  const written =
    item === undefined
      ? texts.map(spell).join(' ')
      : texts.map((word) => asItem(word, use.word)).join(item.replace(/#.*/, ''))
  return { start, end, text: written }
}

/** What parts the items of a list of which the first begins behind a text. */
function firstItem(text: string): string | undefined {
  return /\[[ \t\r\n]*$/.test(text) ? ', ' : /\r?\n[ \t]*-[ \t]+$/.exec(text)?.[0]
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
    const items = added.flat().map((word) => item.replace(/#.*/, '') + asItem(word, last))
    return { start: endOf(last), end: endOf(last), text: items.join('') }
  }
  const name = uses.at(-1)?.word
  const before = name && words[words.findIndex(({ at }) => at === name.at) - 1]
  const gap = before === undefined || before.at < 0 ? '' : text.slice(endOf(before), name!.at)
  const parting = GAP.test(gap) && gap.includes('\n') ? gap : ' '
  const flags = added.map((flag) => parting + flag.map(quoted).join(' ')).join('')
  return { start: endOf(last), end: endOf(last), text: flags }
}
