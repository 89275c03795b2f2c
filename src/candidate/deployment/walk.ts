// What stands at a path of a JSON document: `strategy.tp`, `config.weight_block_size.0`, `config.groups.*.bits`.
import type { SectionValue } from '../candidate.js'
import { isObject } from '../plan/fields.js'
import { isLeaf } from './flatten.js'

/** A value and the path of the leaf that holds it: that of the list, for a member of a list. */
export interface Standing {
  readonly at: string
  readonly value: SectionValue
}

/**
 * The values that stand at a path, in the order of the document. A part of the path is the name of a member, the number of
 * a member of a list, or a name with stars, each of which stands for any text; with a star, several parts may be one name with dots.
 * Time grows with the members that are passed.
 */
export function standingAt(document: object, path: string): readonly Standing[] {
  const parts = path.split('.')
  const found: Standing[] = []
  const visit = (value: unknown, depth: number, at: string): void => {
    const part = parts[depth]
    if (part === undefined) {
      if (isLeaf(value)) found.push({ at, value })
    } else if (Array.isArray(value)) {
      for (const index of indicesIn(value, part)) visit(value[index], depth + 1, at)
    } else if (isObject(value)) {
      for (const [key, next] of keysIn(value, parts, depth)) {
        visit(value[key], next, at === '' ? key : `${at}.${key}`)
      }
    }
  }
  visit(document, 0, '')
  return found
}

/** The members that the next parts of a path name, each with the number of the part behind its name. */
function keysIn(object: object, parts: readonly string[], depth: number): readonly [string, number][] {
  const part = parts[depth]!
  if (!part.includes('*')) return Object.hasOwn(object, part) ? [[part, depth + 1]] : []
  const ends = parts.slice(depth).map((_, i) => depth + i + 1)
  const names = ends.map((end) => ({ end, name: parts.slice(depth, end).join('.') }))
  return Object.keys(object).flatMap((key) =>
    names.flatMap(({ end, name }): [string, number][] => (fits(key, name) ? [[key, end]] : [])),
  )
}

function indicesIn(list: readonly unknown[], part: string): readonly number[] {
  if (part === '*') return [...list.keys()]
  const index = /^\d{1,4}$/.test(part) ? Number(part) : list.length
  return index < list.length ? [index] : []
}

/** Whether a name fits a part with stars: its texts between stars follow each other in the name. */
function fits(name: string, part: string): boolean {
  const texts = part.split('*')
  const last = texts.pop()!
  let from = 0
  for (const [i, text] of texts.entries()) {
    const at = i === 0 ? (name.startsWith(text) ? 0 : -1) : name.indexOf(text, from)
    if (at < 0) return false
    from = at + text.length
  }
  return name.endsWith(last) && name.length - last.length >= from
}
