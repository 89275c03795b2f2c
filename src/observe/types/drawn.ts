// Which draws values are made of, and whether devices have one value all the same.

import type { Placement } from '../../tensor/placements.js'
import type { StrideOf } from './sequences.js'
import type { Type } from './types.js'

/** All draws of several values, in order; undefined where none is made of any. */
export function unionOf(drawn: readonly Type['drawn'][]): Type['drawn'] {
  if (drawn.every((own) => own === undefined)) return undefined
  return [...new Set(drawn.flatMap((own) => own ?? []))].sort((a, b) => a - b)
}

export const isDrawnAlike = (a: Type['drawn'], b: Type['drawn']): boolean => a?.join() === b?.join()

/**
 * The draws that a value of a group is made of: each row keeps its own, and the best of several parts of a vocabulary is one choice. `apart`:
 * devices bring shares of one value, and have drawn it differently.
 */
export function drawnTogether(
  strideOf: StrideOf,
  table: readonly Placement[],
  along: string | undefined,
  own: readonly Type[],
): { readonly drawn?: Type['drawn']; readonly apart?: readonly number[] } {
  const [first] = own
  if (own.every(({ drawn }) => isDrawnAlike(drawn, first!.drawn)))
    return first!.drawn ? { drawn: first!.drawn } : {}
  const all = unionOf(own.map(({ drawn }) => drawn))!
  const differing = first!.extents.find(({ set }, at) => own.some((type) => type.extents[at]!.set !== set))
  const joins = table.some(({ takes }) => takes.some(({ kind }) => kind === 'S'))
  const joinsRows = joins && strideOf(along ?? differing?.name ?? '') !== undefined
  const isChoice = own.every(({ partial }) => partial?.by === CHOICE)
  const isWhole = own.every(({ partial }) => partial === undefined)
  return (joinsRows && isWhole) || isChoice ? { drawn: all } : { apart: all }
}

/** What completes a choice of which devices have made parts. */
const CHOICE = 'argmax'
