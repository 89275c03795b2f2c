// Subjects on which a rule is not run, because a rule that it requires failed there or a word it uses has no meaning.

import type { Rule, Scope } from '../knowledge/base.js'
import type { Expression, Relation } from '../knowledge/expression.js'
import type { SubjectTable } from '../observe/facts.js'
import { bytes } from '../observe/flat.js'
import { valueAt } from './axis.js'
import { definitionsOf } from './definitions.js'
import type { Evaluator } from './evaluator.js'

/** A mark per row. */
export type Mask = Uint8Array

export interface Blocked {
  readonly rows: Mask
  /** Ids of the rules that failed, then words whose precondition does not hold. */
  readonly because: readonly string[]
}

/** Rows of a scope's table on which a rule failed: it is broken or itself blocked there. */
export interface Failed {
  readonly scope: Scope
  readonly rows: Mask
}

/** Where the rule is blocked; nothing where it runs on all subjects. */
export function blockedRows(
  evaluator: Evaluator,
  rule: Rule,
  failedOf: (rule: string) => Failed | undefined,
): Blocked | undefined {
  const table = evaluator.facts.tables[rule.scope]
  const causes = new Map<string, Mask>()
  for (const required of rule.requires) {
    const failed = failedOf(required)
    const rows = failed && project(evaluator, failed, table)
    if (rows?.includes(1)) causes.set(required, rows)
  }
  if (somethingLacksMeaning(evaluator))
    for (const { expression } of rule.facts) meaningless(evaluator, table, expression, causes)
  if (causes.size === 0) return undefined
  const rows = bytes(table.size)
  for (const cause of causes.values()) mark(rows, cause)
  return { rows, because: [...causes.keys()] }
}

const lacking = new WeakMap<Evaluator, boolean>()

/** Whether a precondition of any word fails on any subject: in most candidates none does, and no rule need be looked at for it. */
function somethingLacksMeaning(evaluator: Evaluator): boolean {
  let lacks = lacking.get(evaluator)
  if (lacks === undefined) {
    lacks = evaluator.base.words.some(({ scope, preconditions }) =>
      preconditions.some((name) => {
        const table = evaluator.facts.tables[scope]
        const held = evaluator.evaluate(table, { op: 'word', of: 'self', name })
        for (let row = 0; row < table.size; row++) if (valueAt(held, row) === false) return true
        return false
      }),
    )
    lacking.set(evaluator, lacks)
  }
  return lacks
}

/** Rows of a table whose own subject, plan, wider subject, edge end or enclosing cycle failed. */
function project(evaluator: Evaluator, failed: Failed, table: SubjectTable): Mask | undefined {
  if (failed.scope === table.scope) return failed.rows
  const { tables } = evaluator.facts
  if (table.scope === 'node' && failed.scope === 'cycle') {
    const rows = bytes(table.size)
    failed.rows.forEach((mark, cycle) => {
      if (mark) for (const node of tables.cycle.members(cycle)) rows[node] = 1
    })
    return rows
  }
  const wider = failed.scope === 'cycle' ? undefined : evaluator.related(table, failed.scope as Relation)
  if (wider?.rows) return follow(failed.rows, wider.rows)
  if (table.scope !== 'edge') return undefined
  const nodes = project(evaluator, failed, tables.node)
  if (nodes === undefined) return undefined
  const rows = bytes(table.size)
  for (const end of ['from', 'to'] as const) {
    const related = table.related(end)
    if (related) mark(rows, follow(nodes, related.rows))
  }
  return rows
}

/** Adds, per word whose preconditions fail, the rows where they do. */
function meaningless(
  evaluator: Evaluator,
  table: SubjectTable,
  expression: Expression,
  causes: Map<string, Mask>,
): void {
  const definitions = definitionsOf(evaluator.base)
  visit(table, expression, (rows) => rows)

  function visit(at: SubjectTable, part: Expression, back: (rows: Mask) => Mask): void {
    if (!definitions.leadsToPrecondition(at.scope, part)) return
    if (part.op === 'call') for (const arg of part.args) visit(at, arg, back)
    if (part.op === 'lookup') visit(at, part.key, back)
    if (part.op !== 'word' && part.op !== 'selector') return
    const there = evaluator.related(at, part.of)
    if (there === undefined) return
    const { rows } = there
    const home = rows === undefined ? back : (found: Mask) => back(follow(found, rows))
    const { scope } = there.table
    const inner =
      part.op === 'selector'
        ? definitions.selector(part.name)
        : definitions.formula(scope, part.name)?.expression
    if (inner) visit(there.table, inner, home)
    if (part.op === 'selector') return
    for (const name of definitions.word(scope, part.name)?.preconditions ?? []) {
      const held = evaluator.evaluate(there.table, { op: 'word', of: 'self', name })
      const failed = Uint8Array.from({ length: there.table.size }, (_, row) =>
        valueAt(held, row) === false ? 1 : 0,
      )
      const found = home(failed)
      if (!found.includes(1)) continue
      const before = causes.get(part.name)
      if (before) mark(before, found)
      else causes.set(part.name, found.slice())
    }
  }
}

function follow(marks: Mask, rows: Int32Array): Mask {
  const found = bytes(rows.length)
  for (let row = 0; row < rows.length; row++) found[row] = rows[row]! < 0 ? 0 : marks[rows[row]!]!
  return found
}

function mark(target: Mask, marks: Mask): void {
  for (let row = 0; row < target.length; row++) if (marks[row]) target[row] = 1
}
