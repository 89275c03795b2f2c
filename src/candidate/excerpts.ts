// Problems of a text with the lines that they are on.
import { excerptOf } from '../caret.js'
import type { Candidate, SyntaxProblem } from './candidate.js'

/** Of so many problems the lines are shown: finding a line costs a walk through the text. */
const SHOWN = 20

/** A candidate whose first problems show the line that they are on. */
export function withExcerpts(candidate: Candidate, text: string): Candidate {
  const { problems } = candidate
  if (problems.length === 0) return candidate
  const lines = linesOf(
    text,
    problems.slice(0, SHOWN).map(({ line }) => line),
  )
  const shown = (problem: SyntaxProblem, i: number): SyntaxProblem => {
    const line = i < SHOWN ? lines.get(problem.line) : undefined
    return line === undefined || problem.excerpt !== undefined
      ? problem
      : { ...problem, excerpt: excerptOf(line, problem.column) }
  }
  return { ...candidate, problems: problems.map(shown) }
}

/** The lines with some numbers, in one walk. A line that holds nothing to point at is left out. */
function linesOf(text: string, numbers: readonly number[]): ReadonlyMap<number, string> {
  const wanted = new Set(numbers)
  const last = Math.max(...numbers)
  const lines = new Map<number, string>()
  let start = 0
  for (let number = 1; number <= last && start <= text.length; number++) {
    const end = text.indexOf('\n', start)
    const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '')
    if (wanted.has(number) && line.trim() !== '') lines.set(number, line)
    if (end < 0) break
    start = end + 1
  }
  return lines
}
