// Flags that the version at hand does not have, written in a launch's text as this version has them.
import type { FlagUse } from '../../candidate/launch/arguments.js'
import type { Launch } from '../../candidate/launch/find.js'
import type { Flag } from '../../candidate/launch/flag-table.js'
import type { ShellWord } from '../../candidate/launch/shell.js'
import { PLACE, type Successor, successorIn } from '../../candidate/launch/successor.js'
import { arity, readValue } from '../../candidate/launch/value.js'
import type { Base } from '../../knowledge/base.js'
import { intoObjects, type Old, type Written } from './members.js'
import { inPlaceOf, renamed, rewritten, type Splice, spliced, without } from './splices.js'
import { flagsOf, type LaunchFlags } from './uses.js'

/** A text with flags rewritten, and the words that each of its launches has then. */
export interface Succeeded {
  readonly text: string
  readonly words: readonly (readonly string[])[]
}

/** More flags than a launch has: a hostile one repeats them without end. */
const MOST_FLAGS = 200

/**
 * Writes flags of these names as their successors in all launches; `spell` writes a new word of a script. Undefined where one of them has none, or its value is
 * none of the successor's, or what the launch says by the successor is something else.
 */
export function succeeded(
  text: string,
  launches: readonly Launch[],
  names: readonly string[],
  base: Base,
  version: string | undefined,
  spell: (word: string) => string,
): Succeeded | undefined {
  const splices: Splice[] = []
  const words: (readonly string[])[] = []
  for (const launch of launches) {
    const flags = flagsOf(launch, base, version)
    const written = flags && writtenIn(flags, new Set(names), version)
    if (flags === undefined || written === undefined) return undefined
    for (const [use, what] of written) {
      const splice = spliceOf(use, what, text, flags, spell)
      if (splice === undefined) return undefined
      splices.push(splice)
    }
    words.push(wordsAfter(launch, written))
  }
  const done = splices.length === 0 ? undefined : spliced(text, splices)
  return done === undefined ? undefined : { text: done, words }
}

function spliceOf(
  use: FlagUse,
  what: Written,
  text: string,
  { words }: LaunchFlags,
  spell: (word: string) => string,
): Splice | undefined {
  if ('name' in what) return renamed(use.word, what.name)
  if ('value' in what) return rewritten(use.values[0]!, what.value)
  return what.words.length === 0 ? without(use, text, words) : inPlaceOf(use, what.words, text, words, spell)
}

/** The words of a launch when its flags are written otherwise. */
function wordsAfter({ words }: Launch, written: ReadonlyMap<FlagUse, Written>): readonly string[] {
  const instead = new Map<number, readonly string[]>()
  for (const [{ word, values }, what] of written) {
    const [name] = word.text.split('=', 1)
    if ('name' in what)
      instead.set(word.at, [meaningOf({ ...word, text: what.name + word.text.slice(name!.length) })])
    else if ('value' in what && word.text.includes('=')) instead.set(word.at, [`${name}=${what.value}`])
    else if ('value' in what) instead.set(values[0]!.at, [what.value])
    else {
      for (const { at } of values) instead.set(at, [])
      instead.set(word.at, what.words)
    }
  }
  return words.flatMap((word) => instead.get(word.at) ?? [meaningOf(word)])
}

/** A word as it is compared: what a shell would expand is not the same text as what it would not. */
export const meaningOf = ({ text, open }: ShellWord): string => (open === undefined ? text : `${text} (open)`)

function writtenIn(
  flags: LaunchFlags,
  names: ReadonlySet<string>,
  version: string | undefined,
): ReadonlyMap<FlagUse, Written> | undefined {
  const written = new Map<FlagUse, Written>()
  const old: Old[] = []
  const isOld = (use: FlagUse) => names.has(use.word.text.split('=', 1)[0]!) && !flags.has(use.flag)
  const uses = flags.uses.filter(isOld)
  if (uses.length > MOST_FLAGS) return undefined
  for (const use of uses) {
    const of = successorIn(use.flag, flags.table, version)
    if (of === undefined || use.member !== undefined) return undefined
    const texts = textsOf(use, of, flags)
    if (texts === undefined) return undefined
    if (texts === 'none') written.set(use, { words: [] })
    else old.push({ use, of, texts })
  }
  const others = flags.uses.filter((use) => !isOld(use))
  const said: (readonly unknown[])[] = []
  for (const { use, of, texts } of old) {
    if (of.member !== undefined) continue
    const there = others.findLast(({ flag, member }) => flag === of.flag && member === undefined)
    const says = [of.flag.name, use.negated, ...texts]
    if (there !== undefined && !isSame(says, [of.flag.name, there.negated, ...saidBy(there)]))
      return undefined
    const isSaid = there !== undefined || said.some((each) => isSame(each, says))
    written.set(use, isSaid ? { words: [] } : whole(use, of, texts))
    said.push(says)
  }
  return intoObjects(old, others, written)
}

/** The values that the successor takes: those of the old flag, or as the table writes them; `none` where nothing is to be said. */
function textsOf(use: FlagUse, of: Successor, flags: LaunchFlags): readonly string[] | 'none' | undefined {
  const own = saidBy(use)
  const isPlain = of.values !== undefined || of.flag.kind === 'switch'
  if (isOff(use) && of.member === undefined && isPlain) return 'none'
  if (of.values === undefined) return of.member !== undefined || takes(of.flag, use) ? own : undefined
  let isKnown = true
  const texts = of.values.map((word) =>
    word.replace(PLACE, (_, name: string) => {
      const value = name === 'value' ? knownValue(use) : valueIn(name, flags)
      if (value === undefined) isKnown = false
      return value ?? ''
    }),
  )
  return isKnown ? texts : undefined
}

/** Whether a switch is there and says that it is off. */
function isOff({ flag, negated, values }: FlagUse): boolean {
  if (arity(flag.kind) !== 'none') return false
  return (values[0] === undefined || /^true$/i.test(values[0].text)) === negated
}

/** The value of a flag as text, where it is one that is known. */
function knownValue({ values }: FlagUse): string | undefined {
  const [first] = values
  return values.length === 1 && first!.open === undefined ? first!.text : undefined
}

/** The value of a flag of the launch, or what the engine makes of its absence. */
function valueIn(name: string, { uses, table }: LaunchFlags): string | undefined {
  const flag = table.find(name)
  const use = uses.findLast((each) => each.flag === flag && each.member === undefined)
  return use === undefined ? flag?.absent : knownValue(use)
}

/** Whether a flag takes the values of another one; what an expansion holds is not known. */
function takes(flag: Flag, { values }: FlagUse): boolean {
  const count = arity(flag.kind)
  if (count === 'none' || values.some(({ open }) => open !== undefined)) return true
  const isFew = count === 'many' || values.length === 1
  return values.length > 0 && isFew && 'value' in readValue(flag.kind, values)
}

/** A flag as its successor: only the name changes where the values are carried over; `--flag=value` stays one word. */
function whole(use: FlagUse, { flag, values }: Successor, texts: readonly string[]): Written {
  const { word, negated } = use
  const name = negated ? flag.name.replace(/^--/, '--no-') : flag.name
  const isApart = use.values.every(({ at }) => at < 0 || at >= word.at + word.raw.length)
  if (values === undefined && (isApart || word.text.includes('='))) return { name }
  const isJoined = word.text.includes('=') && texts.length === 1
  return { words: isJoined ? [`${name}=${texts[0]}`] : [name, ...texts] }
}

const saidBy = ({ values }: FlagUse): readonly string[] => values.map(({ text }) => text)

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
