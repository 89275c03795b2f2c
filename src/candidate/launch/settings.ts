// What a launch states, collected path by path, with what of it is not understood.
import type { Flag, FlagTable, Statement } from './flag-table.js'

/** More notes of one kind than this help nobody; the rest is counted. */
const MOST_NOTES = 20

/** Notes of one kind, each once, up to a limit. */
export class Notes {
  readonly #texts: string[] = []
  #more = 0

  add(text: () => string): void {
    if (this.#texts.length < MOST_NOTES) this.#texts.push(text())
    else this.#more++
  }

  list(): readonly string[] {
    const texts = [...new Set(this.#texts)]
    return this.#more === 0 ? texts : [...texts, `${this.#more} more`]
  }
}

export class Settings {
  readonly values = new Map<string, unknown>()
  /** Paths in which the launches of one deployment differ. */
  readonly differing = new Set<string>()
  readonly seen = new Set<Flag>()
  /** Paths that are known from around the launch: a flag that repeats them by a variable says nothing else. */
  readonly around = new Set<string>()
  readonly unknown = new Notes()
  readonly open = new Notes()
  /** Flags that the version at hand does not have. */
  readonly refused = new Notes()
  /** Those of them, by the names that the launch uses, that are written otherwise in this version. */
  readonly replaceable = new Set<string>()
  /** Those of them that only later versions have. */
  readonly later = new Notes()
  /** Variables of the environment that the version at hand does not read. */
  readonly ignored = new Notes()
  /** Flags and variables that are not in all versions, with those that have them. */
  readonly dated = new Notes()
  /** The ranges of versions that have such flags. */
  readonly versions = new Set<string>()
  /** Whether an expansion stands where further flags may be. */
  mayHoldFlags = false

  /** A flag with its value, and what the tables say it states besides. The last of several values counts. */
  state(flag: Flag, value: unknown, also: readonly Statement[]): void {
    this.seen.add(flag)
    for (const path of flag.paths) this.set(path, value)
    for (const { path, value: stated } of [...flag.states, ...also]) this.set(path, stated)
    if (flag.differs) for (const path of flag.paths) this.differing.add(path)
  }

  set(path: string, value: unknown): void {
    if (value !== undefined) this.values.set(path, value)
  }

  /** A flag whose value is not known: what stood there before no longer holds. */
  leaveOpen(flag: Flag, text: string, why: string): void {
    this.seen.add(flag)
    for (const path of flag.paths) if (!this.around.has(path)) this.values.delete(path)
    this.open.add(() => `${text} ${why}`)
  }

  /** What an engine makes of the flags that are absent, unless an expansion may hold them. */
  fillAbsent(table: FlagTable, read: (flag: Flag, text: string) => unknown): void {
    if (this.mayHoldFlags) return
    for (const flag of table.flags) {
      if (flag.absent === undefined || this.seen.has(flag)) continue
      for (const path of pathsOfAbsence(flag))
        if (!this.values.has(path)) this.set(path, read(flag, flag.absent))
      for (const { path, value } of statedByAbsence(flag, table))
        if (!this.values.has(path)) this.set(path, value)
    }
  }
}

/** What the value that an engine takes for an absent flag says besides itself. */
export function statedByAbsence(flag: Flag, table: FlagTable): readonly Statement[] {
  return flag.absent === undefined ? [] : table.statesOf(flag, flag.absent)
}

/** The paths of which a flag says something by its absence: its own, or those that it states to be true. */
export function pathsOfAbsence({ absent, paths, states }: Flag): readonly string[] {
  if (absent === undefined) return []
  return paths.length > 0 ? paths : states.flatMap(({ path, value }) => (value === true ? [path] : []))
}
