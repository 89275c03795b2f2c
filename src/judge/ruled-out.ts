// Rules that apply to nothing in a candidate. Most rules are of this kind on most candidates (of another engine, of experts
// in a dense model), and where one `when` is false on every subject nothing else of the rule needs to be looked at.
import type { Rule, Scope } from '../knowledge/base.js'
import type { Expression } from '../knowledge/expression.js'
import type { SubjectTable } from '../observe/facts.js'
import { valueAt } from './axis.js'
import type { Group } from './classes.js'
import type { Decided } from './decided.js'
import { definitionsOf } from './definitions.js'
import { type Evaluator, smallTable } from './evaluator.js'
import { onePart } from './partition.js'
import { remember } from './remember.js'
import type { Unchanged } from './unchanged.js'

/** By scope, the clauses asked so far, by their text: rules of one engine, or of one parallelism, share theirs. */
const settled = new WeakMap<Evaluator, Map<Scope, Map<string, boolean>>>()

/**
 * The decision on a rule of a scope without subjects, or of which one `when`, without a path, is false on every subject of a
 * small table; undefined where neither holds. What a candidate that differs little has settled holds on where nothing of it changed. On large tables classes are formed for all rules at once, and looking at each first would cost more.
 */
export function ruledOut(
  evaluator: Evaluator,
  rule: Rule,
  unchanged: Unchanged | undefined,
): Decided | undefined {
  const table = evaluator.facts.tables[rule.scope]
  const { size } = table
  if (size === 0)
    return { rule, partition: onePart(0), sizes: new Int32Array(0), groups: [], statuses: new Map() }
  if (size > smallTable) return undefined
  const own = settledIn(evaluator, rule.scope)
  const before = unchanged && settledIn(unchanged.before, rule.scope)
  const isOut = rule.when.some((clause) =>
    remember(own, clause.text, () => {
      const known = before?.get(clause.text)
      if (known !== undefined && unchanged?.isAsBefore(rule.scope, clause.expression)) return known
      return isFalseEverywhere(evaluator, table, clause.expression)
    }),
  )
  if (!isOut) return undefined
  const group: Group = { key: 'ruled out', seen: [], classes: [0], count: size, firstRow: 0 }
  return {
    rule,
    partition: onePart(size),
    sizes: Int32Array.of(size),
    groups: [group],
    statuses: new Map([[group, 'notApplicable']]),
  }
}

function settledIn(evaluator: Evaluator, scope: Scope): Map<string, boolean> {
  const scopes = remember(settled, evaluator, () => new Map<Scope, Map<string, boolean>>())
  return remember(scopes, scope, () => new Map<string, boolean>())
}

function isFalseEverywhere(evaluator: Evaluator, table: SubjectTable, expression: Expression): boolean {
  if (definitionsOf(evaluator.base).leadsToPath(table.scope, expression)) return false
  const evaluated = evaluator.evaluate(table, expression)
  for (let row = 0; row < table.size; row++) if (valueAt(evaluated, row) !== false) return false
  return true
}
