// Why a rule is broken: each leaf that decided it, with what was seen on the first subject.
import type { Clause, Rule } from '../knowledge/base.js'
import type { Expression, Value } from '../knowledge/expression.js'
import { expressionText } from '../knowledge/expression-text.js'
import type { SubjectTable } from '../observe/facts.js'
import { valueOn } from './at.js'
import type { Evaluator } from './evaluator.js'
import { witness } from './paths.js'
import { wordsBehind } from './seen.js'
import type { Evidence } from './verdict.js'

/** The leaves of every `when`, and of each `must` that does not hold. */
export function evidenceOf(
  evaluator: Evaluator,
  rule: Rule,
  table: SubjectTable,
  row: number,
): readonly Evidence[] {
  const holds = (expression: Expression) => valueOn(evaluator, table, row, expression)
  const broken = rule.must.filter((clause) => holds(clause.expression) === false)
  return [...broken, ...rule.when].flatMap((clause) =>
    leavesOf(clause.expression).map((leaf) => seenAt(evaluator, table, row, clause, leaf, holds(leaf))),
  )
}

/** The parts of a condition below `&&`, `||`, `!` and `?:`. */
export function leavesOf(expression: Expression): readonly Expression[] {
  if (expression.op !== 'call' || !['&&', '||', '!', '?:'].includes(expression.name)) {
    return expression.op === 'literal' ? [] : [expression]
  }
  return expression.args.flatMap(leavesOf)
}

function seenAt(
  evaluator: Evaluator,
  table: SubjectTable,
  row: number,
  clause: Clause,
  leaf: Expression,
  value: Value,
): Evidence {
  const seen: Record<string, Value> = Object.create(null)
  for (const word of wordsBehind(evaluator, table, row, leaf)) seen[word.name] = word.value
  for (const part of computedParts(leaf)) {
    seen[expressionText(part)] = valueOn(evaluator, table, row, part)
  }
  const path = witnessNames(evaluator, table, row, leaf)
  return {
    clause: clause.text,
    leaf: expressionText(leaf),
    holds: typeof value === 'boolean' ? value : 'unknown',
    seen: { ...seen },
    ...(path === undefined ? {} : { path }),
  }
}

/** Operands of a comparison that are computed, not read: their values are worth showing. */
function computedParts(leaf: Expression): readonly Expression[] {
  if (leaf.op !== 'call') return []
  return leaf.args.filter(
    (arg) => arg.op === 'call' || arg.op === 'lookup' || arg.op === 'members' || arg.op === 'path',
  )
}

/** Ids of a shortest path that shows a path leaf, if there is one. */
function witnessNames(
  evaluator: Evaluator,
  table: SubjectTable,
  row: number,
  leaf: Expression,
): readonly string[] | undefined {
  if (leaf.op !== 'path') return undefined
  const there = evaluator.related(table, leaf.of)
  const asking = there?.rows === undefined ? row : there.rows[row]!
  if (there?.table.scope !== 'node' || asking < 0) return undefined
  return witness(evaluator, leaf, asking)?.map((node) => there.table.name(node))
}
