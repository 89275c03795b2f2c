// What a flag says of the version of its engine: whether the one at hand has it, and what follows where none is stated.
import { beginningOf, isBefore, isRelease, isWithin } from '../../knowledge/version.js'
import type { Flag, FlagTable } from './flag-table.js'
import { hasFlag } from './flag-versions.js'
import type { Settings } from './settings.js'
import { successorIn, successorText } from './successor.js'

/**
 * Notes what a flag says of the version of its engine, and whether the version at hand refuses it. Of a build between
 * releases it is not certain what it has; then the flag is only told. `stands` is false of a flag that is no word of the launch.
 */
export function noteVersions(
  flag: Flag,
  name: string,
  { table, version }: { readonly table: FlagTable; readonly version?: string },
  into: Settings,
  stands = true,
): void {
  const { versions } = flag
  if (versions === undefined) return
  into.versions.add(versions)
  into.dated.add(() => `${name} (${versions})`)
  if (version === undefined || hasFlag(flag, version)) return
  const successor = successorIn(flag, table, version)
  const instead = successor === undefined ? '' : `; ${successorText(successor)} says it`
  const told = () => `${name} (of versions ${versions}${instead})`
  const isRefused = isRelease(version)
  const notes = isRefused ? into.refused : into.unknown
  notes.add(told)
  if (!isRefused) return
  if (successor !== undefined && stands) into.replaceable.add(name)
  else if (isBefore(version, versions)) into.later.add(told)
}

/**
 * Notes what a variable of the environment says of the version, and whether the version at hand does not read it. One that is
 * no longer read does no harm and stays in scripts: only that it was read already says something of the version.
 */
export function noteReaders(
  name: string,
  versions: string | undefined,
  version: string | undefined,
  into: Settings,
): 'read' | 'ignored' {
  if (versions === undefined) return 'read'
  const since = beginningOf(versions)
  if (since !== undefined) {
    into.versions.add(since)
    into.dated.add(() => `${name} (${since})`)
  }
  if (version === undefined || !isRelease(version) || isWithin(version, versions) !== false) return 'read'
  into.ignored.add(() => `${name} (of versions ${versions})`)
  return 'ignored'
}
