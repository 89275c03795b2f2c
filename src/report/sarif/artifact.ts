// How a SARIF log names what was judged.
import { plainLines } from '../plain.js'

/** An input as locations name it: by its URI, where it has one, and by its place among the artifacts of the run. */
export interface Artifact {
  readonly uri?: string
  readonly index: number
}

/** The text of a message. Names come from outside: none may act on a terminal, nor make a link of a message. */
export function messageText(lines: readonly string[]): string {
  return plainLines(lines.join('\n').replaceAll('](', '] (')).trimEnd()
}
