// The command of a deployment document: what it states and the document does not is filled in; where both speak and
// disagree, the document holds and the difference is told.
import type { Base } from '../../knowledge/base.js'
import { factAt, plainName } from '../../knowledge/tables.js'
import type { LaunchNotes } from '../candidate.js'
import { isObject } from '../plan/fields.js'
import { documentOf } from './document.js'
import { findLaunches, type Launch, MOST_TEXT } from './find.js'
import { launcherOfEngine } from './launcher.js'
import { engineVersionOf } from './own-version.js'
import { setAt } from './set-at.js'
import { Notes } from './settings.js'
import { readShell } from './shell.js'
import { statedAt } from './stated.js'

export interface Filled {
  readonly document: object
  /** Paths that flags state: known, whether or not a word reads them. */
  readonly understood: ReadonlySet<string>
  readonly notes?: LaunchNotes
}

/** What the versions of another engine say. */
const noVersions = {
  ...{ refusedFlags: [], replaceableFlags: [], laterFlags: [] },
  ...{ ignoredVariables: [], datedFlags: [], flagVersions: [] },
}

const noNotes: LaunchNotes = {
  ...noVersions,
  unknownFlags: [],
  openValues: [],
  defaultValues: [],
  contradictions: [],
}

/** The document with what its command says. */
export function fillFromCommand(document: object, base: Base): Filled {
  const { command } = document as { readonly command?: unknown }
  if (typeof command !== 'string') return { document, understood: new Set() }
  const { engine } = document as Readonly<Record<string, unknown>>
  const launches = launchesOf(command, typeof engine === 'string' ? engine : undefined, base)
  const [launch] = launches
  if (launch === undefined) {
    if (command.length <= MOST_TEXT) return { document, understood: new Set() }
    const openValues = [`a command of ${command.length} characters, which is not read`]
    return { document, understood: new Set(), notes: { ...noNotes, openValues } }
  }
  const engineVersion = engineVersionOf(document, base)
  const version = engineVersion === undefined ? {} : { about: { engineVersion } }
  const read = documentOf(launch, base, { absent: false, ...version })
  const against = new Notes()
  if (launches.length > 1)
    against.add(() => `the command launches ${launches.length} programs, and the first is read`)
  const filled = { ...document } as Record<string, unknown>
  const isOfEngine = fillEngine(filled, read.document, against, base)
  const fresh = new WeakSet<object>([filled])
  const hasPhases = isObject(filled['strategy']) && Object.values(filled['strategy']).some(isObject)
  for (const [path, value] of read.settings) {
    // An empty object stands for a phase that the launch is confined to.
    if (isObject(value)) {
      if (!hasPhases) setAt(filled, path, value, fresh)
      continue
    }
    const stated = statedAt(document, path, base)
    // A switch that is on where the command names a method says less, not something else.
    const isSilent = stated === undefined || (stated.value === true && typeof value !== 'boolean')
    if (isSilent) setAt(filled, path, value, fresh)
    else if (!agree(stated.value, value))
      against.add(() => `${stated.path} is ${shown(stated.value)}, and the command says ${shown(value)}`)
  }
  const notes = {
    ...read.notes,
    // The versions of another engine say nothing of the one that the document names.
    ...(!isOfEngine && noVersions),
    contradictions: against.list(),
  }
  return { document: filled, understood: new Set(read.settings.keys()), notes }
}

/** The launches of a document's command; flags without a program are those of the engine that the document names. */
export function launchesOf(command: string, engine: string | undefined, base: Base): readonly Launch[] {
  const { launches } = findLaunches(command, base)
  if (launches.length > 0 || engine === undefined || !/^\s*-/.test(command) || command.length > MOST_TEXT)
    return launches
  const launcher = launcherOfEngine(engine, base)
  const words = readShell(command).commands[0]?.words
  if (launcher === undefined || words === undefined) return []
  return [
    {
      ...{
        launcher,
        before: [],
        program: [],
        words,
        container: [],
        environment: new Map(),
        files: new Map(),
      },
      at: 0,
    },
  ]
}

/** Whether the engine that the document names is of the one that the command launches. */
function fillEngine(
  filled: Record<string, unknown>,
  { engine, engineVersion }: Readonly<Record<string, unknown>>,
  against: Notes,
  base: Base,
): boolean {
  const stated = filled['engine']
  filled['engine'] ??= engine
  if (engineVersion !== undefined) filled['engineVersion'] ??= engineVersion
  if (typeof stated !== 'string') return true
  const engines = base.tables.find(({ id }) => id === 'engines')
  const lineage = factAt(engines, stated, 'lineage')
  const isOfIt = Array.isArray(lineage) ? lineage.includes(engine as string) : stated === engine
  if (!isOfIt) against.add(() => `engine is ${shown(stated)}, and the command launches ${shown(engine)}`)
  return isOfIt
}

/** Equal, or names of the same thing: the last part of a path, letters and joints of words aside. */
function agree(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return lastPart(a) === lastPart(b)
  return JSON.stringify(a) === JSON.stringify(b)
}

const lastPart = (name: string): string => plainName(name.replace(/\/+$/, '').split('/').pop() ?? '')

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
