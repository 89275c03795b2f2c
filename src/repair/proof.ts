// Whether an edited plan is a repair: both judgements are compared check by check and subject by subject.
import type { Check, CheckStatus, Judgement } from '../judge/index.js'
import type { Severity } from '../knowledge/base.js'
import type { SubjectTable } from '../observe/facts.js'

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

/** What the edit was to mend, and what it was allowed to take away. */
export interface Aim {
  readonly rule: string
  readonly severity: Severity
  readonly subjects: ReadonlySet<string>
  /** Ids of nodes that the edit removes. */
  readonly removedNodes: ReadonlySet<string>
}

/**
 * True when the rule now passes on the same subjects, no check that passed or failed before has become not applicable,
 * blocked or not assessed, and nothing of equal or higher severity appears. Subjects are told by their names; an edge or
 * a cycle may be gone, since edits reroute and break them, any other subject only when the edit removed it.
 */
export function isRepaired(before: Judgement, after: Judgement, aim: Aim): boolean {
  const rows = namedRows()
  const afterChecks = new Map(after.checks.map((check) => [check.rule.id, check]))
  for (const check of before.checks) {
    const now = afterChecks.get(check.rule.id)
    if (now === undefined) return false
    for (const [name, was] of statuses(check, rows(check.table))) {
      const is = statusesOf(now, rows(now.table).get(name))
      const isAim = check.rule.id === aim.rule && aim.subjects.has(name)
      if (is.length === 0) {
        if (mayBeGone(check, name, aim)) continue
        if (isAim || was.some(isSettled)) return false
      } else if (isAim) {
        if (!is.every((status) => status === 'passed')) return false
      } else if (was.some(isSettled) && !is.some(isSettled)) return false
    }
  }
  return after.checks.every((check) => {
    if (rank[check.rule.severity] < rank[aim.severity]) return true
    const old = before.checks.find((candidate) => candidate.rule.id === check.rule.id)!
    const oldRows = rows(old.table)
    return [...check.rowsWith('broken')].every((row) =>
      statusesOf(old, oldRows.get(check.table.name(row))).includes('broken'),
    )
  })
}

function isSettled(status: CheckStatus): boolean {
  return status === 'passed' || status === 'broken'
}

function mayBeGone({ rule }: Check, name: string, aim: Aim): boolean {
  return (
    rule.scope === 'edge' || rule.scope === 'cycle' || (rule.scope === 'node' && aim.removedNodes.has(name))
  )
}

type Rows = ReadonlyMap<string, readonly number[]>

/** Rows by name, once per table: repeated edges share a name. */
function namedRows(): (table: SubjectTable) => Rows {
  const kept = new Map<SubjectTable, Map<string, number[]>>()
  return (table) => {
    let rows = kept.get(table)
    if (rows === undefined) {
      rows = new Map()
      for (let row = 0; row < table.size; row++) {
        const name = table.name(row)
        const same = rows.get(name)
        if (same === undefined) rows.set(name, [row])
        else same.push(row)
      }
      kept.set(table, rows)
    }
    return rows
  }
}

function* statuses(check: Check, rows: Rows): Iterable<readonly [string, readonly CheckStatus[]]> {
  for (const [name, same] of rows) yield [name, statusesOf(check, same)]
}

function statusesOf(check: Check, rows: readonly number[] | undefined): readonly CheckStatus[] {
  return (rows ?? []).map((row) => check.statusOf(row))
}
