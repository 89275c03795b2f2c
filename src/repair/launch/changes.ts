// In what two documents differ, leaf by leaf. Lists are leaves.
import type { PatchOperation } from '../../judge/verdict.js'
import { isObject } from '../document.js'
import { pointer } from '../pointer.js'
import type { Change } from './flags.js'

/** The leaves of the second document that the first says otherwise, or not, and those of the first that are gone. */
export function changesBetween(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (isObject(before) || isObject(after)) {
    const [a, b] = [isObject(before) ? before : {}, isObject(after) ? after : {}]
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      changesBetween(a[key], b[key], path === '' ? key : `${path}.${key}`),
    )
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, value: after }]
}

/** Changes as operations on a document, with the objects on the way to what is new. */
export function patchOf(document: unknown, changes: readonly Change[]): PatchOperation[] {
  const patch: PatchOperation[] = []
  const made = new Set<string>()
  for (const { path, value } of changes) {
    const keys = path.split('.')
    let at = document
    keys.forEach((key, depth) => {
      const exists = isObject(at) && Object.hasOwn(at, key)
      const where = pointer(keys.slice(0, depth + 1))
      at = exists ? (at as Record<string, unknown>)[key] : undefined
      if (depth < keys.length - 1) {
        if (isObject(at) || made.has(where) || value === undefined) return
        made.add(where)
        patch.push({ op: exists ? 'replace' : 'add', path: where, value: {} })
      } else if (value !== undefined) patch.push({ op: exists ? 'replace' : 'add', path: where, value })
      else if (exists) patch.push({ op: 'remove', path: where })
    })
  }
  return patch
}
