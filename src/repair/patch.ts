// JSON Patch (RFC 6902), the four operations that fixes use, on a copy.
import type { PatchOperation } from '../judge/verdict.js'
import { isObject } from './document.js'
import { keysOf } from './pointer.js'

/**
 * The document with the patch applied. What the patch does not touch is shared with the document, which stays as it was.
 * @throws {RangeError} when a path does not exist, a key could reach a prototype, or a `test` fails.
 */
export function applyPatch(document: unknown, patch: readonly PatchOperation[]): unknown {
  const copies = new Set<unknown>()
  const copyOf = (value: unknown): unknown => {
    if (copies.has(value) || typeof value !== 'object' || value === null) return value
    const copy = Array.isArray(value) ? [...value] : { ...value }
    copies.add(copy)
    return copy
  }
  const holder: Record<string, unknown> = { document }
  for (const operation of patch) {
    const keys = ['document', ...keysOf(operation.path)]
    const last = keys.pop()!
    let parent: unknown = holder
    for (const key of keys) {
      const own = copyOf(child(parent, key, operation.path))
      ;(parent as Record<string, unknown>)[key] = own
      parent = own
    }
    if (Array.isArray(parent)) inArray(parent, last, operation)
    else if (isObject(parent)) inObject(parent, last, operation)
    else throw new RangeError(`${operation.path}: there is nothing to change`)
  }
  return holder['document']
}

function child(value: unknown, key: string, path: string): unknown {
  if (Array.isArray(value) || isObject(value)) {
    if (key !== '__proto__' && Object.hasOwn(value, key)) return (value as Record<string, unknown>)[key]
  }
  throw new RangeError(`${path}: ${key} does not exist`)
}

function inArray(list: unknown[], key: string, { op, path, value }: PatchOperation): void {
  const index = key === '-' && op === 'add' ? list.length : Number(key)
  const end = op === 'add' ? list.length : list.length - 1
  if (!Number.isInteger(index) || index < 0 || index > end) throw new RangeError(`${path}: no such index`)
  if (op === 'add') list.splice(index, 0, structuredClone(value))
  else if (op === 'remove') list.splice(index, 1)
  else if (op === 'replace') list[index] = structuredClone(value)
  else expectEqual(list[index], value, path)
}

function inObject(object: Record<string, unknown>, key: string, { op, path, value }: PatchOperation): void {
  if (key === '__proto__') throw new RangeError(`${path}: not a key of a plan`)
  if (op !== 'add' && !Object.hasOwn(object, key)) throw new RangeError(`${path}: ${key} does not exist`)
  if (op === 'remove') delete object[key]
  else if (op === 'test') expectEqual(object[key], value, path)
  else object[key] = structuredClone(value)
}

function expectEqual(actual: unknown, expected: unknown, path: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new RangeError(`${path}: is not what the patch expects`)
}
