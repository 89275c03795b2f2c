// Law 4: the rule set is analysed. Leaves are taken as independent of each other, so what is reported may still be
// impossible where two leaves speak of the same thing: such a witness is marked.
import type { Rule, Selector } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import { type Law, lawOf, mayRelate } from './law.js'
import { type PairRelation, relate } from './pairs.js'
import type { Vocabulary } from './places.js'
import { sentence } from './sentence.js'
import { checkAlone, type Weakness } from './single.js'

/** What the analysis found: about one rule, or about one rule in the light of another. */
export interface RuleSetReport {
  readonly kind: Weakness | PairRelation
  /** The rule that is reported, and the other one. */
  readonly rule: Rule
  readonly other?: Rule
  readonly message: string
  readonly hint: string
  /** An example: values of facts. Empty for rules that never apply. */
  readonly witness: ReadonlyMap<string, Scalar>
  /** Whether the witness rests on leaves that are no plain words, and may thus contradict itself. */
  readonly maybeUnreachable: boolean
}

export interface Knowledge extends Vocabulary {
  readonly selectors: ReadonlyMap<string, Selector>
}

/** Finds rules that can never apply or break, that repeat or follow from another, or that contradict each other. */
export function analyseRules(rules: readonly Rule[], knowledge: Knowledge): readonly RuleSetReport[] {
  const reports: RuleSetReport[] = []
  const add = (
    kind: RuleSetReport['kind'],
    laws: readonly Law[],
    witness: ReadonlyMap<string, Scalar>,
  ): void => {
    const maybeUnreachable = [...witness.keys()].some((fact) =>
      laws.some((law) => law.facts.has(fact) && law.facts.get(fact)!.expression.op !== 'word'),
    )
    const [rule, other] = laws.map((law) => law.rule) as [Rule, Rule?]
    const text = sentence(kind, rule, other, witness, maybeUnreachable)
    reports.push({
      kind,
      rule,
      ...(other === undefined ? {} : { other }),
      ...text,
      witness,
      maybeUnreachable,
    })
  }
  const lively: Law[] = []
  for (const rule of rules) {
    const law = lawOf(rule, knowledge.selectors, knowledge)
    const weakness = checkAlone(law, knowledge)
    if (weakness === undefined) lively.push(law)
    else add(weakness, [law], new Map())
  }
  const tooLarge = new Set<Law>()
  for (const [i, a] of lively.entries()) {
    for (const b of lively.slice(i + 1)) {
      if (tooLarge.has(a) || tooLarge.has(b) || !mayRelate(a, b)) continue
      const found = relate(a, b, knowledge)
      if (found === undefined) continue
      add(found.relation, found.reversed ? [b, a] : [a, b], found.witness)
      // One search that gives up is enough: the larger rule would make the next ones give up too.
      if (found.relation === 'not-analysed') tooLarge.add(a.leaves.size < b.leaves.size ? b : a)
    }
  }
  return reports
}
