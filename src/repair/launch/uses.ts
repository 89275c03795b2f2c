// The flags of a launch as they stand in its text.
import { type FlagUse, readArguments } from '../../candidate/launch/arguments.js'
import type { Launch } from '../../candidate/launch/find.js'
import { type Flag, type FlagTable, flagTable } from '../../candidate/launch/flag-table.js'
import { hasFlag } from '../../candidate/launch/flag-versions.js'
import { Settings } from '../../candidate/launch/settings.js'
import type { ShellWord } from '../../candidate/launch/shell.js'
import type { Base } from '../../knowledge/base.js'

/** A launch with the flags in it, the table that they are of, and its words in order. */
export interface LaunchFlags {
  readonly table: FlagTable
  readonly uses: readonly FlagUse[]
  readonly words: readonly ShellWord[]
  /** Whether the engine at hand, as far as its version is known, has a flag. */
  has(flag: Flag): boolean
}

/** The flags of a launch; undefined where the base has no table of them. */
export function flagsOf(launch: Launch, base: Base, version: string | undefined): LaunchFlags | undefined {
  const rows = base.tables.find(({ id }) => id === launch.launcher.flags)
  if (rows === undefined) return undefined
  const table = flagTable(rows)
  const uses: FlagUse[] = []
  const { abbreviates, positional } = launch.launcher
  readArguments(
    launch.words,
    {
      ...{ table, abbreviates, files: new Map() },
      ...(positional !== undefined && { positional }),
      onUse: (use) => uses.push(use),
    },
    new Settings(),
  )
  return {
    ...{ table, uses, words: [...launch.program, ...launch.words] },
    has: (flag) => hasFlag(flag, version),
  }
}
