// Workflow commands of GitHub Actions: lines of a log that become annotations of a pull request.
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions

import type { Result, Verdict } from '../judge/verdict.js'
import { bestChoice } from './choices.js'
import { fixTitle } from './fix-title.js'
import { plain, plainLines } from './plain.js'
import { about, exceptions, setAside, staleSuppressions, summary } from './summary.js'
import { subjectsText } from './values.js'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'info'
  /** Path from the root of the repository; absent where the text came from no file. */
  readonly file?: string
  /** Lines and columns count from 1; `endColumn` is exclusive, as everywhere here. */
  readonly line?: number
  readonly column?: number
  readonly endColumn?: number
  readonly title: string
  readonly message: string
}

const commands: Readonly<Record<Annotation['level'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
}

/** The annotations as workflow commands, a line each. */
export function githubCommands(annotations: readonly Annotation[]): string {
  return annotations.map(githubCommand).join('')
}

function githubCommand({ level, file, line, column, endColumn, title, message }: Annotation): string {
  const properties = {
    file,
    line: file === undefined ? undefined : line,
    col: file === undefined ? undefined : column,
    // GitHub counts the last column in.
    endColumn: file === undefined || endColumn === undefined ? undefined : endColumn - 1,
    title: plain(title),
  }
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapedProperty(String(value))}`],
  )
  return `::${commands[level]} ${given.join(',')}::${escapedData(plainLines(message).trimEnd())}\n`
}

/** As the runner's own toolkit escapes the text of a command. */
const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/**
 * A verdict as annotations of the inputs: each finding at the line of its first subject, where the input has lines, and
 * the outcome of inputs that no finding explains. `fileOf` gives the path of an input.
 */
export function verdictAnnotations(
  verdict: Verdict,
  fileOf: (input: string) => string | undefined,
): Annotation[] {
  const stale = staleSuppressions(verdict).map((message): Annotation => {
    return { level: 'warning', title: 'suppression', message }
  })
  return [...verdict.results.flatMap((result) => annotationsOf(result, fileOf(result.input))), ...stale]
}

function annotationsOf(result: Result, file: string | undefined): Annotation[] {
  const of = file === undefined ? {} : { file }
  const findings = result.findings.map((finding): Annotation => {
    const { severity, rule, scope, subjects, count, message, line, source, fixes } = finding
    const named = subjectsText(scope, subjects, count)
    const lines = [
      named === '' ? message : `${named}: ${message}`,
      ...fixes.map((fix) => `fix: ${fixTitle(fix)} (${fix.safety})`),
      `law: ${source.page}:${source.line}`,
    ]
    const place = { ...of, ...(line === undefined ? {} : { line }) }
    return { level: severity, ...place, title: rule, message: lines.join('\n') }
  })
  for (const choices of result.choices ?? []) {
    const best = bestChoice(choices)
    if (best === undefined) continue
    const message = `${choices.phases.join(', ')}: ${best.label} ${best.choice}`
    findings.push({ level: 'info', ...of, title: 'degrees', message })
  }
  const settled = result.outcome === 'valid' || result.outcome === 'fixed'
  if (settled || findings.some(({ level }) => level === 'error')) return findings
  // Of a plan with old errors alone there is nothing to do.
  const isOld = result.outcome === 'rejected' && result.old !== undefined && result.old.length > 0
  const level = isOld ? 'info' : result.outcome === 'undecided' ? 'warning' : 'error'
  const message = `${about(result)}; ${summary(result, false)}`
  return [...findings, { level, ...of, title: result.outcome, message }]
}

/**
 * For the log: the outcome of each input with what was set aside, and the sentences over suppressions and baseline. A line
 * that an input could make look like a command is none.
 */
export function outcomeLines(verdict: Verdict): string {
  const outcomes = verdict.results.map((result) => {
    const parts = [`outcome of ${plain(result.input)}: ${result.outcome}`, ...setAside(result)]
    return parts.join('; ')
  })
  return [...outcomes, ...exceptions(verdict).map(plain)].map((line) => `${line}\n`).join('')
}
