// What a deployment document states, wherever the words that stand at a path may stand.
import type { Base, Word } from '../../knowledge/base.js'
import { isObject } from '../plan/fields.js'
import { kept } from './tables.js'

/** For each path, all paths at which a word that stands there may stand. */
export const placesOf: (base: Base) => ReadonlyMap<string, ReadonlySet<string>> = kept((base: Base) => {
  const places = new Map<string, Set<string>>()
  for (const { from } of base.words as readonly Word[]) {
    for (const path of from ?? []) {
      const all = places.get(path) ?? new Set([path])
      for (const other of from ?? []) all.add(other)
      places.set(path, all)
    }
  }
  return places
})

/** What a document says at a path, or where a word that may stand there stands as well. */
export function statedAt(
  document: object,
  path: string,
  base: Base,
): { readonly path: string; readonly value: unknown } | undefined {
  for (const place of new Set([path, ...(placesOf(base).get(path) ?? [])])) {
    let at: unknown = document
    for (const key of place.split('.')) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
    if (at !== undefined && at !== null) return { path: place, value: at }
  }
  return undefined
}
