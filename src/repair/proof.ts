// Whether an edited plan is a repair: both judgements are compared check by check and subject by subject.
import type { Check, CheckStatus, Judgement } from '../judge/index.js'
import type { Rule, Scope, Severity } from '../knowledge/base.js'
import type { SubjectTable } from '../observe/facts.js'

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

/** What the edit was to mend, and what it was allowed to take away. */
export interface Aim {
  readonly rule: string
  readonly severity: Severity
  /** Rows of the subjects before the edit. */
  readonly rows: ReadonlySet<number>
  /** Ids of nodes that the edit removes. */
  readonly removedNodes: ReadonlySet<string>
  /** Rules that the edit may take out of application, because what it says anew is what they ask for; none when absent. */
  readonly mayLeave?: (rule: Rule) => boolean
  /** Whether what was blocked before may now show itself broken: the next step's work. */
  readonly mayExpose?: boolean
}

/** Why an edit is no repair. */
export interface Objection {
  readonly why: 'still-broken' | 'falls-silent' | 'breaks'
  readonly rule: string
}

/**
 * True when the rule now passes on the same subjects, no check that passed or failed before has become not applicable,
 * blocked or not assessed, and nothing of equal or higher severity appears. Subjects are told by their names; an edge or
 * a cycle may be gone, since edits reroute and break them, a stage where the strategy changes, which says how many there
 * are, and any other subject only when the edit removed it.
 */
export function isRepaired(before: Judgement, after: Judgement, aim: Aim): boolean {
  return objectionTo(before, after, aim) === undefined
}

/** The first reason, in the order of checks, why the edit is no repair; undefined where it is one. */
export function objectionTo(before: Judgement, after: Judgement, aim: Aim): Objection | undefined {
  const mayLeave = (rule: Rule, status: CheckStatus) =>
    status === 'notApplicable' && aim.mayLeave?.(rule) === true
  const checks = new Map(after.checks.map((check) => [check.rule.id, check]))
  const rowsAfter = perScope((scope) =>
    matched(before.evaluator.facts.tables[scope], after.evaluator.facts.tables[scope]),
  )
  const rowsBefore = perScope((scope) =>
    matched(after.evaluator.facts.tables[scope], before.evaluator.facts.tables[scope]),
  )
  const named = new Map<Scope, boolean>()
  const hasSameNames = (scope: Scope): boolean => {
    const isSame = named.get(scope) ?? rowsAfter(scope).every((row, i) => row === i)
    named.set(scope, isSame)
    return isSame
  }
  for (const old of before.checks) {
    const { id, scope, severity } = old.rule
    const now = checks.get(id)
    if (now === undefined) return { why: 'falls-silent', rule: id }
    const isAim = id === aim.rule
    // Most rules apply to nothing, before and after.
    const isSettledNowhere = old.counts.passed + old.counts.broken === 0
    if (isSettledNowhere && !isAim && now.counts.broken === 0) continue
    if (!isAim && isSameDecision(old, now) && hasSameNames(scope)) continue
    const after = rowsAfter(scope)
    for (let row = 0; row < old.table.size; row++) {
      const wasSettled = isSettled(old.statusOf(row))
      const isSubject = isAim && aim.rows.has(row)
      const rowNow = after[row]!
      if (rowNow < 0) {
        const mayBeGone =
          scope === 'edge' ||
          scope === 'cycle' ||
          (scope === 'stage' && aim.mayLeave !== undefined) ||
          (scope === 'node' && aim.removedNodes.has(old.table.name(row)))
        if (wasSettled && !mayBeGone) return { why: 'falls-silent', rule: id }
      } else if (isSubject) {
        const status = now.statusOf(rowNow)
        if (status === 'broken') return { why: 'still-broken', rule: id }
        if (status !== 'passed' && !mayLeave(old.rule, status)) return { why: 'falls-silent', rule: id }
      } else if (wasSettled) {
        const status = now.statusOf(rowNow)
        if (!isSettled(status) && !mayLeave(old.rule, status)) return { why: 'falls-silent', rule: id }
      }
    }
    if (rank[severity] < rank[aim.severity] || now.counts.broken === 0) continue
    const before = rowsBefore(scope)
    for (const row of now.rowsWith('broken')) {
      const rowThen = before[row]!
      const then = rowThen < 0 ? undefined : old.statusOf(rowThen)
      if (then === 'broken' || (then === 'blocked' && aim.mayExpose === true)) continue
      return { why: 'breaks', rule: id }
    }
  }
  return undefined
}

/** Whether the rule was not asked again, as it sees what it saw. */
function isSameDecision(old: Check, now: Check): boolean {
  return old.decided === now.decided && old.blocked === undefined && now.blocked === undefined
}

function isSettled(status: CheckStatus): boolean {
  return status === 'passed' || status === 'broken'
}

function perScope(make: (scope: Scope) => Int32Array): (scope: Scope) => Int32Array {
  const made = new Map<Scope, Int32Array>()
  return (scope) => {
    let rows = made.get(scope)
    if (rows === undefined) {
      rows = make(scope)
      made.set(scope, rows)
    }
    return rows
  }
}

/** For each row the row of the other table with the same name (repeated edges share one: the n-th meets the n-th), or -1. */
function matched(table: SubjectTable, other: SubjectTable): Int32Array {
  const rows = Int32Array.from({ length: table.size }, (_, row) => row)
  if (table.size === other.size && rows.every((row) => table.name(row) === other.name(row))) return rows
  const waiting = new Map<string, number[]>()
  for (let row = other.size - 1; row >= 0; row--) {
    const name = other.name(row)
    const same = waiting.get(name)
    if (same === undefined) waiting.set(name, [row])
    else same.push(row)
  }
  return rows.map((row) => waiting.get(table.name(row))?.pop() ?? -1)
}
