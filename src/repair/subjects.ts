// The subjects of a finding as edits see them, with the parameters of an edit evaluated on each.
import { type Found, type Judgement, valueOn } from '../judge/index.js'
import type { Base, Fix, Scope, SharedFix } from '../knowledge/base.js'
import type { Expression, Value } from '../knowledge/expression.js'
import type { SubjectTable } from '../observe/facts.js'
import type { EditSubject } from './edit-subject.js'

/** Subjects that an edit is made on. */
export interface Edited {
  readonly scope: Scope
  readonly table: SubjectTable
  readonly rows: readonly number[]
  /** The rows of the finding that are among them or are parts of one of them. */
  readonly foundOf: (rows: ReadonlySet<number>) => ReadonlySet<number>
}

/** What a fix speaks of: the subjects of a finding, or what these are parts of, each once. */
export function editedBy(found: Found, fix: Fix | SharedFix): Edited {
  const { rule, table } = found
  const rows = [...found.rows()]
  if (!('scope' in fix) || fix.scope === rule.scope)
    return { scope: rule.scope, table, rows, foundOf: (some) => some }
  const whole = fix.scope === 'phase' ? table.related(fix.scope) : undefined
  const wholeOf = (row: number): number => whole?.rows[row] ?? -1
  return {
    scope: fix.scope,
    table: whole?.table ?? table,
    rows: [...new Set(rows.map(wholeOf))].filter((row) => row >= 0),
    foundOf: (some) => new Set(rows.filter((row) => some.has(wholeOf(row)))),
  }
}

export function editSubjects(
  evaluator: Judgement['evaluator'],
  base: Base,
  { scope, table, rows }: Edited,
  parameters: Readonly<Record<string, Expression>>,
): EditSubject[] {
  const isWord = (scope: string, name: string) =>
    base.words.some((word) => word.scope === scope && word.name === name)
  const phaseWords = new Set(
    Object.keys(parameters).filter(
      (name) => scope === 'phase' || (!isWord(scope, name) && isWord('phase', name)),
    ),
  )
  return rows.map((row) => {
    const evaluated: Record<string, Value> = {}
    for (const [name, expression] of Object.entries(parameters))
      evaluated[name] = valueOn(evaluator, table, row, expression)
    const phase = scope === 'phase' ? table.name(row) : phaseName(table, row)
    return { row, name: table.name(row), parameters: evaluated, phase, phaseWords }
  })
}

function phaseName(table: SubjectTable, row: number): string | undefined {
  const related = table.related('phase')
  const at = related?.rows[row] ?? -1
  return at < 0 ? undefined : related!.table.name(at)
}
