// A value into a document at a dotted path. Objects on the way are copied once, so that the original stays as it was.
import { isObject } from '../plan/fields.js'

/**
 * Sets a value. `fresh` holds the objects that are the document's own and may be changed; what is on the path and no
 * object gives way.
 */
export function setAt(
  root: Record<string, unknown>,
  path: string,
  value: unknown,
  fresh: WeakSet<object>,
): void {
  const keys = path.split('.')
  const last = keys.pop()!
  // Such a member would be the prototype of an object and none of its values.
  if (last === '__proto__' || keys.includes('__proto__')) return
  let at = root
  for (const key of keys) {
    const child = Object.hasOwn(at, key) ? at[key] : undefined
    if (isObject(child) && fresh.has(child)) at = child as Record<string, unknown>
    else {
      const own: Record<string, unknown> = isObject(child) ? { ...child } : {}
      fresh.add(own)
      at[key] = own
      at = own
    }
  }
  at[last] = value
}
