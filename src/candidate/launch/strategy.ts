// The strategy of a deployment document in the words of an engine: a member that no word of the base reads and that is
// named like a flag of the engine is read as that flag.
import type { Base } from '../../knowledge/base.js'
import { isObject } from '../plan/fields.js'
import { type Flag, type FlagTable, flagTable, type Statement } from './flag-table.js'
import { launcherOfEngine } from './launcher.js'
import { setAt } from './set-at.js'
import { placesOf, statedAt } from './stated.js'

/** Where a document says how it runs; a member of it that is an object holds what is said of a phase alone. */
const STRATEGY = 'strategy'

export interface Translated {
  readonly document: object
  /** Paths of the members that are flags: known, whether or not they bear on anything. */
  readonly understood: ReadonlySet<string>
}

/** The document with what its strategy says by names of flags. What it says in the words of the base goes before that. */
export function fillFromStrategy(document: object, base: Base): Translated {
  const { engine, strategy } = document as Readonly<Record<string, unknown>>
  const launcher = typeof engine === 'string' ? launcherOfEngine(engine, base) : undefined
  const rows = launcher === undefined ? undefined : base.tables.find(({ id }) => id === launcher.flags)
  const understood = new Set<string>()
  if (rows === undefined || !isObject(strategy)) return { document, understood }
  const table = flagTable(rows)
  const filled = { ...document } as Record<string, unknown>
  const fresh = new WeakSet<object>([filled])
  const read = (members: Readonly<Record<string, unknown>>, at: string) => {
    for (const [key, value] of Object.entries(members)) {
      const flag = placesOf(base).has(`${STRATEGY}.${key}`) ? undefined : table.find(`--${key}`)
      if (flag === undefined || value === null || isObject(value)) continue
      understood.add(`${at}.${key}`)
      for (const { path, value: stated } of statementsOf(flag, value, table)) {
        const place = path.startsWith(`${STRATEGY}.`) ? `${at}.${path.slice(STRATEGY.length + 1)}` : path
        if (statedAt(document, place, base) === undefined) setAt(filled, place, stated, fresh)
      }
    }
  }
  read(strategy, STRATEGY)
  for (const [key, value] of Object.entries(strategy))
    if (isObject(value)) read(value as Record<string, unknown>, `${STRATEGY}.${key}`)
  return { document: filled, understood }
}

/** What a flag says with a value. One that is switched off says no more than that. */
function statementsOf(flag: Flag, value: unknown, table: FlagTable): readonly Statement[] {
  const own = flag.paths.map((path) => ({ path, value }))
  return value === false ? own : [...own, ...flag.states, ...table.statesOf(flag, String(value))]
}
