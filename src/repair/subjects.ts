// The subjects of a finding as edits see them, with the parameters of an edit evaluated on each.
import { type Found, type Judgement, valueOn } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import type { Expression, Value } from '../knowledge/expression.js'
import type { EditSubject } from './edit-subject.js'

export function editSubjects(
  evaluator: Judgement['evaluator'],
  base: Base,
  found: Found,
  parameters: Readonly<Record<string, Expression>>,
): EditSubject[] {
  const { table, rule } = found
  const isWord = (scope: string, name: string) =>
    base.words.some((word) => word.scope === scope && word.name === name)
  const phaseWords = new Set(
    Object.keys(parameters).filter(
      (name) => rule.scope === 'phase' || (!isWord(rule.scope, name) && isWord('phase', name)),
    ),
  )
  return [...found.rows()].map((row) => {
    const evaluated: Record<string, Value> = {}
    for (const [name, expression] of Object.entries(parameters))
      evaluated[name] = valueOn(evaluator, table, row, expression)
    const phase = rule.scope === 'phase' ? table.name(row) : phaseName(found, row)
    return { row, name: table.name(row), parameters: evaluated, phase, phaseWords }
  })
}

function phaseName({ table }: Found, row: number): string | undefined {
  const related = table.related('phase')
  const at = related?.rows[row] ?? -1
  return at < 0 ? undefined : related!.table.name(at)
}
