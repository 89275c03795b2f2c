// Problems of a document are collected by the path of the offending value and get line and column at the end: the text is
// scanned for them only when there are some.
import type { SyntaxProblem } from '../candidate.js'
import { type JsonPath, jsonOffsets, type WantedPlace } from './json-scan.js'

/** More problems than these help nobody: the rest is left out, and said to be. */
const MOST_PROBLEMS = 100

export interface DocumentProblem {
  readonly category: 'schema' | 'duplicate-id' | 'unknown-word' | 'wrong-type' | 'limit'
  readonly path: JsonPath
  /** Whether the name of the member is the offence, not its value. */
  readonly key?: boolean
  readonly read: string
  readonly expected: string
  readonly repair: string
}

export type Report = (problem: DocumentProblem) => void

/** Collects problems up to the limit. */
export function problemList(): { readonly report: Report; readonly problems: readonly DocumentProblem[] } {
  const problems: DocumentProblem[] = []
  const report: Report = (problem) => {
    if (problems.length < MOST_PROBLEMS - 1) problems.push(problem)
    else if (problems.length === MOST_PROBLEMS - 1) {
      const read = `more than ${MOST_PROBLEMS - 1} problems`
      problems.push({ ...problem, category: 'limit', read, expected: 'fewer', repair: 'repair these first' })
    }
  }
  return { report, problems }
}

/** Line and column (from 1) of each problem in the text; without a text, line 0. Sorted by place. */
export function placeProblems(
  problems: readonly DocumentProblem[],
  text: string | undefined,
): SyntaxProblem[] {
  const wanted: WantedPlace[] = problems.map(({ path, key }) => (key === true ? { path, key } : { path }))
  const offsets = text === undefined || problems.length === 0 ? [] : jsonOffsets(text, wanted)
  const placed = problems.map((problem, i) => ({ problem, offset: offsets[i] ?? 0 }))
  placed.sort((a, b) => a.offset - b.offset)
  const places =
    text === undefined
      ? placed.map(() => ({ line: 0, column: 0 }))
      : linesAndColumns(
          text,
          placed.map((p) => p.offset),
        )
  return placed.map(({ problem: { category, read, expected, repair } }, i) => ({
    ...places[i]!,
    category,
    read,
    expected,
    repair,
  }))
}

/** Lines and columns (from 1) of ascending offsets, in one pass over the text. */
export function linesAndColumns(
  text: string,
  offsets: readonly number[],
): { line: number; column: number }[] {
  let line = 1
  let start = 0
  return offsets.map((offset) => {
    for (let next = text.indexOf('\n', start); next >= 0 && next < offset; next = text.indexOf('\n', start)) {
      line++
      start = next + 1
    }
    return { line, column: offset - start + 1 }
  })
}

/** A value as a problem quotes it: short, and on one line. */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value)
  return typeof value === 'string' && value.length > 60 ? `${text.slice(0, -1)}…"` : text
}
