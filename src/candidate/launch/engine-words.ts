// What an engine has flags for: at which paths of a deployment document they state anything.
import type { Base, Table } from '../../knowledge/base.js'
import { flagTable } from './flag-table.js'
import { type Launcher, launcherOfEngine, launchersOf } from './launcher.js'
import { placesOf } from './stated.js'
import { kept } from './tables.js'

/** The paths at which a launcher's flags state something, with all other places of the words that stand there. */
export function pathsStated({ flags }: Launcher, base: Base): ReadonlySet<string> {
  const table = base.tables.find(({ id }) => id === flags)
  return table === undefined ? new Set() : pathsOf(base)(table)
}

const pathsOf: (base: Base) => (table: Table) => ReadonlySet<string> = kept((base: Base) =>
  kept((table: Table): ReadonlySet<string> => {
    return new Set(
      flagTable(table).flags.flatMap(({ paths: [path] }) =>
        path === undefined ? [] : [path, ...(placesOf(base).get(path) ?? [])],
      ),
    )
  }),
)

/** Every path that is the first of a flag of any table: a path that no engine's flag has is in no engine's words. */
const spoken: (base: Base) => ReadonlySet<string> = kept((base: Base) => {
  const tables = new Set(launchersOf(base).all.map(({ flags }) => flags))
  return new Set(
    base.tables
      .filter(({ id }) => tables.has(id))
      .flatMap((table) => flagTable(table).flags.flatMap(({ paths: [path] }) => path ?? [])),
  )
})

/**
 * Whether an engine lacks words for what stands at a path: other engines have a flag for it, and this one has none. Of an
 * engine whose flags are not known nothing is said.
 */
export function lacksWords(engine: unknown, base: Base): (path: string) => boolean {
  const launcher = typeof engine === 'string' ? launcherOfEngine(engine, base) : undefined
  if (launcher === undefined) return () => false
  const own = pathsStated(launcher, base)
  return (path) => !own.has(path) && spoken(base).has(path)
}
