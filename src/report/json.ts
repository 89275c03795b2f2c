import type { Verdict } from '../judge/verdict.js'
import { plainJson } from './plain.js'

/** The verdict as JSON, two spaces deep, ending in a newline: what `rules/verdict.schema.json` describes. */
export function jsonReport(verdict: Verdict): string {
  return `${plainJson(JSON.stringify(verdict, null, 2))}\n`
}
