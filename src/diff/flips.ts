// Plans judged by two bases: whose outcome is another one, and by which rules.
import { checkDocuments, type Document } from '../check/check.js'
import type { Outcome, Result } from '../judge/verdict.js'
import type { Base, Severity } from '../knowledge/base.js'

/** A rule as a plan meets it. */
export interface Met {
  readonly rule: string
  readonly severity: Severity
}

/** A plan that two bases judge differently. */
export interface Flip {
  readonly input: string
  readonly before: Outcome
  readonly after: Outcome
  /** Rules that are broken by the new base alone, and by the old one alone. */
  readonly broken: readonly Met[]
  readonly mended: readonly Met[]
  /** Hard rules that are blocked or not assessed by the new base alone, and by the old one alone. */
  readonly opened: readonly Met[]
  readonly settled: readonly Met[]
}

/** The plan by both bases; nothing where outcome and broken rules are the same. A renamed rule is the same rule. */
export async function flipOf(document: Document, oldBase: Base, newBase: Base): Promise<Flip | undefined> {
  const [before, after] = await Promise.all([resultOf(document, oldBase), resultOf(document, newBase)])
  const renamed = new Map(newBase.rules.flatMap(({ id, was }) => was.map((former) => [former, id])))
  const current = (met: readonly Met[]) =>
    met.map(({ rule, severity }) => ({ rule: renamed.get(rule) ?? rule, severity }))
  const [was, is] = [current(brokenIn(before)), brokenIn(after)]
  const [wasOpen, isOpen] = [current(openIn(before)), openIn(after)]
  const flip = {
    input: document.input,
    before: before.outcome,
    after: after.outcome,
    broken: without(is, was),
    mended: without(was, is),
    opened: without(isOpen, wasOpen),
    settled: without(wasOpen, isOpen),
  }
  const isSame = flip.before === flip.after && flip.broken.length + flip.mended.length === 0
  return isSame ? undefined : flip
}

async function resultOf(document: Document, base: Base): Promise<Result> {
  const { results } = await checkDocuments([document], base, { prove: false })
  return results[0]!
}

const brokenIn = ({ findings }: Result): Met[] => distinct(findings)

/** The rules for which the outcome is undecided. */
const openIn = ({ blocked, notAssessed }: Result): Met[] =>
  distinct(
    [...blocked, ...notAssessed].filter(({ kind, severity }) => kind === 'hard' && severity === 'error'),
  )

function distinct(met: readonly Met[]): Met[] {
  return [...new Map(met.map(({ rule, severity }) => [rule, { rule, severity }])).values()]
}

function without(met: readonly Met[], others: readonly Met[]): Met[] {
  return met.filter(({ rule }) => !others.some((other) => other.rule === rule))
}
