// Building conditions in json-rules-engine's form. An empty `all` or `any` fires there, so none is ever built.
import type { Condition } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'

/** The fact that is always true; conditions that need no fact are written with it. */
export const constantFact = 'true'

export const always: Condition = { fact: constantFact, operator: 'equal', value: true }
export const never: Condition = { fact: constantFact, operator: 'equal', value: false }

export const leaf = (fact: string, operator: string, value: Scalar | readonly Scalar[]): Condition => ({
  fact,
  operator,
  value,
})

/** All of the parts hold. */
export function all(parts: readonly Condition[]): Condition {
  return joined('all', parts, always, never)
}

/** One of the parts holds. */
export function any(parts: readonly Condition[]): Condition {
  return joined('any', parts, never, always)
}

/** Parts of the same kind are joined into one, equal parts are kept once, and constants decide at once. */
function joined(
  kind: 'all' | 'any',
  parts: readonly Condition[],
  neutral: Condition,
  deciding: Condition,
): Condition {
  const unique = new Map<string, Condition>()
  for (const part of parts) {
    for (const inner of partsOf(kind, part)) {
      if (inner === deciding) return deciding
      if (inner !== neutral) unique.set(JSON.stringify(inner), inner)
    }
  }
  const kept = [...unique.values()]
  if (kept.length === 0) return neutral
  if (kept.length === 1) return kept[0]!
  return kind === 'all' ? { all: kept } : { any: kept }
}

function partsOf(kind: 'all' | 'any', condition: Condition): readonly Condition[] {
  if (kind === 'all' && 'all' in condition) return condition.all
  if (kind === 'any' && 'any' in condition) return condition.any
  return [condition]
}

/** As the engine wants the root of a rule: an `all` or `any`. */
export const rooted = (condition: Condition): Condition =>
  'fact' in condition ? { all: [condition] } : condition
