// What the edit of a fix is for, as the proof asks it.
import type { Found } from '../judge/index.js'
import type { Base, Fix, SharedFix } from '../knowledge/base.js'
import type { Aim } from './proof.js'
import { fixesOf } from './reads.js'

/**
 * The aim of a fix on the subjects of a finding. A shared fix changes the strategy: it may take a rule out of application
 * that asks, among its conditions, for what the fix sets; `left` takes the ids of those that it did.
 */
export function aimOf(
  base: Base,
  found: Found,
  fix: Fix | SharedFix,
  removedNodes: Aim['removedNodes'],
  left?: Set<string>,
): Aim {
  const { id: rule, severity } = found.rule
  const aim = { rule, severity, rows: new Set(found.rows()), removedNodes }
  if (!('scope' in fix)) return aim
  const fixes = fixesOf(base)
  return {
    ...aim,
    mayLeave(other) {
      const may = fixes.decidesWhether(fix, other)
      if (may) left?.add(other.id)
      return may
    },
  }
}
