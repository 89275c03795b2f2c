// The versions of an engine that know a flag: whether the one at hand does, and what follows where none is stated.
import { isRelease, isWithin } from '../../knowledge/version.js'
import type { Flag } from './flag-table.js'
import type { Settings } from './settings.js'

/** Whether a version knows a flag, as far as it is known. */
export function hasFlag({ versions }: Flag, version: string | undefined): boolean {
  return versions === undefined || version === undefined || isWithin(version, versions) !== false
}

/**
 * Notes what a flag says of the version of its engine, and whether the version at hand refuses it. Of a build between
 * releases it is not certain what it has; then the flag is only told.
 */
export function noteVersions(flag: Flag, name: string, version: string | undefined, into: Settings): void {
  const { versions, successor } = flag
  if (versions === undefined) return
  into.versions.add(versions)
  into.dated.add(() => `${name} (${versions})`)
  if (hasFlag(flag, version)) return
  const instead = successor === undefined ? '' : `; ${successor} says it`
  const notes = isRelease(version!) ? into.refused : into.unknown
  notes.add(() => `${name} (of versions ${versions}${instead})`)
}
