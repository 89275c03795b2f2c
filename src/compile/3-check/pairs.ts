// Two rules of one scope that share facts: does one say what the other says, or the opposite?
import { dimensionsOf, type Law } from './law.js'
import type { Vocabulary } from './places.js'
import { both, type Formula, not, Outcomes, type Witness } from './search.js'

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

/** What a rule says, over the facts of a pair. */
interface Side {
  readonly law: Law
  readonly applies: Formula
  readonly holds: Formula
  readonly broken: Formula
}

/** Searches the outcomes of a pair for one that makes all parts true. */
type Find = (...parts: readonly Formula[]) => Witness | undefined

/** How two rules relate, if in a way that is worth a report. */
export function relate(first: Law, second: Law, vocabulary: Vocabulary): Found | undefined {
  const outcomes = new Outcomes(dimensionsOf([first, second], vocabulary))
  const [a, b] = [first, second].map(
    (law): Side => ({
      law,
      applies: outcomes.formula(law.applies),
      holds: outcomes.formula(law.holds),
      broken: outcomes.formula(law.broken),
    }),
  ) as [Side, Side]
  const find: Find = (...parts) => {
    const found = outcomes.find(both(...parts))
    if (found === 'too large') throw new TooLarge()
    return found === 'none' ? undefined : found
  }
  try {
    return sameOrImplied(a, b, find) ?? contradiction(a, b, find)
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    return { relation: 'not-analysed', reversed: false, witness: new Map() }
  }
}

function sameOrImplied(a: Side, b: Side, find: Find): Found | undefined {
  const aImpliesB = find(a.broken, not(b.broken)) === undefined
  const bImpliesA = find(b.broken, not(a.broken)) === undefined
  const witness = aImpliesB || bImpliesA ? find(a.broken, b.broken) : undefined
  if (witness === undefined) return undefined
  if (aImpliesB && bImpliesA && alikeWhere(a, b, find))
    return { relation: 'duplicate', reversed: true, witness }
  if (aImpliesB && redundant(a.law, b.law)) return { relation: 'implied', reversed: false, witness }
  if (bImpliesA && redundant(b.law, a.law)) return { relation: 'implied', reversed: true, witness }
  return undefined
}

const alikeWhere = (a: Side, b: Side, find: Find): boolean =>
  sameEngine(a.law, b.law) &&
  find(a.applies, not(b.applies)) === undefined &&
  find(b.applies, not(a.applies)) === undefined

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
  return x?.names.join() === y?.names.join() && x?.versions === y?.versions
}

function contradiction(a: Side, b: Side, find: Find): Found | undefined {
  if (a.law.rule.engine !== undefined && b.law.rule.engine !== undefined && !sameEngine(a.law, b.law))
    return undefined
  if (find(a.applies, b.applies, a.holds, b.holds) !== undefined) return undefined
  const witness = find(a.applies, b.applies)
  if (witness === undefined) return undefined
  // Where one of them forbids what the other speaks of (`when: x > 10` beside `must: x <= 10`), both are right.
  const eachCanHold =
    find(a.applies, b.applies, a.holds) !== undefined && find(a.applies, b.applies, b.holds) !== undefined
  const demandsDiffer =
    find(a.holds, b.holds) === undefined && find(a.holds) !== undefined && find(b.holds) !== undefined
  return eachCanHold || demandsDiffer ? { relation: 'contradicting', reversed: true, witness } : undefined
}
