import type { Stratum } from '../../knowledge/base.js'

/** `05_parallelism_by_module` is titled `05 parallelism by module`. */
export function strataOf(ids: readonly string[]): Stratum[] {
  return ids.map((id) => ({ id, title: id.replace(/_/g, ' ') }))
}

/** Whether something of stratum `theirs` may be used in stratum `ours`: strata are ordered by their number. */
export function isAtOrBelow(theirs: string, ours: string): boolean {
  return theirs.slice(0, 2) <= ours.slice(0, 2)
}
