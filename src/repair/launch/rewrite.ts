// A repaired deployment written back into the text that launches it: flags are changed where they stand, missing ones come
// behind the last, and every other byte is kept.
import type { LaunchedText } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import { type Change, flagEdit } from './flags.js'
import { isImplied } from './implied.js'
import { appended, type Splice, spliced } from './splices.js'
import { flagsOf } from './uses.js'

export interface Rewritten {
  readonly text: string
  /** Changes that no flag of the launch says. */
  readonly besides: readonly Change[]
}

/**
 * Makes changes in all launches of a deployment; undefined where their words do not stand in the text as they are read. With `mayAdd` false only what the launches say already is changed.
 */
export function rewrite(
  { text, launches }: Pick<LaunchedText, 'text' | 'launches'>,
  changes: readonly Change[],
  base: Base,
  version: string | undefined,
  mayAdd = true,
): Rewritten | undefined {
  const splices: Splice[] = []
  const besides = new Set<Change>()
  for (const launch of launches) {
    // What a variable holds stands elsewhere; that all else can be edited is judged afterwards.
    if (launch.program.some(({ at }) => at < 0) || !launch.words.some(({ at }) => at >= 0)) return undefined
    const flags = flagsOf(launch, base, version ?? launch.version)
    const added: (readonly string[])[] = []
    for (const change of changes) {
      if (flags !== undefined && isImplied(change, changes, flags)) continue
      const edit = flags && flagEdit(change, flags, text, base, mayAdd)
      if (edit === undefined) besides.add(change)
      else {
        splices.push(...edit.splices)
        added.push(...edit.added)
      }
    }
    if (added.length === 0 || flags === undefined) continue
    const splice = appended(added, text, flags.uses, flags.words)
    if (splice === undefined) return undefined
    splices.push(splice)
  }
  const done = spliced(text, splices)
  return done === undefined ? undefined : { text: done, besides: [...besides] }
}
