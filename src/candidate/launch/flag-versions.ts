// The versions of an engine that know a flag.
import { isWithin } from '../../knowledge/version.js'
import type { Flag } from './flag-table.js'

/** Whether a version knows a flag, as far as it is known. */
export function hasFlag({ versions }: Flag, version: string | undefined): boolean {
  return versions === undefined || version === undefined || isWithin(version, versions) !== false
}
