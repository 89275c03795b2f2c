// Is there an outcome of the leaves for which a formula holds? A search over the places of the facts, which looks no
// further where the leaves decided so far already settle the formula.
import type { Condition } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { Leaf, Place } from './places.js'

/** A formula over conditions. */
export type Formula = Condition | { readonly not: Formula } | { readonly both: readonly Formula[] }

/** Facts with their leaves and places, as the search runs through them. */
export interface Dimension {
  readonly fact: string
  readonly leaves: readonly Leaf[]
  readonly places: readonly Place[]
}

/** Example values by fact; facts that play no part are left out. */
export type Witness = ReadonlyMap<string, Scalar>

/** Steps after which a search gives up. */
const maxSteps = 20_000

/** -1: not decided by the leaves that are set. */
type Outcome = 0 | 1 | -1
type Decide = (outcomes: Int8Array) => Outcome

export const leafKey = (leaf: Leaf): string => JSON.stringify([leaf.fact, leaf.operator, leaf.value])

/** The first outcome that makes the formula true; 'none' if there is none, 'too large' if the search gave up. */
export function findOutcome(
  formula: Formula,
  dimensions: readonly Dimension[],
): Witness | 'none' | 'too large' {
  const index = new Map<string, number>()
  for (const { leaves } of dimensions) for (const leaf of leaves) index.set(leafKey(leaf), index.size)
  const decide = prepare(formula, index)
  const outcomes = new Int8Array(index.size).fill(-1)
  const chosen: Place[] = []
  let steps = 0

  const search = (depth: number): boolean | 'too large' => {
    const outcome = decide(outcomes)
    if (outcome !== -1) return outcome === 1
    if (++steps > maxSteps) return 'too large'
    const { leaves, places } = dimensions[depth]!
    for (const place of places) {
      chosen[depth] = place
      leaves.forEach((leaf, i) => {
        outcomes[index.get(leafKey(leaf))!] = place.outcomes[i] ? 1 : 0
      })
      const found = search(depth + 1)
      if (found !== false) return found
    }
    for (const leaf of leaves) outcomes[index.get(leafKey(leaf))!] = -1
    chosen.length = depth
    return false
  }

  const found = search(0)
  if (found === 'too large') return found
  return found ? new Map(chosen.map((place, i) => [dimensions[i]!.fact, place.value])) : 'none'
}

function prepare(formula: Formula, index: ReadonlyMap<string, number>): Decide {
  if ('fact' in formula) {
    const at = index.get(leafKey(formula))!
    return (outcomes) => outcomes[at] as Outcome
  }
  if ('not' in formula) {
    const inner = prepare(formula.not, index)
    return (outcomes) => {
      const outcome = inner(outcomes)
      return outcome === -1 ? -1 : outcome === 1 ? 0 : 1
    }
  }
  if ('any' in formula)
    return join(
      formula.any.map((part) => prepare(part, index)),
      1,
    )
  const parts = 'all' in formula ? formula.all : formula.both
  return join(
    parts.map((part) => prepare(part, index)),
    0,
  )
}

/** Parts of which one with the outcome `deciding` decides: 0 for "all", 1 for "any". */
function join(parts: readonly Decide[], deciding: 0 | 1): Decide {
  return (outcomes) => {
    let result: Outcome = deciding === 1 ? 0 : 1
    for (const part of parts) {
      const outcome = part(outcomes)
      if (outcome === deciding) return deciding
      if (outcome === -1) result = -1
    }
    return result
  }
}
