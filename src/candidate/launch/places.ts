// Where the characters of a value stand in the text that it was read from: a script that is one word of another, a word of
// a manifest. Quotes and indentation around a value are no part of it.
import type { ShellWord } from './shell.js'

/**
 * For each character of a value its offset in the text, white space apart: a value is taken to stand in `source` (which
 * begins at `from`) when both have the same other characters in the same order. Undefined where they do not, as an escape
 * stands for another character.
 */
function offsetsOf(value: string, source: string, from: number): Int32Array | undefined {
  const offsets = new Int32Array(value.length)
  let at = 0
  for (let i = 0; i < value.length; i++) {
    const isSpace = /\s/.test(value[i]!)
    while (!isSpace && at < source.length && /\s/.test(source[at]!)) at++
    if (!isSpace && source[at] !== value[i]) return undefined
    offsets[i] = from + at
    if (!isSpace || /\s/.test(source[at] ?? '')) at++
  }
  return /\S/.test(source.slice(at)) ? undefined : offsets
}

/** Gives words of a script, which is itself a word, their places in the text around it. */
export function placesWithin(outer: ShellWord): (word: ShellWord) => ShellWord {
  const quote = /^["']/.exec(outer.raw)?.[0]
  const isQuoted = quote !== undefined && outer.raw.length > 1 && outer.raw.endsWith(quote)
  const inside = isQuoted ? outer.raw.slice(1, -1) : outer.raw
  const offsets = outer.at < 0 ? undefined : offsetsOf(outer.text, inside, outer.at + (isQuoted ? 1 : 0))
  return (word) => {
    const [first, last] = [offsets?.[word.at], offsets?.[word.at + word.raw.length - 1]]
    const isWhole = first !== undefined && last !== undefined && last - first + 1 === word.raw.length
    return { ...word, at: isWhole ? first : -1 }
  }
}
