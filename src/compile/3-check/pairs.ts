// Two rules of one scope that share facts: does one say what the other says, or the opposite?
import { dimensionsOf, type Law } from './law.js'
import type { Vocabulary } from './places.js'
import { type Dimension, type Formula, findOutcome, type Witness } from './search.js'

/**
 * `duplicate`: both apply and break alike; `implied`: whenever the first is broken, the second is; `contradicting`: both
 * can apply at once, and then not both can hold.
 */
export type PairRelation = 'duplicate' | 'implied' | 'contradicting' | 'not-analysed'

export interface Found {
  readonly relation: PairRelation
  /** Whether the report is about the second rule in the light of the first. */
  readonly reversed: boolean
  readonly witness: Witness
}

const severities = ['info', 'warning', 'error'] as const
const weight = ({ rule }: Law): number => severities.indexOf(rule.severity)

/** Ends the analysis of a pair whose search gave up. */
class TooLarge extends Error {}

/** How two rules relate, if in a way that is worth a report. */
export function relate(a: Law, b: Law, vocabulary: Vocabulary): Found | undefined {
  const dimensions = dimensionsOf([a, b], vocabulary)
  try {
    return sameOrImplied(a, b, dimensions) ?? contradiction(a, b, dimensions)
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    return { relation: 'not-analysed', reversed: false, witness: new Map() }
  }
}

function find(dimensions: readonly Dimension[], ...parts: Formula[]): Witness | undefined {
  const found = findOutcome({ both: parts }, dimensions)
  if (found === 'too large') throw new TooLarge()
  return found === 'none' ? undefined : found
}

function sameOrImplied(a: Law, b: Law, dimensions: readonly Dimension[]): Found | undefined {
  const aImpliesB = find(dimensions, a.broken, { not: b.broken }) === undefined
  const bImpliesA = find(dimensions, b.broken, { not: a.broken }) === undefined
  if (aImpliesB && bImpliesA && alikeWhere(a, b, dimensions)) {
    return { relation: 'duplicate', reversed: true, witness: find(dimensions, a.broken) ?? new Map() }
  }
  if (aImpliesB && redundant(a, b)) {
    return { relation: 'implied', reversed: false, witness: find(dimensions, a.broken) ?? new Map() }
  }
  if (bImpliesA && redundant(b, a)) {
    return { relation: 'implied', reversed: true, witness: find(dimensions, b.broken) ?? new Map() }
  }
  return undefined
}

const alikeWhere = (a: Law, b: Law, dimensions: readonly Dimension[]): boolean =>
  sameEngine(a, b) &&
  find(dimensions, a.applies, { not: b.applies }) === undefined &&
  find(dimensions, b.applies, { not: a.applies }) === undefined

/**
 * A rule that follows from another one says nothing new, unless it is more severe than the other, the other waits for it
 * (`requires`), or the other speaks of one engine only.
 */
function redundant(implied: Law, by: Law): boolean {
  if (weight(implied) > weight(by) || by.rule.requires.includes(implied.rule.id)) return false
  return by.rule.engine === undefined || sameEngine(implied, by)
}

function sameEngine(a: Law, b: Law): boolean {
  const [x, y] = [a.rule.engine, b.rule.engine]
  return x?.name === y?.name && x?.versions === y?.versions
}

function contradiction(a: Law, b: Law, dimensions: readonly Dimension[]): Found | undefined {
  if (a.rule.engine !== undefined && b.rule.engine !== undefined && !sameEngine(a, b)) return undefined
  if (find(dimensions, a.applies, b.applies, a.holds, b.holds) !== undefined) return undefined
  const witness = find(dimensions, a.applies, b.applies)
  if (witness === undefined) return undefined
  // Where one of them forbids what the other speaks of (`when: x > 10` beside `must: x <= 10`), both are right.
  const eachCanHold =
    find(dimensions, a.applies, b.applies, a.holds) !== undefined &&
    find(dimensions, a.applies, b.applies, b.holds) !== undefined
  const demandsDiffer =
    find(dimensions, a.holds, b.holds) === undefined &&
    find(dimensions, a.holds) !== undefined &&
    find(dimensions, b.holds) !== undefined
  return eachCanHold || demandsDiffer ? { relation: 'contradicting', reversed: true, witness } : undefined
}
