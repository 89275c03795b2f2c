// What the templates of a verdict see: plain objects of text and numbers, in the order in which they are shown.

import { caretLines } from '../caret.js'
import type {
  AppliedFix,
  Evidence,
  Finding,
  OldFinding,
  Problem,
  Result,
  Unsettled,
  Verdict,
  Witness,
} from '../judge/verdict.js'
import { type ChoicesView, choicesView } from './choices.js'
import { fixTitle } from './fix-title.js'
import { openTexts, placedText } from './placed.js'
import { about, exceptions, staleSuppressions, summary, total } from './summary.js'
import { nameText, shortList, subjectsText, valueText } from './values.js'

export interface VerdictView {
  readonly results: readonly ResultView[]
  /** One sentence over all results; empty for a single one. */
  readonly total: string
  /** Sentences over suppressions and baseline, and those over suppressions to look at again. */
  readonly exceptions: readonly string[]
  readonly stale: readonly string[]
}

interface ResultView {
  readonly input: string
  readonly outcome: string
  readonly about: string
  readonly only: string
  /** The fixes after which the rest is said, where repair was asked for. */
  readonly fixed: readonly string[]
  /** The corrected command; empty where there is none. */
  readonly command: string
  /** Where a document breaks its grammar, when there are several such places: a single one is a finding that says all. */
  readonly problems: readonly ProblemView[]
  /** The problem, where there is just one and its line can be shown. */
  readonly excerpts: readonly ProblemView[]
  /** How many more problems there are than those shown; 0 for none. */
  readonly moreProblems: number
  readonly strata: readonly { readonly heading: string; readonly findings: readonly FindingView[] }[]
  readonly depends: readonly (FindingView & { readonly versions: string })[]
  readonly choices: readonly ChoicesView[]
  readonly suppressed: readonly SuppressedView[]
  readonly old: readonly SetAsideView[]
  readonly why: boolean
  /** How far tensors are placed; empty where there are none. */
  readonly types: string
  /** Why others are not placed. */
  readonly open: readonly { readonly because: string; readonly says: string }[]
  readonly notApplicable: readonly string[]
  readonly blocked: readonly UnsettledView[]
  readonly notAssessed: readonly UnsettledView[]
  readonly assumed: string
  /** Files from which a deployment was completed, with the first digits of their digests. */
  readonly modelFiles: string
  readonly summary: string
}

interface ProblemView {
  readonly place: string
  readonly says: string
  /** The line and a caret below; empty where there is none to show. */
  readonly excerpt: string
}

interface FindingView {
  readonly severity: string
  readonly rule: string
  readonly subjects: string
  readonly many: boolean
  readonly line: number | false
  readonly message: string
  readonly seen: readonly string[]
  /** The first cell that differs from the unsharded model; empty where none was looked for or found. */
  readonly witness: string
  readonly page: string
  readonly pageLine: number
  readonly kind: string
  readonly cites: readonly string[]
  readonly failureMode: string
  readonly fixes: readonly { readonly title: string; readonly safety: string; readonly proved: boolean }[]
}

interface SetAsideView {
  readonly severity: string
  readonly rule: string
  readonly subjects: string
}

interface SuppressedView extends SetAsideView {
  readonly reason: string
  readonly until: string
}

interface UnsettledView {
  readonly severity: string
  readonly rule: string
  readonly subjects: string
  readonly because: string
}

/** Nobody repairs more at a time; JSON has all of them. */
const shownProblems = 20

/** The view of a verdict; `why` adds what was not applicable, blocked and not assessed. */
export function verdictView(verdict: Verdict, why: boolean): VerdictView {
  const limits = limitText(verdict)
  const results = verdict.results.map((result) => resultView(result, limits, why))
  return {
    results,
    total: total(verdict.results),
    exceptions: exceptions(verdict),
    stale: staleSuppressions(verdict),
  }
}

function limitText({ limitedTo }: Verdict): string {
  const profile = limitedTo?.profile === undefined ? [] : [`profile ${limitedTo.profile}`]
  return [...profile, ...(limitedTo?.only ?? [])].join(', ')
}

function resultView(result: Result, limits: string, why: boolean): ResultView {
  const strata = result.strata.flatMap(({ stratum, title }) => {
    const findings = result.findings.filter((finding) => finding.stratum === stratum)
    return findings.length === 0 ? [] : [{ heading: title, findings: findings.map(findingView) }]
  })
  return {
    input: result.input,
    outcome: result.outcome,
    about: about(result),
    only: limits,
    fixed: (result.fixed ?? []).map(fixedText),
    command: result.command ?? '',
    // What a single problem says, its finding has said already.
    problems: result.problems.length > 1 ? result.problems.slice(0, shownProblems).map(problemView) : [],
    excerpts:
      result.problems.length === 1
        ? result.problems.map(problemView).filter(({ excerpt }) => excerpt !== '')
        : [],
    moreProblems: Math.max(0, result.problems.length - shownProblems),
    strata,
    depends: (result.depends ?? []).map((one) => ({ ...findingView(one), versions: one.versions })),
    choices: (result.choices ?? []).map(choicesView),
    suppressed: (result.suppressed ?? []).map((one) => ({
      ...setAsideView(one),
      reason: one.reason,
      until: one.until,
    })),
    old: why ? (result.old ?? []).map(setAsideView) : [],
    why,
    types: placedText(result.types),
    open: why && result.types !== undefined ? openTexts(result.types) : [],
    notApplicable: result.notApplicable,
    // The names of the subjects are worked out when they are read: only for those who ask.
    blocked: why ? result.blocked.map(unsettledView) : [],
    notAssessed: why ? result.notAssessed.map(unsettledView) : [],
    modelFiles: (result.modelFiles ?? [])
      .map(({ from, digest }) => `${from} (sha256 ${digest.slice(0, 12)})`)
      .join(', '),
    assumed: Object.entries(result.assumed)
      .map(([word, value]) => `${word} = ${valueText(value)}`)
      .join(', '),
    summary: summary(result, why),
  }
}

const fixedText = ({ title, patch, safety, rule, subjects }: AppliedFix): string =>
  `${fixTitle({ title, ...(patch && { patch }) })} (${safety}), for ${rule}: ${shortList(subjects)}`

function problemView({ line, column, category, read, expected, repair, excerpt }: Problem): ProblemView {
  return {
    place: `${line}:${column}`,
    says: `${category}: read ${read}, expected ${expected}; ${repair}`,
    excerpt: excerpt === undefined ? '' : caretLines(excerpt).join('\n'),
  }
}

function findingView(finding: Finding): FindingView {
  return {
    severity: finding.severity,
    rule: finding.rule,
    subjects: subjectsText(finding.scope, finding.subjects, finding.count),
    many: finding.count > 1,
    line: finding.line ?? false,
    message: finding.message,
    seen: seen(finding.evidence),
    witness: finding.witness === undefined ? '' : witnessText(finding.witness),
    page: finding.source.page,
    pageLine: finding.source.line,
    kind: finding.kind,
    cites: finding.cites,
    failureMode: finding.failureMode ?? '',
    fixes: finding.fixes.map((fix) => ({ title: fixTitle(fix), safety: fix.safety, proved: fix.proved })),
  }
}

/** `l0.mid (tok 0, hidden 1): 0.41 on rank 0, -1.2 on rank 1; unsharded 0.93`. */
export function witnessText({ tensor, cells, unsharded, ranks }: Witness): string {
  const cell = Object.entries(cells[0]!).map(([dim, index]) => `${dim} ${index}`)
  const values = ranks.flatMap(({ device, values: [value] }) =>
    typeof value === 'number' ? [`${value} on rank ${device}`] : [],
  )
  return `${nameText(tensor)} (${cell.join(', ')}): ${values.join(', ')}; unsharded ${unsharded[0]}`
}

function setAsideView({ severity, rule, scope, subjects, count }: OldFinding): SetAsideView {
  return { severity, rule, subjects: subjectsText(scope, subjects, count) }
}

/** More values than these tell nobody more: what a formula is made of stands in the verdict. */
const shownValues = 12

/** What the engine saw: each known value once, the conditions that carry none, and the paths that show them. */
export function seen(evidence: readonly Evidence[]): string[] {
  const facts = new Set<string>()
  for (const { leaf, holds, seen } of evidence) {
    const values = Object.entries(seen)
    for (const [name, value] of values) if (value !== undefined) facts.add(`${name} = ${valueText(value)}`)
    if (values.length === 0) facts.add(`${leaf} is ${holds}`)
  }
  const paths = evidence.flatMap(({ path }) => (path && path.length > 0 ? [`path: ${pathText(path)}`] : []))
  const shown = [...facts].slice(0, shownValues)
  const more = facts.size > shown.length ? `, and ${facts.size - shown.length} more: --format json` : ''
  return facts.size === 0 ? paths : [`${shown.join(', ')}${more}`, ...paths]
}

function pathText(path: readonly string[]): string {
  const shown = path.length <= 6 ? path : [...path.slice(0, 4), '…', path.at(-1)!]
  return shown.map(nameText).join(' → ')
}

function unsettledView(unsettled: Unsettled): UnsettledView {
  const { severity, rule, subjects, count, because } = unsettled
  const noun = count === 1 ? 'subject' : 'subjects'
  return { severity, rule, subjects: `${count} ${noun}: ${shortList(subjects)}`, because: because.join(', ') }
}
