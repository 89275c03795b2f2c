// The leaves of a JSON document by their paths: `strategy.tp`, `config.vision_config.depth`.
import type { SectionValue } from '../candidate.js'
import { isObject } from '../plan/fields.js'

/** Deeper members are not looked at: what engines and model files say lies above. */
const MOST_DEPTH = 8
/** More leaves than a deployment has; the rest is left out. */
const MOST_LEAVES = 20_000

/**
 * The paths of the scalar and list leaves of an object, dotted, in the order of the document; null says nothing. What
 * stands below the paths of `except` is left out.
 */
export function leavesOf(document: object, except: ReadonlySet<string>): readonly string[] {
  const leaves: string[] = []
  const visit = (value: unknown, path: string, depth: number): void => {
    if (leaves.length >= MOST_LEAVES || except.has(path)) return
    if (isObject(value)) {
      if (depth >= MOST_DEPTH) return
      for (const key of Object.keys(value)) {
        visit(value[key], path === '' ? key : `${path}.${key}`, depth + 1)
      }
    } else if (isLeaf(value)) leaves.push(path)
  }
  visit(document, '', 0)
  return leaves
}

/** A value that a word can have: a scalar, or a list of texts and numbers. */
export function isLeaf(value: unknown): value is SectionValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string' || typeof item === 'number')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
