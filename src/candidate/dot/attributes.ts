import type { DotAttributes } from './types.js'

/** Attributes while they are written. Never has a prototype. */
export type Attributes = Record<string, string>

/**
 * An object that inherits nothing, made by a constructor: the engine keeps many small objects of this kind much more
 * compactly than those of `Object.create(null)`, and names such as `__proto__` are plain data just the same.
 */
const Bag = function Bag() {} as unknown as { new (): Attributes; prototype: object }
Bag.prototype = Object.freeze(Object.create(null))

export const newAttributes = (): Attributes => new Bag()
export const noAttributes: DotAttributes = Object.freeze(newAttributes())
export const noNames: ReadonlySet<string> = new Set()

/** Counts work that may grow faster than the text, and ends reading when it gets out of hand. */
export type Spend = (work: number) => void

export function copyAttributes(from: DotAttributes, spend: Spend): Attributes {
  const to = newAttributes()
  let work = 1
  for (const name in from) {
    to[name] = from[name]!
    work++
  }
  spend(work)
  return to
}

/** Names and values in turn, as a statement listed them; one list is used again and again. */
export type Pairs = string[]

export function assign(to: Attributes, pairs: Pairs): void {
  for (let i = 0; i < pairs.length; i += 2) to[pairs[i]!] = pairs[i + 1]!
}
