// The arguments of a launched program, read by a table of flags.
import { isObject } from '../plan/fields.js'
import { type Flag, type FlagTable, jsonOr } from './flag-table.js'
import { Settings } from './settings.js'
import type { ShellWord } from './shell.js'
import { arity, readValue } from './value.js'
import { noteVersions } from './version-notes.js'

/** How deep the members of a flag's object are looked at. */
const MOST_DEPTH = 6

/** A flag as it stands among words. */
export interface FlagUse {
  readonly flag: Flag
  /** The path inside the flag's object, where the name says one. */
  readonly member?: string
  readonly negated: boolean
  /** The word that names it, and its values; one that stands in the same word has the place of its own part. */
  readonly word: ShellWord
  readonly values: readonly ShellWord[]
}

export interface ArgumentReading {
  readonly table: FlagTable
  /** Where the first word that belongs to no flag stands: the model, in most programs. */
  readonly positional?: string
  /** Whether a flag may be cut short. */
  readonly abbreviates: boolean
  /** Texts of files that the launch writes itself, by name. */
  readonly files: ReadonlyMap<string, string>
  /** The text of a file that the launch names and does not write. */
  readonly otherFile?: string
  readonly parseFile?: (text: string) => unknown
  /** Whether flags overrule what a file of options says (`before`), or it them (`behind`); otherwise what stands later. */
  readonly fileAt?: FileAt
  /** The version of the engine, where it is known. */
  readonly version?: string
  /** Told of each flag of the table that is met, in order. */
  readonly onUse?: (use: FlagUse) => void
}

export type FileAt = 'before' | 'behind'

/** Reads words into settings. Nothing is dropped in silence: what is not understood is a note. */
export function readArguments(words: readonly ShellWord[], reading: ArgumentReading, into: Settings): void {
  const { fileAt } = reading
  if (fileAt === 'before') takeFiles(words, reading, into)
  readWords(words, reading, into)
  if (fileAt === 'behind') takeFiles(words, reading, into)
}

/** The files of options that words name. What else the words say, and what is wrong with them, is told once, elsewhere. */
function takeFiles(words: readonly ShellWord[], reading: ArgumentReading, into: Settings): void {
  const { fileAt: _, ...once } = reading
  const onUse = ({ flag, word, values }: FlagUse): void => {
    if (flag.kind === 'file' && values[0] !== undefined) takeFlag(flag, word.text, false, values, once, into)
  }
  readWords(words, { ...once, onUse }, new Settings())
}

function readWords(words: readonly ShellWord[], reading: ArgumentReading, into: Settings): void {
  const { positional } = reading
  let isTaken = positional === undefined
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!isFlag(word.text)) {
      if (!isTaken && !into.values.has(positional!)) {
        if (word.open === undefined) into.set(positional!, word.text)
        else into.open.add(() => `${positional} is ${short(word.raw)}`)
        isTaken = true
      } else if (word.open !== undefined) {
        into.mayHoldFlags = true
        into.open.add(() => `${short(word.raw)} may hold further flags`)
      } else into.unknown.add(() => `the word ${short(word.raw)}`)
      continue
    }
    const equals = word.text.indexOf('=')
    const name = equals < 0 ? word.text : word.text.slice(0, equals)
    const inline =
      equals < 0 ? undefined : partOf(word, word.text.slice(equals + 1), word.raw.indexOf('=') + 1)
    const named = find(name, reading)
    if (named === undefined) {
      noteUnknown(name, reading, into)
      // A word behind an unknown flag is most likely its value.
      if (inline === undefined && words[i + 1] !== undefined && !isFlag(words[i + 1]!.text)) i++
      continue
    }
    const { flag, member, negated, attached } = named
    const given = attached === undefined ? inline : partOf(word, attached, word.raw.lastIndexOf(attached))
    const values: readonly Value[] = given === undefined ? valuesOf(flag, member, words, i + 1) : [given]
    if (given === undefined) i += values.reduce((sum, value) => sum + (value.words ?? 1), 0)
    // A member that has a row of its own is one of an object that some versions do not know.
    const owner = flag.name.indexOf('.')
    const object = owner < 0 ? undefined : reading.table.find(flag.name.slice(0, owner))
    if (object !== undefined) noteVersions(object, name, reading, into, false)
    noteVersions(flag, name, reading, into)
    reading.onUse?.({ flag, negated, word, values, ...(member !== undefined && { member }) })
    if (member !== undefined) takeMember(flag, member, values, reading, into)
    else if (flag.kind !== 'file' || reading.fileAt === undefined)
      takeFlag(flag, name, negated, values, reading, into)
  }
}

/** A flag begins with a dash and is no number. */
const isFlag = (text: string): boolean => text.length > 1 && text.startsWith('-') && !/^-[\d.]/.test(text)

/** The part of a word from an offset of its raw text on. */
function partOf(word: ShellWord, text: string, from: number): ShellWord {
  return { ...word, text, raw: word.raw.slice(from), at: word.at < 0 ? word.at : word.at + from }
}

/** A word as a note shows it. */
function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

interface Named {
  readonly flag: Flag
  /** The path inside the flag's object, where the name says one: `--config.member`. */
  readonly member?: string
  readonly negated: boolean
  /** A value that stands behind a short flag without a space. */
  readonly attached?: string
}

function find(name: string, { table, abbreviates }: ArgumentReading): Named | undefined {
  const whole = table.find(name)
  if (whole !== undefined) return { flag: whole, negated: false }
  const positive = /^--no[-_]/.test(name) ? table.find(`--${name.slice(5)}`) : undefined
  if (positive?.kind === 'toggle') return { flag: positive, negated: true }
  const dot = name.indexOf('.')
  const parent = dot < 0 ? undefined : table.find(name.slice(0, dot))
  if (parent !== undefined && takesMembers(parent))
    return { flag: parent, member: name.slice(dot + 1), negated: false }
  const letter = /^-[A-Za-z](?=[\w.])/.exec(name)?.[0]
  const attached = letter === undefined ? undefined : table.find(letter)
  if (attached !== undefined) return { flag: attached, negated: false, attached: name.slice(2) }
  const cut = abbreviates ? table.abbreviated(name) : undefined
  return cut === undefined ? undefined : { flag: cut, negated: false }
}

const takesMembers = ({ kind }: Flag): boolean => kind === 'json' || kind === 'file'

function valuesOf(
  flag: Flag,
  member: string | undefined,
  words: readonly ShellWord[],
  from: number,
): readonly Value[] {
  const next = words[from]
  const count = member === undefined ? arity(flag.kind) : 'one'
  // Some switches also take their truth as a word.
  if (count === 'none') return next !== undefined && /^(?:true|false)$/i.test(next.text) ? [next] : []
  if (next === undefined || isFlag(next.text)) return []
  if (count === 'one') return flag.kind === 'json' ? [wholeObject(words, from)] : [next]
  let end = from
  while (end < words.length && !isFlag(words[end]!.text)) end++
  return words.slice(from, end)
}

/** A word, and how many words of the text it is made of where that is more than one. */
interface Value extends ShellWord {
  readonly words?: number
}

/** More words than an object without quotes around it has. */
const MOST_PIECES = 64

/** An object that no quotes hold together: a shell takes it apart at its spaces, and people write it so all the same. */
function wholeObject(words: readonly ShellWord[], from: number): Value {
  const first = words[from]!
  if (!/^[{[]/.test(first.raw)) return first
  const pieces: string[] = []
  let depth = 0
  for (let i = from; i < words.length && i < from + MOST_PIECES; i++) {
    const { raw } = words[i]!
    pieces.push(raw)
    for (const c of raw) depth += c === '{' || c === '[' ? 1 : c === '}' || c === ']' ? -1 : 0
    if (depth > 0) continue
    const text = pieces.join(' ')
    return pieces.length === 1 ? first : { ...first, text, raw: text, words: pieces.length }
  }
  return first
}

function takeFlag(
  flag: Flag,
  name: string,
  negated: boolean,
  values: readonly ShellWord[],
  reading: ArgumentReading,
  into: Settings,
): void {
  const open = values.find((word) => word.open !== undefined)
  if (values.length === 0) {
    if (arity(flag.kind) !== 'none') into.leaveOpen(flag, name, 'has no value')
    else if (negated) into.state({ ...flag, states: [] }, false, [])
    else into.state(flag, flag.kind === 'toggle' || flag.paths.length > 0 ? true : undefined, [])
    // The copy that states nothing else is another flag to the set of those seen.
    into.seen.add(flag)
    return
  }
  if (flag.kind === 'file') takeFile(flag, name, values[0]!, reading, into)
  else if (open !== undefined && flag.kind !== 'json') {
    // In which place each launch of a deployment stands has no bearing on what it is.
    if (flag.paths.length > 0 && !flag.differs) into.leaveOpen(flag, name, `is ${short(open.raw)}`)
  } else {
    const read = readValue(flag.kind, values)
    if ('expected' in read) {
      if (flag.paths.length > 0 || reading.table.hasMembers(flag))
        into.leaveOpen(flag, name, `is ${short(values[0]!.raw)}, where ${read.expected} is expected`)
    } else if (isObject(read.value)) takeObject(flag, read.value, reading, into)
    else {
      const value = negated ? read.value === false : read.value
      // A word that gives no value (`auto`) may say something by itself.
      const also = reading.table.statesOf(flag, String(read.value ?? values[0]!.text))
      // A negative number that the table knows by itself (no chunk, no limit) is a sign and no number.
      const isSign = typeof value === 'number' && value < 0 && also.length > 0
      into.state(asStated(flag, value), isSign ? undefined : value, also)
      into.seen.add(flag)
    }
  }
}

function takeFile(
  flag: Flag,
  name: string,
  word: ShellWord,
  { files, otherFile, parseFile, ...reading }: ArgumentReading,
  into: Settings,
): void {
  const text = files.get(word.text) ?? files.get(word.text.slice(word.text.lastIndexOf('/') + 1)) ?? otherFile
  const content = text === undefined ? undefined : parseFile?.(text)
  into.seen.add(flag)
  if (isObject(content)) takeObject(flag, content, { ...reading, files }, into)
  else {
    // What is in the file is not known, and it may set anything.
    into.mayHoldFlags = true
    into.open.add(() => `${name} names ${short(word.raw)}, which is not read`)
  }
}

/** The members of an object, each as a flag of its own where the table has it, and else at the paths of the object. */
function takeObject(flag: Flag, object: object, reading: ArgumentReading, into: Settings): void {
  const { table } = reading
  into.seen.add(flag)
  for (const { path, value } of flag.states) into.set(path, value)
  const visit = (owner: Flag, prefix: string, members: object, inside: readonly string[], depth: number) => {
    const isClosed = owner.kind === 'file' || table.hasMembers(owner)
    for (const [key, value] of Object.entries(members)) {
      const name = prefix + key
      const row = table.find(name)
      const path = [...inside, key]
      if (row !== undefined && !isSilent(row, value)) noteVersions(row, name, reading, into, false)
      if (row === undefined && isClosed) noteUnknown(name, reading, into)
      else if (!isObject(value)) takeLeaf(owner, row, name, path, value, table, into)
      else if (depth < MOST_DEPTH) {
        if (row === undefined) visit(owner, `${name}.`, value, path, depth + 1)
        else visit(row, `${name}.`, value, [], depth + 1)
      }
    }
  }
  // The members of a file are flags themselves; those of an object stand behind a dot.
  visit(flag, flag.kind === 'file' ? '--' : `${flag.name}.`, object, [], 0)
}

/** Whether a member of an object or a file is as if it were absent: nothing, or a switch that is off. */
const isSilent = ({ kind }: Flag, value: unknown): boolean =>
  value === null || (value === false && arity(kind) === 'none')

/** A switch that is off says no more than that. */
const asStated = (flag: Flag, value: unknown): Flag =>
  isSilent(flag, value) ? { ...flag, states: [] } : flag

function takeLeaf(
  owner: Flag,
  row: Flag | undefined,
  name: string,
  path: readonly string[],
  value: unknown,
  table: FlagTable,
  into: Settings,
): void {
  if (value === null) return
  if (typeof value === 'string' && /\$[\w({]/.test(value)) into.open.add(() => `${name} is ${short(value)}`)
  else if (row !== undefined) {
    into.state(asStated(row, value), value, table.statesOf(row, String(value)))
    // The copy that states nothing else is another flag to the set of those seen.
    into.seen.add(row)
  } else {
    for (const base of owner.paths) into.set(`${base}.${path.join('.')}`, value)
    const stated = { name, kind: owner.kind, paths: [], states: [], differs: false, filed: false }
    for (const { path: at, value: also } of table.statesOf(stated, String(value))) into.set(at, also)
  }
}

/** `--config.member value`: the object with that one member. */
function takeMember(
  flag: Flag,
  member: string,
  [word]: readonly ShellWord[],
  reading: ArgumentReading,
  into: Settings,
): void {
  if (word?.open !== undefined) into.open.add(() => `${flag.name}.${member} is ${short(word.raw)}`)
  else {
    const keys = member.split('.', MOST_DEPTH).reverse()
    const value = word === undefined ? true : jsonOr(word.text)
    takeObject(flag, keys.reduce((inner, key) => ({ [key]: inner }), value) as object, reading, into)
  }
}

function noteUnknown(name: string, { table }: ArgumentReading, into: Settings): void {
  into.unknown.add(() => {
    const near = table.nearest(name)
    return near === undefined ? short(name) : `${short(name)} (near ${near})`
  })
}
