// In what two documents differ, leaf by leaf. Lists are leaves.
import { isObject } from '../document.js'
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
