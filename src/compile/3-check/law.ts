// A rule as the analysis sees it: when it applies and what it demands, as conditions over facts.
import type { Condition, EngineFact, Rule, Selector } from '../../knowledge/base.js'
import { all, any } from '../expression/conditions.js'
import { lowerTruths } from '../expression/lower.js'
import { type Leaf, placesOf, type Vocabulary } from './places.js'
import { type Dimension, leafKey, Outcomes } from './search.js'

export interface Law {
  readonly rule: Rule
  readonly facts: ReadonlyMap<string, EngineFact>
  /** Leaves of all its conditions, by fact. */
  readonly leaves: ReadonlyMap<string, readonly Leaf[]>
  readonly applies: Condition
  readonly holds: Condition
  readonly broken: Condition
  /** Facts that its `must` speaks of. */
  readonly demands: ReadonlySet<string>
  /** Whether its `must` speaks of something else than its `when`, and can hold. */
  readonly apart: boolean
}

export type Lowered = ReturnType<typeof lowerTruths>

/** The clauses of a rule, its `when` first, as conditions over facts. */
export function lowered({ when, must }: Rule, selectors: ReadonlyMap<string, Selector>): Lowered {
  return lowerTruths(
    [...when, ...must].map(({ expression }) => expression),
    selectors,
  )
}

/** A rule in its parts. */
export function lawOf(rule: Rule, { facts, outcomes }: Lowered, vocabulary: Vocabulary): Law {
  const musts = outcomes.slice(rule.when.length)
  const applies = all(outcomes.slice(0, rule.when.length).map((truth) => truth.yes))
  const holds = all(musts.map((truth) => truth.yes))
  const broken = all([applies, any(musts.map((truth) => truth.no))])
  const law = { rule, facts, leaves: leavesByFact([applies, holds, broken]), applies, holds, broken }
  const demands = new Set(leavesByFact([holds]).keys())
  const search = new Outcomes(dimensionsOf([law], vocabulary))
  const canHold = search.find(search.formula(holds)) instanceof Map
  return {
    ...law,
    demands,
    apart: canHold && ![...leavesByFact([applies]).keys()].some((fact) => demands.has(fact)),
  }
}

/**
 * Whether two rules can bear on each other. They cannot where each demands something that neither the other nor any `when`
 * speaks of: then whether one is broken says nothing about the other.
 */
export function mayRelate(a: Law, b: Law): boolean {
  if (a.rule.scope !== b.rule.scope || !shares(a.leaves.keys(), b.leaves)) return false
  return !a.apart || !b.apart || shares(a.demands, b.leaves) || shares(b.demands, a.leaves)
}

function shares(facts: Iterable<string>, others: ReadonlyMap<string, unknown>): boolean {
  for (const fact of facts) if (others.has(fact)) return true
  return false
}

function leavesByFact(conditions: readonly Condition[]): Map<string, Leaf[]> {
  const found = new Map<string, Map<string, Leaf>>()
  const visit = (condition: Condition): void => {
    if (!('fact' in condition)) {
      for (const part of 'all' in condition ? condition.all : condition.any) visit(part)
      return
    }
    const leaves = found.get(condition.fact) ?? new Map<string, Leaf>()
    found.set(condition.fact, leaves.set(leafKey(condition), condition))
  }
  conditions.forEach(visit)
  return new Map([...found].map(([fact, leaves]) => [fact, [...leaves.values()]]))
}

/** The facts of some rules of one scope with their places, those with the fewest places first. */
export function dimensionsOf(
  laws: readonly Pick<Law, 'rule' | 'facts' | 'leaves'>[],
  vocabulary: Vocabulary,
): readonly Dimension[] {
  const leaves = new Map<string, Map<string, Leaf>>()
  for (const law of laws) {
    for (const [fact, own] of law.leaves) {
      const known = leaves.get(fact) ?? new Map<string, Leaf>()
      for (const leaf of own) known.set(leafKey(leaf), leaf)
      leaves.set(fact, known)
    }
  }
  const { scope } = laws[0]!.rule
  return [...leaves]
    .map(([fact, own]) => {
      const engineFact = laws.find((law) => law.facts.has(fact))!.facts.get(fact)!
      const list = [...own.values()]
      return { fact, leaves: list, places: placesOf(engineFact, list, scope, vocabulary) }
    })
    .sort((a, b) => a.places.length - b.places.length)
}
