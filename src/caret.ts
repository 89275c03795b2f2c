// A line of a text with a caret under the place that is meant.

/** Longest part of a line that is shown; a longer line is cut around the place. */
const LONGEST = 160

/** What is shown of a line, and where in that the place is, from 0. */
export interface Excerpt {
  readonly text: string
  readonly place: number
}

/** The part of a line around a column, which counts from 1. */
export function excerptOf(line: string, column: number): Excerpt {
  const from = column - 1 > LONGEST - 40 ? column - 41 : 0
  const text = line.slice(from, from + LONGEST)
  return { text, place: Math.min(column - 1 - from, text.length) }
}

/** The excerpt and, below it, a caret as wide as what is meant. */
export function caretLines({ text, place }: Excerpt, width = 1): [string, string] {
  const marks = '^'.repeat(Math.max(1, Math.min(width, text.length - place)))
  return [text, `${text.slice(0, place).replace(/[^\t]/g, ' ')}${marks}`]
}
