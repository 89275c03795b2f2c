// Whether a mutant can be told from the original at all: a search over the places of their facts, unknown among them.

import { dimensionsOf } from '../../src/compile/3-check/law.js'
import type { Leaf, Vocabulary } from '../../src/compile/3-check/places.js'
import { both, type Dimension, type Formula, not, Outcomes } from '../../src/compile/3-check/search.js'
import { constantFact } from '../../src/compile/expression/conditions.js'
import { testsOfRule } from '../../src/judge/conditions.js'
import type { Rule } from '../../src/knowledge/base.js'
import { UNKNOWN } from '../../src/knowledge/base.js'

/**
 * Whether two rules come to the same status for all outcomes of their facts. Facts are taken as independent of each other,
 * so a mutant that only impossible facts tell from its original is not shown to be alike.
 */
export function decidesAlike(a: Rule, b: Rule, vocabulary: Vocabulary): boolean {
  const outcomes = new Outcomes(dimensions([a, b], vocabulary))
  return (['notApplicable', 'broken', 'passed'] as const).every((name) => {
    const one = outcomes.formula(a.conditions[name])
    const other = outcomes.formula(b.conditions[name])
    return isNever(one, not(other)) && isNever(other, not(one))
  })

  function isNever(...parts: readonly Formula[]): boolean {
    return outcomes.find(both(...parts)) === 'none'
  }
}

function dimensions(rules: readonly Rule[], vocabulary: Vocabulary): readonly Dimension[] {
  const laws = rules.map((rule) => ({
    rule,
    facts: new Map(rule.facts.map((fact) => [fact.name, fact])),
    leaves: new Map([...testsOfRule(rule)].map(([fact, tests]) => [fact, [...tests.values()]])),
  }))
  return dimensionsOf(laws, vocabulary).map(withUnknown)
}

/** Any fact but a constant may be unknown. */
function withUnknown(dimension: Dimension): Dimension {
  if (dimension.fact === constantFact) return dimension
  const outcomes = dimension.leaves.map(holdsOfUnknown)
  return { ...dimension, places: [...dimension.places, { value: UNKNOWN, outcomes }] }
}

const holdsOfUnknown = ({ operator, value }: Leaf): boolean =>
  operator === 'in' && Array.isArray(value) && value.includes(UNKNOWN)
