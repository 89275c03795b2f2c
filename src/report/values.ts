// How values and lists of subjects are written for people.
import { numberText } from '../judge/seen.js'
import type { Scope } from '../knowledge/base.js'
import type { Scalar, Value } from '../knowledge/expression.js'
import { plain } from './plain.js'

const shownItems = 8
const shownCharacters = 120

/** `row`, `{0,1,2,3}`, `unknown`; long lists keep their first items and the last. */
export function valueText(value: Value | null): string {
  if (value === undefined || value === null) return 'unknown'
  if (!Array.isArray(value)) return scalarText(value as Scalar)
  const items = (value as readonly Scalar[]).map(scalarText)
  if (items.length <= shownItems) return `{${items.join(',')}}`
  return `{${items.slice(0, shownItems - 2).join(',')} … ${items.at(-1)}}`
}

const scalarText = (value: Scalar): string =>
  nameText(typeof value === 'number' ? numberText(value) : String(value))

/** A name on one line, cut in the middle where it is very long. */
export function nameText(name: string): string {
  // Cut before it is made plain, too, so that a name of a hundred megabytes is not written out for a line of it.
  return shorten(plain(shorten(name, 4 * shownCharacters)), shownCharacters)
}

/** The text cut in the middle where it is longer than `most` characters. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const half = Math.floor((most - 3) / 2)
  return `${text.slice(0, half)} … ${text.slice(-half)}`
}

/** `a`, `a, b`, `a, b … z`: the first two and the last. */
export function shortList(names: readonly string[]): string {
  if (names.length <= 3) return names.map(nameText).join(', ')
  return `${names.slice(0, 2).map(nameText).join(', ')} … ${nameText(names.at(-1)!)}`
}

/** `1 error`, `3 errors`, `no errors`. */
export function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`
}

/** `32 nodes: a, b … z`; nothing for the plan as a whole, which needs no name. */
export function subjectsText(scope: Scope, subjects: readonly string[], count: number): string {
  if (scope === 'plan' || scope === 'deployment') return ''
  if (count === 1) return `${scope} ${shortList(subjects)}`
  return `${counted(count, scope)}: ${shortList(subjects)}`
}
