import type { DotAttributes } from './types.js'

/** Attributes while they are written. Never has a prototype. */
export type Attributes = Record<string, string>

export const noAttributes: DotAttributes = Object.freeze(Object.create(null))
export const noNames: ReadonlySet<string> = new Set()

/** Counts work that may grow faster than the text, and ends reading when it gets out of hand. */
export type Spend = (work: number) => void

export function copyAttributes(from: DotAttributes, spend: Spend): Attributes {
  const to: Attributes = Object.create(null)
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
