// What a run has to tell besides findings, as notifications of a SARIF log: inputs that could not be judged, or not wholly.
import type { Outcome, Problem, Result, Verdict } from '../../judge/verdict.js'
import { about, staleSuppressions, summary } from '../summary.js'
import { type Artifact, messageText } from './artifact.js'

const levels: Readonly<Partial<Record<Outcome, 'error' | 'warning'>>> = {
  undecided: 'warning',
  'not-assessable': 'error',
  unreadable: 'error',
}

/** The places where an input breaks its grammar, or else why it is neither valid nor rejected; nothing where it is. */
export function notificationsOf(result: Result, artifact: Artifact): object[] {
  const { outcome, problems } = result
  const level = levels[outcome]
  if (level === undefined) return []
  const location = (region?: object) => [
    { physicalLocation: { artifactLocation: artifact, ...(region && { region }) } },
  ]
  if (problems.length > 0) {
    return problems.map((problem) => ({
      descriptor: { id: problem.category },
      level,
      message: { text: problemText(problem) },
      locations: location(regionOf(problem)),
    }))
  }
  return [
    {
      descriptor: { id: outcome },
      level,
      message: { text: messageText([`${outcome}: ${about(result)}; ${summary(result, false)}`]) },
      locations: location(),
    },
  ]
}

function problemText({ category, read, expected, repair }: Problem): string {
  return messageText([`${category}: read ${read}, expected ${expected}; ${repair}`])
}

/** Nothing where there is no text. */
function regionOf({ line, column }: Problem): object | undefined {
  if (line === 0) return undefined
  return { startLine: line, ...(column > 0 && { startColumn: column }) }
}

/** Suppressions that somebody should look at again. */
export function staleNotifications(verdict: Verdict): object[] {
  return staleSuppressions(verdict).map((text) => ({
    descriptor: { id: 'suppression' },
    level: 'warning',
    message: { text: messageText([text]) },
  }))
}
