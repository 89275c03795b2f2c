// What is written instead of a flag in the versions after those that have it, as the tables of flags say it
// (kb/00_candidate/launch.md explains the column): words of a shell, of which the first names the flag.
import type { Flag, FlagTable } from './flag-table.js'
import { hasFlag } from './flag-versions.js'
import { readShell } from './shell.js'
import { arity } from './value.js'

/** A flag that says what another one said. */
export interface Successor {
  readonly flag: Flag
  /** The path inside the flag's object, where the value is a member of it. */
  readonly member?: string
  /** The values as they are written, with places for those of flags; absent where the old value is carried over as it is. */
  readonly values?: readonly string[]
}

/** Tables name a successor that is gone as well, and so on; a circle of them leads nowhere. */
const MOST_STEPS = 8

/** A place for a value in the words of a successor: that of the old flag, or of another flag of the launch. */
export const PLACE = /\{(value|-[\w.-]+)\}/g

/** What says a flag in a version that does not have it; undefined where the tables know of nothing that the version has. */
export function successorIn(
  flag: Flag,
  table: FlagTable,
  version: string | undefined,
): Successor | undefined {
  let values: readonly string[] | undefined
  let at = flag
  for (let step = 0; step < MOST_STEPS; step++) {
    const [name, ...written] = wordsOf(at.successor)
    if (name === undefined) return undefined
    const dot = name.indexOf('.')
    const found = table.find(dot < 0 ? name : name.slice(0, dot))
    if (found === undefined || found === flag) return undefined
    const isSwitch = arity(at.kind) === 'none'
    // A switch has no value to carry over, and a switch takes none.
    if (written.length === 0 && dot < 0 && isSwitch !== (arity(found.kind) === 'none')) return undefined
    if (written.length > 0) values = written.map((word) => filled(word, values))
    if (hasFlag(found, version)) {
      const member = dot < 0 ? undefined : name.slice(dot + 1)
      return { flag: found, ...(member !== undefined && { member }), ...(values && { values }) }
    }
    at = found
  }
  return undefined
}

const wordsOf = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : (readShell(text).commands[0]?.words.map((word) => word.text) ?? [])

/** A word with the values that an earlier step wrote in the place of the old one. */
const filled = (word: string, values: readonly string[] | undefined): string =>
  values === undefined ? word : word.replaceAll('{value}', values.join(' '))

/** A successor as a note tells it. */
export function successorText({ flag, member, values = [] }: Successor): string {
  const name = member === undefined ? flag.name : `${flag.name}.${member}`
  const shown = values.map((word) =>
    word.replace(PLACE, (_, of: string) => (of === 'value' ? 'VALUE' : `(the value of ${of})`)),
  )
  return [name, ...shown].join(' ')
}
