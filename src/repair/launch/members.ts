// Values of flags that become members of an object: of the one that the launch has, or all of a new one.
import type { FlagUse } from '../../candidate/launch/arguments.js'
import { jsonOr } from '../../candidate/launch/flag-table.js'
import type { Successor } from '../../candidate/launch/successor.js'
import { arity, readValue } from '../../candidate/launch/value.js'
import { isObject } from '../document.js'
import { patchedText } from '../json-text.js'
import { pointer } from '../pointer.js'

/** What becomes of a flag where it stands: another name, another value, or other words for both; none where it goes. */
export type Written =
  | { readonly name: string }
  | { readonly value: string }
  | { readonly words: readonly string[] }

/** A flag that is to go, and what says it instead, with the values as they are written. */
export interface Old {
  readonly use: FlagUse
  readonly of: Successor
  readonly texts: readonly string[]
}

/** Adds to what is written. Undefined where the launch says a member otherwise, or an object cannot be followed. */
export function intoObjects(
  old: readonly Old[],
  others: readonly FlagUse[],
  written: Map<FlagUse, Written>,
): ReadonlyMap<FlagUse, Written> | undefined {
  const members = old.filter(({ of }) => of.member !== undefined)
  for (const owner of new Set(members.map(({ of }) => of.flag))) {
    const own = members.filter(({ of }) => of.flag === owner)
    const there = others.filter(({ flag }) => flag === owner)
    const whole = there.filter(({ member }) => member === undefined)
    const isDone =
      there.length > 0 && whole.length === 0
        ? besideMembers(own, there, written)
        : whole.length === there.length && whole.length < 2 && intoObject(own, whole[0], written)
    if (!isDone) return undefined
  }
  return written
}

/** The launch names members one by one behind dots, and so do these. */
function besideMembers(
  own: readonly Old[],
  there: readonly FlagUse[],
  written: Map<FlagUse, Written>,
): boolean {
  return own.every(({ use, of: { flag, member }, texts }) => {
    const value = memberValue(use, texts)
    const same = there.findLast((each) => each.member === member)
    if (value === undefined || (same && same.values[0]?.text !== String(value))) return false
    written.set(use, { words: same ? [] : [`${flag.name}.${member}`, String(value)] })
    return true
  })
}

function intoObject(
  own: readonly Old[],
  whole: FlagUse | undefined,
  written: Map<FlagUse, Written>,
): boolean {
  const [held] = whole?.values ?? []
  if (whole !== undefined && (held === undefined || held.open !== undefined)) return false
  const stated = held === undefined ? {} : jsonOr(held.text)
  if (!isObject(stated)) return false
  let text = held?.text ?? '{}'
  for (const { use, of, texts } of own) {
    const value = memberValue(use, texts)
    const keys = of.member!.split('.')
    const said = keys.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), stated)
    if (value === undefined || (said !== undefined && JSON.stringify(said) !== JSON.stringify(value)))
      return false
    text = withMember(text, keys, value)
    written.set(use, { words: [] })
  }
  if (whole !== undefined) written.set(whole, { value: text })
  else written.set(own[0]!.use, { words: [own[0]!.of.flag.name, JSON.stringify(JSON.parse(text))] })
  return true
}

/** The text of an object with one more member, and the objects on the way to it. */
function withMember(text: string, keys: readonly string[], value: unknown): string {
  let at: unknown = jsonOr(text)
  let depth = 0
  while (depth < keys.length - 1 && isObject(at) && Object.hasOwn(at, keys[depth]!)) at = at[keys[depth++]!]
  const rest = keys.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
  return patchedText(text, [{ op: 'add', path: pointer(keys.slice(0, depth + 1)), value: rest }])
}

/** A value as a member of an object; one that stands in a variable cannot be written into JSON. */
function memberValue({ flag, values, negated }: FlagUse, texts: readonly string[]): unknown {
  if (values.some(({ open }) => open !== undefined)) return undefined
  if (arity(flag.kind) === 'none' && texts.length === 0) return !negated
  const words = texts.map((text) => ({ text, raw: text, at: -1 }))
  const read = readValue(flag.kind, words)
  return 'value' in read ? read.value : undefined
}
