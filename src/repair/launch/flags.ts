// What a change of a deployment document is among the flags of its launch: the tables of flags, read the other way.
import type { FlagUse } from '../../candidate/launch/arguments.js'
import { type Flag, jsonOr, type Statement } from '../../candidate/launch/flag-table.js'
import { placesOf } from '../../candidate/launch/stated.js'
import { arity } from '../../candidate/launch/value.js'
import { wordsOf } from '../../candidate/launch/write.js'
import type { Base } from '../../knowledge/base.js'
import { isObject } from '../document.js'
import { patchedText } from '../json-text.js'
import { pointer } from '../pointer.js'
import { rewritten, type Splice, without, withValues } from './splices.js'
import type { LaunchFlags } from './uses.js'

/** A path of the document and what it says now; undefined where it says nothing any more. */
export interface Change {
  readonly path: string
  readonly value: unknown
}

/** What says a change: places in the text, and flags that are put behind the others. */
export interface FlagEdit {
  readonly splices: readonly Splice[]
  readonly added: readonly (readonly string[])[]
}

/** How a launch says a change; undefined where none of its flags can. */
export function flagEdit(
  { path, value }: Change,
  flags: LaunchFlags,
  text: string,
  base: Base,
  mayAdd: boolean,
): FlagEdit | undefined {
  const places = new Set([path, ...(placesOf(base).get(path) ?? [])])
  const stating = flags.uses.findLast((use) => says(use, places, flags))
  if (stating === undefined) return mayAdd ? addition(path, value, flags) : undefined
  const splices = inPlace(stating, places, value, flags, text)
  if (splices !== undefined) return { splices, added: [] }
  const gone = without(stating, text, flags.words)
  if (gone === undefined || !mayAdd) return undefined
  // What says nothing but this goes; what says it otherwise comes behind the others.
  const instead =
    value === undefined || value === false ? { splices: [], added: [] } : addition(path, value, flags)
  return instead && { splices: [gone], added: instead.added }
}

const statesAny = (states: readonly Statement[], places: ReadonlySet<string>): boolean =>
  states.some(({ path }) => places.has(path))

/** Whether a flag of a launch says what stands at one of these places. */
export function says(use: FlagUse, places: ReadonlySet<string>, flags: LaunchFlags): boolean {
  const { flag, member, values } = use
  if (member !== undefined) {
    const row = flags.table.find(`${flag.name}.${member}`)
    const paths = row?.paths ?? flag.paths.map((path) => `${path}.${member}`)
    return paths.some((path) => places.has(path))
  }
  return (
    flag.paths.some((path) => places.has(path)) ||
    statesAny(flag.states, places) ||
    statesAny(flags.table.statesOf(flag, values[0]?.text ?? ''), places) ||
    memberPath(use, places, flags) !== undefined
  )
}

/** The keys, inside the object that a flag has for its value, of the member that stands at one of the places. */
function memberPath(
  { flag, values }: FlagUse,
  places: ReadonlySet<string>,
  { table }: LaunchFlags,
): readonly string[] | undefined {
  if (flag.kind !== 'json' || values.length !== 1) return undefined
  const object = jsonOr(values[0]!.text)
  const search = (members: unknown, keys: readonly string[]): readonly string[] | undefined => {
    if (!isObject(members)) return undefined
    for (const [key, value] of Object.entries(members)) {
      const path = [...keys, key]
      const row = table.find(`${flag.name}.${path.join('.')}`)
      const paths = row?.paths ?? flag.paths.map((at) => `${at}.${path.join('.')}`)
      if (paths.some((at) => places.has(at))) return path
      const found = search(value, path)
      if (found !== undefined) return found
    }
    return undefined
  }
  return search(object, [])
}

/** The value of a flag written anew where it stands; undefined where the flag cannot say it. */
function inPlace(
  use: FlagUse,
  places: ReadonlySet<string>,
  value: unknown,
  flags: LaunchFlags,
  text: string,
): readonly Splice[] | undefined {
  const { flag, member, values } = use
  const inside = member === undefined ? memberPath(use, places, flags) : undefined
  if (inside !== undefined) {
    if (value === undefined || values.length === 0) return undefined
    const json = patchedText(values[0]!.text, [{ op: 'replace', path: pointer(inside), value }])
    return one(rewritten(values[0]!, json))
  }
  if (member !== undefined)
    return typeof value === 'object' || value === undefined ? undefined : withValues(use, [String(value)])
  if (!flag.paths.some((path) => places.has(path))) {
    const other = flags.table.valued.find(
      (each) => flags.table.find(each.flag) === flag && isSaid(each.states, places, value),
    )
    return other && withValues(use, [other.value])
  }
  if (arity(flag.kind) === 'none') return switched(use, value, flags, text)
  const words = value === undefined ? undefined : wordsOf(flag, value)
  return words && withValues(use, words.slice(1))
}

/** A switch is there or not; some have a negative, and some take their truth as a word. */
function switched(
  use: FlagUse,
  value: unknown,
  { words }: LaunchFlags,
  text: string,
): readonly Splice[] | undefined {
  const { flag, word, values, negated } = use
  if (typeof value !== 'boolean' && value !== undefined) return undefined
  if (values.length > 0) return value === undefined ? undefined : withValues(use, [String(value !== negated)])
  if (value === true) return negated ? one(rewritten(word, word.text.replace(/^--no[-_]/, '--'))) : []
  if (flag.kind === 'toggle' && value === false && word.text.startsWith('--'))
    return one(rewritten(word, word.text.replace(/^--/, '--no-')))
  return one(without(use, text, words))
}

const one = (splice: Splice | undefined): readonly Splice[] | undefined => splice && [splice]

const isSaid = (states: readonly Statement[], places: ReadonlySet<string>, value: unknown): boolean =>
  states.some((state) => places.has(state.path) && state.value === value)

/** The flag that says something which the launch does not say yet. */
export function addition(path: string, value: unknown, flags: LaunchFlags): FlagEdit | undefined {
  const only = new Set([path])
  for (const flag of flags.table.flags) {
    if (!isWritable(flag, flags)) continue
    const isSwitch = arity(flag.kind) === 'none' && flag.paths.length === 0
    const words =
      flag.paths[0] === path
        ? wordsOf(flag, value)
        : isSwitch && flag.states.length === 1 && isSaid(flag.states, only, value)
          ? [flag.name]
          : undefined
    if (words !== undefined) return { splices: [], added: words.length === 0 ? [] : [words] }
  }
  const valued = flags.table.valued.find(({ states }) => states.length === 1 && isSaid(states, only, value))
  return valued && { splices: [], added: [[valued.flag, valued.value]] }
}

/** Whether a flag of its own can be put into a command. */
function isWritable(flag: Flag, flags: LaunchFlags): boolean {
  const isFlag = flag.name.startsWith('-') && !flag.name.includes('.')
  return isFlag && !flag.filed && !flag.differs && flags.has(flag)
}
