// Writes a deployment document as the launch that says the same: the tables of flags, read the other way.
import type { Base } from '../../knowledge/base.js'
import { isObject } from '../plan/fields.js'
import { type Flag, flagTable, type Statement } from './flag-table.js'
import { hasFlag } from './flag-versions.js'
import type { Launcher } from './launcher.js'
import { engineVersionOf } from './own-version.js'
import { setAt } from './set-at.js'
import { pathsOfAbsence, statedByAbsence } from './settings.js'
import { placesOf, statedAt } from './stated.js'
import { rowsOf } from './tables.js'
import { arity } from './value.js'

export interface WrittenLaunch {
  /** The words of the command, one list a flag; the program and its model come first. */
  readonly parts: readonly (readonly string[])[]
  /** What belongs into a file of options, where anything does, and the flag that names the file. */
  readonly options?: { readonly flag: string; readonly content: object }
  /** Paths of the strategy that no flag of the engine states. */
  readonly left: readonly string[]
}

/** The words that start a program; a module is started by its interpreter. */
export function programOf({ words }: Launcher): string[] {
  return words[0] === '-m' ? ['python3', ...words] : [...words]
}

/**
 * The launch of a document by a launcher, with flags besides that the document does not speak of. A path that two flags state is
 * written by the first of the table.
 */
export function writeLaunch(
  document: object,
  launcher: Launcher,
  base: Base,
  besides: readonly (readonly string[])[] = [],
): WrittenLaunch {
  const table = base.tables.find(({ id }) => id === launcher.flags)
  const known = flagTable(table!)
  const { flags, valued, statesOf } = known
  const ofClients = new Set(Object.keys(rowsOf(base, 'clientFlags')))
  const written = new Set<string>()
  const mark = (path: string): void => {
    for (const place of [path, ...(placesOf(base).get(path) ?? [])]) written.add(place)
  }
  const program = programOf(launcher)
  const markBelow = (path: string, value: unknown): void => {
    mark(path)
    if (isObject(value)) for (const key of Object.keys(value)) markBelow(`${path}.${key}`, value[key])
  }
  const model = launcher.positional === undefined ? undefined : statedAt(document, launcher.positional, base)
  if (model !== undefined) {
    program.push(String(model.value))
    mark(launcher.positional!)
  }
  // A switch that is off where nobody names it need not be named, nor a value that is taken where nobody states one.
  for (const flag of flags) {
    for (const path of pathsOfAbsence(flag))
      if (flag.absent === 'false' && statedAt(document, path, base)?.value === false) mark(path)
    for (const { path, value } of statedByAbsence(flag, known))
      if (statedAt(document, path, base)?.value === value) mark(path)
  }
  const parts: string[][] = [program]
  const content: Record<string, unknown> = {}
  const fresh = new WeakSet<object>([content])
  const version = engineVersionOf(document, base)
  for (const flag of flags) {
    if (!hasFlag(flag, version)) continue
    const [path] = flag.paths
    // What stands in the model's own file is none of a launch's business.
    if (path === undefined || written.has(path) || /^config\b/.test(path)) continue
    if (launcher.main && ofClients.has(flag.name)) continue
    const stated = statedAt(document, path, base)
    const words = stated === undefined ? undefined : wordsOf(flag, stated.value)
    if (stated === undefined || words === undefined) continue
    if (flag.filed)
      for (const [name, value] of membersOf(flag, stated.value, flags)) setAt(content, name, value, fresh)
    else if (words.length > 0) parts.push(words)
    markBelow(path, stated.value)
    for (const also of [...flag.states, ...statesOf(flag, String(stated.value))]) mark(also.path)
  }
  const says = ({ path, value }: Statement): boolean =>
    !written.has(path) && !isObject(value) && statedAt(document, path, base)?.value === value
  for (const flag of flags) {
    const { name, kind, states, paths } = flag
    if (!hasFlag(flag, version)) continue
    if (arity(kind) !== 'none' || paths.length > 0 || states.length === 0 || !states.every(says)) continue
    parts.push([name])
    for (const { path } of states) mark(path)
  }
  for (const { flag, value, states } of valued) {
    if (!states.every(says)) continue
    parts.push([flag, value])
    for (const { path } of states) mark(path)
  }
  const file = flags.find(({ kind }) => kind === 'file')
  const hasOptions = Object.keys(content).length > 0 && file !== undefined
  return {
    parts: [...parts, ...besides],
    ...(hasOptions && { options: { flag: file.name, content } }),
    left: leftIn(document, written),
  }
}

/** What a member of a file of options says: members of it that have rows of their own, by the names that the engine gives them. */
function membersOf(
  { name, paths: [path] }: Flag,
  value: unknown,
  flags: readonly Flag[],
): readonly (readonly [string, unknown])[] {
  const own = flags.filter((each) => each.name.startsWith(`${name}.`))
  if (!isObject(value) || own.length === 0) return [[name.slice(2), value]]
  return Object.entries(value).map(([key, member]) => {
    const row = own.find((each) => each.paths.includes(`${path}.${key}`))
    return [row === undefined ? `${name.slice(2)}.${key}` : row.name.slice(2), member]
  })
}

/** The words of a flag with a value, its name first; none where its absence says it; undefined where the flag cannot have it. */
export function wordsOf({ kind, name }: Flag, value: unknown): string[] | undefined {
  switch (kind) {
    case 'switch':
      return value === true ? [name] : value === false ? [] : undefined
    case 'toggle':
      if (typeof value !== 'boolean') return undefined
      return [value ? name : name.replace(/^--/, '--no-')]
    case 'json':
      return [name, JSON.stringify(value)]
    case 'list':
    case 'integers':
      return Array.isArray(value) && value.length > 0 ? [name, ...value.map(String)] : undefined
    default:
      return typeof value === 'object' ? undefined : [name, String(value)]
  }
}

/** Members of the strategy that nothing has written, but for the phases that a launch is confined to. */
function leftIn(document: object, written: ReadonlySet<string>): readonly string[] {
  const { strategy } = document as { readonly strategy?: unknown }
  if (!isObject(strategy)) return []
  const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0
  return Object.keys(strategy)
    .filter((key) => !isEmpty(strategy[key]))
    .map((key) => `strategy.${key}`)
    .filter((path) => !written.has(path) && ![...written].some((each) => each.startsWith(`${path}.`)))
}

/** A word as a shell reads it back. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`
}

/**
 * The launch as a script: a file of options first, where there is one, and a line for each flag. `of` tells its file from those
 * of other launches.
 */
export function scriptOf({ parts, options }: WrittenLaunch, of = ''): string {
  const name = of === '' ? 'options.yaml' : `${of}-options.yaml`
  const lines = [...parts, ...(options === undefined ? [] : [[options.flag, name]])].map((words) =>
    words.map(quoted).join(' '),
  )
  const command = `${lines.join(' \\\n  ')}\n`
  if (options === undefined) return command
  return `cat > ${name} <<'EOF'\n${JSON.stringify(options.content, null, 2)}\nEOF\n${command}`
}
