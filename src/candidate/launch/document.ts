// From a launch to a deployment document: environment, container and arguments, each by its table.
import type { Base, Table } from '../../knowledge/base.js'
import type { About, LaunchNotes } from '../candidate.js'
import { readArguments } from './arguments.js'
import { assign, type Launch } from './find.js'
import { flagTable } from './flag-table.js'
import { MOST_OF_DEVICES, settle } from './hardware.js'
import { readText } from './read-text.js'
import { setAt } from './set-at.js'
import { Notes, Settings } from './settings.js'
import type { ShellWord } from './shell.js'
import { readStarters } from './starters.js'
import { listOf, rowsOf, textOf } from './tables.js'
import { readValue } from './value.js'
import { noteReaders } from './version-notes.js'

export interface ReadOptions {
  readonly about?: About
  /** Devices, nodes and their like that stand around the launch, as the words of a container. */
  readonly around?: ReadonlyMap<string, unknown>
  /** Whether flags that are absent have the value that the engine gives them. */
  readonly absent: boolean
  readonly parseFile?: (text: string) => unknown
}

/** A launch as a deployment document, the paths that flags state, and notes of what is not understood. */
export interface LaunchDocument {
  readonly document: Readonly<Record<string, unknown>>
  readonly settings: ReadonlyMap<string, unknown>
  /** Paths in which the launches of one deployment differ. */
  readonly differing: ReadonlySet<string>
  readonly notes: LaunchNotes
}

/** Reads one launch. */
export function documentOf(launch: Launch, base: Base, options: ReadOptions): LaunchDocument {
  const { launcher } = launch
  const version = options.about?.engineVersion ?? launch.version
  const settings = new Settings()
  const environment = new Map(launch.environment)
  const table = (id: string): Table | undefined => base.tables.find((each) => each.id === id)
  readContainer(launch.container, table('flagsContainer'), environment, settings)
  readEnvironment(environment, launcher.engine, version, base, settings)
  readStarters(launch.before, base, settings)
  for (const [path, value] of options.around ?? []) {
    settings.set(path, value)
    settings.around.add(path)
  }
  const flags = table(launcher.flags)
  if (flags !== undefined) {
    const { abbreviates, positional, fileAt } = launcher
    const known = flagTable(flags)
    const otherFile = options.about?.optionsFile
    readArguments(
      launch.words,
      {
        ...{ table: known, abbreviates, files: launch.files },
        ...(positional !== undefined && { positional }),
        ...(fileAt !== undefined && { fileAt }),
        ...(options.parseFile !== undefined && { parseFile: options.parseFile }),
        ...(otherFile !== undefined && { otherFile }),
        ...(version !== undefined && { version }),
      },
      settings,
    )
    if (otherFile !== undefined && ![...settings.seen].some(({ kind }) => kind === 'file'))
      settings.open.add(() => 'the file of options is named by no flag of the launch, and is not read')
    if (options.absent) settings.fillAbsent(known, readText)
  }
  settle(settings.values, options.about?.hardware)
  const document: Record<string, unknown> = { kind: 'deployment', engine: launch.engine ?? launcher.engine }
  if (version !== undefined) document['engineVersion'] = version
  const fresh = new WeakSet<object>([document])
  for (const [path, value] of settings.values) setAt(document, path, value, fresh)
  return {
    ...{ document, settings: settings.values, differing: settings.differing },
    notes: {
      unknownFlags: settings.unknown.list(),
      refusedFlags: settings.refused.list(),
      replaceableFlags: [...settings.replaceable],
      laterFlags: settings.later.list(),
      ignoredVariables: settings.ignored.list(),
      datedFlags: settings.dated.list(),
      flagVersions: [...settings.versions],
      openValues: settings.open.list(),
      defaultValues: defaultsOf(launch),
      contradictions: [],
    },
  }
}

/** The defaults of variables that words of a launch or of its environment are made of, each once. */
function defaultsOf({ words, container, environment }: Launch): readonly string[] {
  const notes = new Notes()
  const told = new Set(
    [...container, ...words, ...environment.values()].flatMap(({ defaults = [] }) => defaults),
  )
  for (const one of told) notes.add(() => one)
  return notes.list()
}

/** Variables that bear on a deployment, where the engine at hand reads them, in its version. */
function readEnvironment(
  environment: ReadonlyMap<string, ShellWord>,
  engine: string,
  version: string | undefined,
  base: Base,
  into: Settings,
): void {
  const rows = rowsOf(base, 'environment')
  for (const [name, word] of environment) {
    const row = Object.hasOwn(rows, name) ? rows[name]! : undefined
    if (row === undefined) continue
    const engines = listOf(row, 'engines')
    if (engines.length > 0 && !engines.includes(engine)) continue
    const paths = listOf(row, 'path')
    if (noteReaders(name, textOf(row, 'versions'), version, into) === 'ignored') continue
    if (word.open !== undefined) {
      into.open.add(() => `${name} is ${word.raw.slice(0, 60)}`)
      continue
    }
    const read = readValue(textOf(row, 'kind') ?? 'text', [word])
    if ('expected' in read)
      into.open.add(() => `${name} is ${word.raw.slice(0, 60)}, where ${read.expected} is expected`)
    else for (const path of paths) into.set(path, read.value)
  }
}

/** Environment and devices that a container runtime is told; its other flags are not this reader's business. */
function readContainer(
  words: readonly ShellWord[],
  table: Table | undefined,
  environment: Map<string, ShellWord>,
  into: Settings,
): void {
  if (table === undefined) return
  const flags = flagTable(table)
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const equals = word.text.startsWith('--') ? word.text.indexOf('=') : -1
    const flag = flags.find(equals < 0 ? word.text : word.text.slice(0, equals))
    if (flag === undefined) continue
    const value =
      equals < 0
        ? words[++i]
        : { ...word, text: word.text.slice(equals + 1), raw: word.raw.slice(equals + 1) }
    if (value === undefined) return
    if (flag.kind === 'environment') {
      if (value.text.includes('=')) assign(value, environment)
    } else if (value.open === undefined) {
      const read = readValue(flag.kind, [value])
      if ('value' in read && read.value !== undefined) into.state(flag, countOf(value.text) ?? read.value, [])
    }
  }
}

/** A number alone, to a container runtime, is how many devices there are. */
function countOf(text: string): number | undefined {
  const count = Number(text)
  return /^\d+$/.test(text) && count <= MOST_OF_DEVICES ? count : undefined
}
