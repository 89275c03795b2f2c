// Is there an outcome of the leaves for which a formula holds? A search over the places of the facts, which looks no
// further where the leaves decided so far already settle the formula.
import type { Condition } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import { constantFact } from '../expression/conditions.js'
import type { Leaf, Place } from './places.js'

/** Facts with their leaves and places, as the search runs through them. */
export interface Dimension {
  readonly fact: string
  readonly leaves: readonly Leaf[]
  readonly places: readonly Place[]
}

/** Example values by fact; facts that play no part are left out. */
export type Witness = ReadonlyMap<string, Scalar>

/** -1: not decided by the leaves that are set. */
type Outcome = 0 | 1 | -1

/** A formula: its outcome for the leaves that are set so far. */
export type Formula = (outcomes: Int8Array) => Outcome

/** Steps after which a search gives up. */
const maxSteps = 20_000

const keys = new WeakMap<Leaf, string>()

/** A text that equal leaves share. */
export function leafKey(leaf: Leaf): string {
  let key = keys.get(leaf)
  if (key === undefined) {
    key = JSON.stringify([leaf.fact, leaf.operator, leaf.value])
    keys.set(leaf, key)
  }
  return key
}

export const not =
  (formula: Formula): Formula =>
  (outcomes) => {
    const outcome = formula(outcomes)
    return outcome === -1 ? -1 : outcome === 1 ? 0 : 1
  }

export const both = (...parts: readonly Formula[]): Formula => join(parts, 0)

/** Parts of which one with the outcome `deciding` decides: 0 for "all", 1 for "any". */
function join(parts: readonly Formula[], deciding: 0 | 1): Formula {
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

/** The outcomes of some facts, to be searched. */
export class Outcomes {
  private readonly dimensions: readonly Dimension[]
  private readonly index = new Map<string, number>()
  /** Where the outcomes of each dimension's leaves start; its leaves are numbered from there. */
  private readonly starts: readonly number[]

  constructor(dimensions: readonly Dimension[]) {
    this.dimensions = dimensions
    this.starts = dimensions.map(({ leaves }) => {
      const start = this.index.size
      for (const leaf of leaves) this.index.set(leafKey(leaf), this.index.size)
      return start
    })
  }

  /** A condition over these facts as a formula. */
  formula(condition: Condition): Formula {
    if ('fact' in condition) {
      const at = this.index.get(leafKey(condition))!
      return (outcomes) => outcomes[at] as Outcome
    }
    if ('any' in condition)
      return join(
        condition.any.map((part) => this.formula(part)),
        1,
      )
    return join(
      condition.all.map((part) => this.formula(part)),
      0,
    )
  }

  /** The first outcome that makes the formula true; 'none' if there is none, 'too large' if the search gave up. */
  find(formula: Formula): Witness | 'none' | 'too large' {
    const outcomes = new Int8Array(this.index.size).fill(-1)
    const chosen: Place[] = []
    let steps = 0
    const search = (depth: number): boolean | 'too large' => {
      const outcome = formula(outcomes)
      if (outcome !== -1) return outcome === 1
      if (++steps > maxSteps) return 'too large'
      const { leaves, places } = this.dimensions[depth]!
      const start = this.starts[depth]!
      for (const place of places) {
        chosen[depth] = place
        for (let i = 0; i < leaves.length; i++) outcomes[start + i] = place.outcomes[i] ? 1 : 0
        const found = search(depth + 1)
        if (found !== false) return found
      }
      outcomes.fill(-1, start, start + leaves.length)
      chosen.length = depth
      return false
    }
    const found = search(0)
    if (found === 'too large') return found
    if (!found) return 'none'
    const values = chosen.map((place, i): [string, Scalar] => [this.dimensions[i]!.fact, place.value])
    return new Map(values.filter(([fact]) => fact !== constantFact))
  }
}
