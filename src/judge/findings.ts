// Findings and what stayed open, in words. Names of subjects are only written down when they are asked for: a rule that
// cannot be assessed on a million nodes should not cost a million names.
import type { Rule, Segment } from '../knowledge/base.js'
import type { Expression } from '../knowledge/expression.js'
import { expressionText } from '../knowledge/expression-text.js'
import type { SubjectTable } from '../observe/facts.js'
import { once, type Part } from './aside.js'
import { valueOn } from './at.js'
import type { Check } from './check.js'
import { definitionsOf } from './definitions.js'
import { type Evaluator, textOf } from './evaluator.js'
import { evidenceOf, leavesOf } from './evidence.js'
import { interpolate, wordAt } from './message.js'
import { missingWords, valueText } from './seen.js'
import type { Finding, Unsettled } from './verdict.js'

/** A finding with what repair needs: the rule and the rows of its subjects. */
export interface Found {
  readonly finding: Finding
  readonly rule: Rule
  readonly table: SubjectTable
  readonly firstRow: number
  rows(): Int32Array
}

/** The finding of a rule on some of its subjects, whose outcomes are the same. */
export function findingOf(evaluator: Evaluator, check: Check, part: Part): Found {
  const { rule, table } = check
  const { firstRow: row, rows } = part
  const line = table.line(row)
  const finding = withSubjects(
    {
      rule: rule.id,
      title: rule.title,
      stratum: rule.stratum,
      severity: rule.severity,
      kind: rule.kind,
      ...(rule.failureMode === undefined ? {} : { failureMode: rule.failureMode }),
      scope: rule.scope,
      subjects: [],
      count: part.count,
      message: messageOf(evaluator, check, part),
      evidence: evidenceOf(evaluator, rule, table, row),
      ...(line === undefined ? {} : { line }),
      source: rule.place,
      cites: rule.cites,
      fixes: [],
    },
    table,
    rows,
  )
  return { finding, rule, table, firstRow: row, rows }
}

function messageOf(evaluator: Evaluator, { rule, table }: Check, { firstRow, count }: Part): string {
  return sentence(evaluator, rule.message, { rule, table, firstRow, count })
}

/** Why the base has no repair for what a finding tells; undefined where its rule does not say. */
export function noFixOf(evaluator: Evaluator, found: Found): string | undefined {
  const { rule, finding } = found
  return rule.noFix && sentence(evaluator, rule.noFix, { ...found, count: finding.count })
}

function sentence(
  evaluator: Evaluator,
  segments: readonly Segment[],
  { rule, table, firstRow, count }: Pick<Found, 'rule' | 'table' | 'firstRow'> & { readonly count: number },
): string {
  const value = (path: string) => {
    if (path === 'subject') return table.name(firstRow)
    if (path === 'count') return count
    return valueOn(evaluator, table, firstRow, wordAt(path, rule.scope))
  }
  const { countNouns } = definitionsOf(evaluator.base)
  return interpolate(segments, value, valueText, countNouns)
}

/** The subjects on which the rule is blocked. */
export function blockedOf(check: Check): Unsettled | undefined {
  if (check.blocked === undefined || check.counts.blocked === 0) return undefined
  const rows = once(() => check.rowsWith('blocked'))
  return unsettled(check, check.counts.blocked, check.blocked.because, rows)
}

/** The subjects on which the rule cannot be assessed, with the words that are missing on the first of each group. */
export function notAssessedOf(evaluator: Evaluator, check: Check): Unsettled | undefined {
  const { rule, table, counts } = check
  if (counts.notAssessed === 0) return undefined
  const because = new Set<string>()
  for (const group of check.groups) {
    if (group.status !== 'notAssessed') continue
    for (const { expression } of [...rule.when, ...rule.must]) {
      const isOpen = valueOn(evaluator, table, group.firstRow, expression) === undefined
      for (const leaf of leavesOf(expression)) {
        if (isTooCostly(evaluator, leaf))
          because.add(`${expressionText(leaf)}: too many keys for a graph of this size`)
        if (!isOpen || valueOn(evaluator, table, group.firstRow, leaf) !== undefined) continue
        const words = missingWords(evaluator, table, group.firstRow, leaf)
        if (words.length === 0) because.add(expressionText(leaf))
        for (const word of words) because.add(word)
      }
    }
  }
  const rows = once(() => check.rowsWith('notAssessed'))
  return unsettled(check, counts.notAssessed, [...because].sort(), rows)
}

function isTooCostly(evaluator: Evaluator, leaf: Expression): boolean {
  return leaf.op === 'path' && evaluator.tooCostly.has(textOf({ ...leaf, of: 'self' }))
}

function unsettled(
  check: Check,
  count: number,
  because: readonly string[],
  rows: () => Int32Array,
): Unsettled {
  const { id, stratum, severity, kind } = check.rule
  return withSubjects({ rule: id, stratum, severity, kind, count, subjects: [], because }, check.table, rows)
}

/** Lets `subjects` name the rows when it is first read. */
function withSubjects<T extends { readonly subjects: readonly string[] }>(
  of: T,
  table: SubjectTable,
  rows: () => Int32Array,
): T {
  const subjects = once(() => Array.from(rows(), (row) => table.name(row)))
  return Object.defineProperty(of, 'subjects', { get: subjects, enumerable: true })
}
