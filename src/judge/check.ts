// One rule on all its subjects: what was decided, where it was blocked, and which rows are which.
import type { Rule } from '../knowledge/base.js'
import type { SubjectTable } from '../observe/facts.js'
import { bytes } from '../observe/flat.js'
import type { Blocked, Failed } from './blocked.js'
import type { Group } from './classes.js'
import type { Decided } from './decided.js'
import type { Status } from './engine.js'

export type CheckStatus = Status | 'blocked'

export interface Check {
  readonly rule: Rule
  readonly table: SubjectTable
  readonly blocked: Blocked | undefined
  readonly decided: Decided
  /** Groups with at least one subject that is not blocked, and their number of such subjects. */
  readonly groups: readonly CheckedGroup[]
  /** Subjects per status. */
  readonly counts: Readonly<Record<CheckStatus, number>>
  statusOf(row: number): CheckStatus
  /** Rows with a status, or of a group, in their order. */
  rowsWith(status: CheckStatus): Int32Array
  rowsOf(group: CheckedGroup): Int32Array
}

export interface CheckedGroup extends Group {
  readonly status: Status
}

export function checkOf(table: SubjectTable, decided: Decided, blocked: Blocked | undefined): Check {
  const { rule, partition, sizes } = decided
  const remaining = blocked === undefined ? sizes : sizes.slice()
  blocked?.rows.forEach((mark, row) => {
    if (mark) remaining[partition.of[row]!]!--
  })
  const isBlocked = (row: number) => blocked !== undefined && blocked.rows[row] === 1
  const rowsIn = (wanted: (part: number) => boolean): Int32Array => {
    const isWanted = Uint8Array.from(remaining, (_, part) => (wanted(part) ? 1 : 0))
    const rows: number[] = []
    for (let row = 0; row < partition.of.length; row++) {
      if (isWanted[partition.of[row]!] && !isBlocked(row)) rows.push(row)
    }
    return Int32Array.from(rows)
  }
  const statuses: Status[] = []
  const groups: CheckedGroup[] = []
  const counts: Record<CheckStatus, number> = {
    notApplicable: 0,
    broken: 0,
    passed: 0,
    notAssessed: 0,
    blocked: 0,
  }
  for (const group of decided.groups) {
    const status = decided.statuses.get(group)!
    for (const part of group.classes) statuses[part] = status
    const classes = group.classes.filter((part) => remaining[part]! > 0)
    const count = classes.reduce((sum, part) => sum + remaining[part]!, 0)
    counts[status] += count
    counts.blocked += group.count - count
    if (count === 0) continue
    const left = { ...group, status, classes, count }
    const firstRow = count === group.count ? group.firstRow : rowsIn((part) => classes.includes(part))[0]!
    groups.push({ ...left, firstRow })
  }
  return {
    rule,
    table,
    blocked,
    decided,
    groups,
    counts,
    statusOf: (row) => (isBlocked(row) ? 'blocked' : statuses[partition.of[row]!]!),
    rowsWith: (status) =>
      status === 'blocked' ? rowsMarked(blocked?.rows) : rowsIn((part) => statuses[part] === status),
    rowsOf: (group) => {
      const classes = new Set(group.classes)
      return rowsIn((part) => classes.has(part))
    },
  }
}

function rowsMarked(marks: Uint8Array | undefined): Int32Array {
  const rows: number[] = []
  marks?.forEach((mark, row) => {
    if (mark) rows.push(row)
  })
  return Int32Array.from(rows)
}

/** Where the rule failed, for the rules that require it. */
export function failedOf(check: Check): Failed | undefined {
  if (check.counts.broken === 0 && check.counts.blocked === 0) return undefined
  const rows = bytes(check.table.size)
  for (const status of ['broken', 'blocked'] as const) for (const row of check.rowsWith(status)) rows[row] = 1
  return { scope: check.rule.scope, rows }
}
