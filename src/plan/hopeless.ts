// What no change of some words can mend: a rule that reads none of them is broken whatever they say.

import type { Base } from '../knowledge/base.js'
import { Reader } from '../knowledge/reads.js'
import type { Variation } from '../observe/varied.js'

/** The choices, by number, that may hold when these words change: each rule that they break reads one of the words. */
export type Mendable = (words: Variation['words']) => readonly number[]

/** Asks for choices of which the broken rules are known. */
export function mendableOf(base: Base, broken: readonly ReadonlySet<string>[]): Mendable {
  const reader = new Reader(base)
  const behind = new Map(
    base.rules
      .filter(({ id }) => broken.some((own) => own.has(id)))
      .map(({ id, scope, when, must }) => [id, reader.of(scope, [...when, ...must])]),
  )
  return (words) => {
    const changed = Object.entries(words).flatMap(([scope, given]) =>
      Object.keys(given).map((name) => `${scope} ${name}`),
    )
    const mended = new Set(
      [...behind].flatMap(([id, read]) => (changed.some((word) => read.has(word)) ? [id] : [])),
    )
    return broken.flatMap((own, at) => ([...own].every((id) => mended.has(id)) ? [at] : []))
  }
}
