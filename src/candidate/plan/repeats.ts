// A name that an object holds twice: JSON.parse keeps the last value and drops what its author believes was said.
import type { SyntaxProblem } from '../candidate.js'
import { repeatedNames } from './json-scan.js'
import { linesAndColumns, quoted } from './problems.js'

/** Larger texts are written by programs, which hold their members in maps; a second scan of them would cost seconds. */
const longest = 4_000_000
const most = 20

/** The members of a document that its text, which is valid JSON, holds more than once. */
export function repeatProblems(text: string, document: unknown): SyntaxProblem[] {
  if (text.length > longest || namesIn(text) === membersIn(document)) return []
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

/** How often a name stands in a JSON text: a name is a string with a colon behind it. Far quicker than a scan for places. */
function namesIn(text: string): number {
  let names = 0
  for (let start = text.indexOf('"'); start >= 0; ) {
    let end = text.indexOf('"', start + 1)
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
    let next = end + 1
    while (isBlank(text.charCodeAt(next))) next++
    if (text.charCodeAt(next) === COLON) names++
    start = text.indexOf('"', next)
  }
  return names
}

const [COLON, BACKSLASH] = [':'.charCodeAt(0), '\\'.charCodeAt(0)]

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text.charCodeAt(first - 1) === BACKSLASH) first--
  return (at - first) % 2 === 1
}

/** Blank, tab and ends of lines. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}

/** How many members the objects of a document have, at any depth; nesting costs memory, not call stack. */
function membersIn(document: unknown): number {
  let members = 0
  const waiting: object[] = []
  const look = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) waiting.push(value)
  }
  look(document)
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) value.forEach(look)
    else
      for (const name in value) {
        members++
        look((value as Readonly<Record<string, unknown>>)[name])
      }
  }
  return members
}
