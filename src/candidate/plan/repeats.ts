// A name that an object holds twice: JSON.parse keeps the last value and drops what its author believes was said.
import type { SyntaxProblem } from '../candidate.js'
import { repeatedNames } from './json-scan.js'
import { linesAndColumns, quoted } from './problems.js'

/** Larger texts are written by programs, which hold their members in maps; a second scan of them would cost seconds. */
const longest = 4_000_000
const most = 20

/** The members of a document that its text holds more than once. The text is valid JSON. */
export function repeatProblems(text: string): SyntaxProblem[] {
  if (text.length > longest) return []
  const offsets = repeatedNames(text).slice(0, most)
  return linesAndColumns(text, offsets).map((place, i) => ({
    ...place,
    category: 'duplicate-key',
    read: quoted(nameAt(text, offsets[i]!)),
    expected: 'each name once in an object',
    repair: 'remove one of the two, or join their values',
  }))
}

function nameAt(text: string, start: number): string {
  return /"(?:[^"\\]|\\.)*/y.exec(text.slice(start, start + 80))?.[0].slice(1) ?? ''
}
