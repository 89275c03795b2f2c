// A table of flags of the base, ready to be asked: which flag a word names, what kind of value follows it, and at which
// paths of a deployment document the value stands. docs/language.md does not know of flags; the columns are explained on
// the page that defines the tables.
import type { Table } from '../../knowledge/base.js'
import { nearest } from '../../knowledge/near.js'
import { kept, listOf, type Row, textOf } from './tables.js'

/** A value at a path of the deployment document. */
export interface Statement {
  readonly path: string
  readonly value: unknown
}

export interface Flag {
  readonly name: string
  readonly kind: string
  /** Where the value stands; nowhere for a flag that has no bearing on what is judged. */
  readonly paths: readonly string[]
  /** What the flag says besides, or instead, by being there. */
  readonly states: readonly Statement[]
  /** What the engine makes of its absence. */
  readonly absent?: string
  /** Whether the launches of one deployment differ in it. */
  readonly differs: boolean
  /** Whether it is a member of a file of options and no flag. */
  readonly filed: boolean
  /** The versions of the engine that know it. */
  readonly versions?: string
  /** What is written instead of it in the versions after those. */
  readonly successor?: string
}

/** What a flag says when it has a certain value. */
export interface ValuedFlag {
  readonly flag: string
  readonly value: string
  readonly states: readonly Statement[]
}

export interface FlagTable {
  readonly flags: readonly Flag[]
  readonly valued: readonly ValuedFlag[]
  /** The flag of a name, however words in it are joined. */
  find(name: string): Flag | undefined
  /** The one flag that begins so: parsers of Python programs take any beginning that is unambiguous. */
  abbreviated(name: string): Flag | undefined
  /** What a flag says when it has this very value. */
  statesOf(flag: Flag, value: string): readonly Statement[]
  /** Whether the members of a flag's object are flags of the table: others are unknown then. */
  hasMembers(flag: Flag): boolean
  nearest(name: string): string | undefined
}

/** Flags are compared with dashes for underscores; a name keeps its own leading dashes and its case. */
const plain = (name: string): string => name.replaceAll('_', '-')

export const flagTable: (table: Table) => FlagTable = kept((table: Table): FlagTable => {
  const byName = new Map<string, Flag>()
  const byValue = new Map<string, readonly Statement[]>()
  const flags: Flag[] = []
  const valued: ValuedFlag[] = []
  const parents = new Set<string>()
  for (const [key, row] of Object.entries(table.rows)) {
    const equals = key.indexOf('=')
    if (equals > 0) {
      const [name, value, states] = [key.slice(0, equals), key.slice(equals + 1), statementsOf(row)]
      byValue.set(`${plain(name)}=${value}`, states)
      valued.push({ flag: name, value, states })
      continue
    }
    const flag = flagOf(key, row)
    flags.push(flag)
    for (const name of [key, ...listOf(row, 'short')]) byName.set(plain(name), flag)
    for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1))
      parents.add(plain(key.slice(0, dot)))
  }
  const names = [...byName.keys()]
  const beginnings = beginningsOf(byName)
  return {
    flags,
    valued,
    find: (name) => byName.get(plain(name)),
    abbreviated: (name) => beginnings.get(plain(name)) ?? undefined,
    statesOf: (flag, value) => byValue.get(`${plain(flag.name)}=${value}`) ?? [],
    hasMembers: (flag) => parents.has(plain(flag.name)),
    nearest: (name) => nearest(plain(name), names),
  }
})

/** Every beginning of a long name, with the one flag that it can mean; null where it may mean several. */
function beginningsOf(byName: ReadonlyMap<string, Flag>): ReadonlyMap<string, Flag | null> {
  const beginnings = new Map<string, Flag | null>()
  for (const [name, flag] of byName) {
    if (!name.startsWith('--')) continue
    for (let length = 4; length < name.length; length++) {
      const start = name.slice(0, length)
      const before = beginnings.get(start)
      beginnings.set(start, before === undefined || before === flag ? flag : null)
    }
  }
  return beginnings
}

function flagOf(name: string, row: Row): Flag {
  const [absent, versions, successor] = [
    textOf(row, 'absent'),
    textOf(row, 'versions'),
    textOf(row, 'successor'),
  ]
  return {
    name,
    kind: textOf(row, 'kind') ?? 'text',
    paths: listOf(row, 'path'),
    states: statementsOf(row),
    differs: row['differs'] === true,
    filed: row['filed'] === true,
    ...(absent !== undefined && { absent }),
    ...(versions !== undefined && { versions }),
    ...(successor !== undefined && { successor }),
  }
}

/** `path=value`, the value as JSON or, where it is none, as text. */
function statementsOf(row: Row): readonly Statement[] {
  return listOf(row, 'states').map((text) => {
    const equals = text.indexOf('=')
    return { path: text.slice(0, equals), value: jsonOr(text.slice(equals + 1)) }
  })
}

/** A text as JSON; as itself where it is none. */
export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
