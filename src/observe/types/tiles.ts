// Boxes that have to tile a space: the parts of a sum over several dimensions that devices hold.
import { type Partial, partialKey, type Side, type Types } from './types.js'

type Box = readonly Side[]

/** What some boxes are together: one box, or why they are none. */
type Tiled = { readonly box: Box } | { readonly wrong: 'overlap' | 'ragged' }

/** Joins boxes that are alike but for one dimension, until one is left. */
function tile(types: Types, boxes: readonly Box[], mayOverlap: boolean): Tiled {
  let left = [...boxes]
  const sides = left[0]?.length ?? 0
  for (let before = left.length + 1; left.length > 1 && left.length < before; ) {
    before = left.length
    for (let side = 0; side < sides && left.length > 1; side++) {
      const joined = joinAlong(types, left, side, mayOverlap)
      if ('wrong' in joined) return joined
      left = joined.boxes
    }
  }
  return left.length === 1 ? { box: left[0]! } : { wrong: 'ragged' }
}

function joinAlong(
  types: Types,
  boxes: readonly Box[],
  along: number,
  mayOverlap: boolean,
): { readonly boxes: Box[] } | { readonly wrong: 'overlap' | 'ragged' } {
  const groups = new Map<string, Box[]>()
  for (const box of boxes) {
    const key = box
      .map(({ space, needed, part }, at) => `${space}:${needed}:${at === along ? '' : part}`)
      .join(';')
    const group = groups.get(key) ?? []
    group.push(box)
    groups.set(key, group)
  }
  const joined: Box[] = []
  for (const group of groups.values()) {
    const [first] = group
    if (group.length === 1) {
      joined.push(first!)
      continue
    }
    const united = types.united(group.map((box) => box[along]!.part))
    if (united === undefined) return { wrong: 'ragged' }
    if (!united.disjoint && !mayOverlap) return { wrong: 'overlap' }
    joined.push(first!.map((side, at) => (at === along ? { ...side, part: united.set } : side)))
  }
  return { boxes: joined }
}

/** Whether nothing is left out. */
export function isComplete(box: Box): boolean {
  return box.every(({ needed, part }) => needed === part)
}

/**
 * The partial values of several devices put together: what is left to complete, nothing, or why they do not fit.
 * Summands that are complete stand beside such that are not only where those are wrong too. `mayOverlap`: what is in several
 * times does no harm.
 */
export function reducePartials(
  types: Types,
  partials: readonly Partial[],
  mayOverlap = false,
): { readonly partial?: Partial } | { readonly wrong: 'overlap' | 'ragged' } {
  const [first] = partials
  const terms: Box[] = []
  for (const [at, own] of first!.terms.entries()) {
    const boxes = partials.map(({ terms }) => terms[at])
    if (boxes.some((box) => box?.length !== own.length)) return { wrong: 'ragged' }
    const tiled = tile(types, boxes as Box[], mayOverlap)
    if ('wrong' in tiled) return tiled
    terms.push(tiled.box)
  }
  if (terms.every(isComplete)) return {}
  return terms.some(isComplete) ? { wrong: 'ragged' } : { partial: { by: first!.by, terms } }
}

/** Whether a mark speaks of cells of a cache. */
export function isOfCells({ terms }: Partial): boolean {
  return terms.some((term) => term.some(({ needed }) => needed < 0))
}

/** Whether two marks are the same. */
export function samePartial(a: Partial | undefined, b: Partial | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && partialKey(a) === partialKey(b))
}
