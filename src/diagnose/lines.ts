// The lines of a report, and how much each of them can tell of the failure.
import { textLimit } from '../knowledge/pattern.js'

/** A line of a report. */
export interface Line {
  readonly text: string
  /** Its number in the report, from 1. */
  readonly number: number
  /** From 0, for a line that tells nothing of the failure, to 1. */
  readonly weight: number
}

/** More lines than an excerpt has; those at the end of a log tell most. */
const mostLines = 5000

/** With this many settings on one line it is a list of them, and lists what is off as well as what is on. */
const settingsOfList = 8

const setting = /\w=[^=\s]|\w['"]\s?:\s/g
const calm = /^.{0,80}?\b(info|debug|warn(ing)?)\b/i
const frame = /\bFile "[^"]*", line \d+|^\W*(frame #\d+|at )/

/** The last lines of a report, each cut to the length that patterns are matched on. */
export function linesOf(report: string): readonly Line[] {
  return report
    .split('\n')
    .map((line, i) => ({ text: line.slice(0, textLimit), number: i + 1 }))
    .slice(-mostLines)
    .map((line) => ({ ...line, weight: weightOf(line.text) }))
}

/** What is logged in passing, and the way to an error, tell half of what the error itself tells. */
function weightOf(line: string): number {
  if ((line.match(setting) ?? []).length >= settingsOfList) return 0
  return calm.test(line) || frame.test(line) ? 0.5 : 1
}
