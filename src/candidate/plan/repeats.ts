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

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:)?/g

/** How often a name stands in a JSON text: a name is a string with a colon behind it. Far quicker than a scan for places. */
function namesIn(text: string): number {
  let names = 0
  STRING.lastIndex = 0
  for (let found = STRING.exec(text); found !== null; found = STRING.exec(text)) {
    if (found[1] !== undefined) names++
  }
  return names
}

/** How many members the objects of a document have, at any depth; nesting costs memory, not call stack. */
function membersIn(document: unknown): number {
  let members = 0
  const waiting = [document]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    const inner = Object.values(value)
    if (!Array.isArray(value)) members += inner.length
    for (const part of inner) if (typeof part === 'object') waiting.push(part)
  }
  return members
}
