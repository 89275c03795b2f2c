// Law 4: the rule set is analysed. Leaves are taken as independent of each other, so what is reported may still be
// impossible where two leaves speak of the same thing: such a witness is marked.
import type { Rule, Selector } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import { Kept } from '../kept.js'
import { Memo } from '../memo.js'
import { type Law, type Lowered, lawOf, lowered, mayRelate } from './law.js'
import { type Found, type PairRelation, relate } from './pairs.js'
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

/** What was found out about a law, and about it beside others; the prose and the place of its rule play no part. */
export interface RememberedLaw {
  readonly law: Law
  readonly weakness: Weakness | undefined
  readonly beside: WeakMap<RememberedLaw, { readonly found: Found | undefined }>
}

/** Finds rules that can never apply or break, that repeat or follow from another, or that contradict each other. */
export function analyseRules(
  rules: readonly Rule[],
  knowledge: Knowledge,
  memo: Memo<RememberedLaw> = new Memo(),
  meanings: Kept<string> = new Kept(),
): readonly RuleSetReport[] {
  const reports: RuleSetReport[] = []
  const add = (
    kind: RuleSetReport['kind'],
    subjects: readonly Lively[],
    witness: ReadonlyMap<string, Scalar>,
  ): void => {
    const laws = subjects.map(({ known }) => known.law)
    const maybeUnreachable = [...witness.keys()].some((fact) =>
      laws.some((law) => law.facts.has(fact) && law.facts.get(fact)!.expression.op !== 'word'),
    )
    const [rule, other] = subjects.map((one) => one.rule) as [Rule, Rule?]
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
  const lively: Lively[] = []
  memo.inContext(rangesOfWords(knowledge))
  meanings.inContext(
    JSON.stringify([...knowledge.selectors].map(([name, { expression }]) => [name, expression])),
  )
  for (const rule of rules) {
    const meaning = meanings.recall(rule, () => meaningOf(rule, lowered(rule, knowledge.selectors)))
    const known = memo.recall(meaning, () => {
      const law = lawOf(rule, lowered(rule, knowledge.selectors), knowledge)
      return { law, weakness: checkAlone(law, knowledge), beside: new WeakMap() }
    })
    if (known.weakness === undefined) lively.push({ rule, known })
    else add(known.weakness, [{ rule, known }], new Map())
  }
  const tooLarge = new Set<RememberedLaw>()
  for (const [i, a] of lively.entries()) {
    for (let j = i + 1; j < lively.length; j++) {
      const b = lively[j]!
      if (a.rule.scope !== b.rule.scope) continue
      if (tooLarge.has(a.known) || tooLarge.has(b.known)) continue
      const found = related(a.known, b.known, knowledge)
      if (found === undefined) continue
      add(found.relation, found.reversed ? [b, a] : [a, b], found.witness)
      // One search that gives up is enough: the larger rule would make the next ones give up too.
      if (found.relation === 'not-analysed')
        tooLarge.add(a.known.law.leaves.size < b.known.law.leaves.size ? b.known : a.known)
    }
  }
  return reports
}

/** A rule that can apply and break, as it stands now. */
interface Lively {
  readonly rule: Rule
  readonly known: RememberedLaw
}

/** What most pairs come to. */
const NOTHING = { found: undefined }

function related(a: RememberedLaw, b: RememberedLaw, vocabulary: Vocabulary): Found | undefined {
  let known = a.beside.get(b)
  if (known === undefined) {
    known = mayRelate(a.law, b.law) ? { found: relate(a.law, b.law, vocabulary) } : NOTHING
    a.beside.set(b, known)
  }
  return known.found
}

/** All of a rule that the analysis looks at. */
function meaningOf(
  { id, scope, severity, engine, requires, when }: Rule,
  { facts, outcomes }: Lowered,
): string {
  return JSON.stringify([id, scope, severity, engine, requires, when.length, [...facts.values()], outcomes])
}

/** All of the words that the analysis looks at: which values they can take. */
function rangesOfWords({ words, scopes }: Vocabulary): string {
  const ranges = [...words].map(([name, { type, values, minimum, maximum }]) => [
    name,
    type,
    values,
    minimum,
    maximum,
  ])
  return JSON.stringify([ranges, [...scopes].map(([scope, { relations }]) => [scope, [...relations]])])
}
