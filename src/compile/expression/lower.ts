// Expressions as conditions of json-rules-engine. Each truth is written twice, as what makes it certainly true and what
// makes it certainly false; where neither holds it is unknown. The engine's value for an unknown fact is the text
// UNKNOWN, which its numeric operators refuse.
import {
  type Condition,
  type Conditions,
  type EngineFact,
  type Selector,
  UNKNOWN,
} from '../../knowledge/base.js'
import type { Expression, Scalar } from '../../knowledge/expression.js'
import { expressionText } from '../../knowledge/expression-text.js'
import { all, always, any, constantFact, leaf, never, rooted } from './conditions.js'
import { inlineSelectors } from './inline.js'

/** What makes a truth certainly true, and what makes it certainly false. */
export interface Outcomes {
  readonly yes: Condition
  readonly no: Condition
}

const orders: Readonly<
  Record<string, { readonly yes: string; readonly no: string; readonly flipped: string }>
> = {
  '<': { yes: 'lessThan', no: 'greaterThanInclusive', flipped: '>' },
  '<=': { yes: 'lessThanInclusive', no: 'greaterThan', flipped: '>=' },
  '>': { yes: 'greaterThan', no: 'lessThanInclusive', flipped: '<' },
  '>=': { yes: 'greaterThanInclusive', no: 'lessThan', flipped: '<=' },
}

const connectives: ReadonlySet<string> = new Set(['!', '&&', '||', '?:'])

/** The facts and the three conditions of a rule with these `when` and `must`. */
export function lowerRule(
  when: readonly Expression[],
  must: readonly Expression[],
  selectors: ReadonlyMap<string, Selector>,
): { readonly facts: readonly EngineFact[]; readonly conditions: Conditions } {
  const { facts, outcomes } = lowerTruths([...when, ...must], selectors)
  const whens = outcomes.slice(0, when.length)
  const musts = outcomes.slice(when.length)
  const applies = whens.map((truth) => truth.yes)
  const conditions = {
    notApplicable: rooted(any(whens.map((truth) => truth.no))),
    broken: rooted(all([...applies, any(musts.map((truth) => truth.no))])),
    passed: rooted(all([...applies, ...musts.map((truth) => truth.yes)])),
  }
  return { facts: usedFacts(facts, Object.values(conditions)), conditions }
}

/** The outcomes of several truths over one set of facts, which are named by the text of their expressions. */
export function lowerTruths(
  truths: readonly Expression[],
  selectors: ReadonlyMap<string, Selector>,
): { readonly facts: ReadonlyMap<string, EngineFact>; readonly outcomes: readonly Outcomes[] } {
  const inlined = truths.map((truth) => inlineSelectors(truth, selectors))
  const scalars = new Set<string>()
  for (const truth of inlined) collectScalars(truth, scalars)
  const facts = new Map<string, EngineFact>()
  facts.set(constantFact, { name: constantFact, expression: { op: 'literal', value: true } })
  const lowering: Lowering = { facts, scalars }
  return { facts, outcomes: inlined.map((truth) => lower(truth, lowering)) }
}

interface Lowering {
  readonly facts: Map<string, EngineFact>
  /** Texts of the expressions that are facts themselves: truths, and what is compared with constants. */
  readonly scalars: ReadonlySet<string>
}

function lower(truth: Expression, lowering: Lowering): Outcomes {
  if (truth.op === 'literal')
    return truth.value === true ? { yes: always, no: never } : { yes: never, no: always }
  if (truth.op === 'call') {
    const { name, args } = truth
    if (name === '!') {
      const { yes, no } = lower(args[0]!, lowering)
      return { yes: no, no: yes }
    }
    if (name === '&&' || name === '||') {
      const parts = args.map((arg) => lower(arg, lowering))
      const yes = parts.map((part) => part.yes)
      const no = parts.map((part) => part.no)
      return name === '&&' ? { yes: all(yes), no: any(no) } : { yes: any(yes), no: all(no) }
    }
    if (name === '?:') {
      const [choice, then, otherwise] = args.map((arg) => lower(arg, lowering)) as [
        Outcomes,
        Outcomes,
        Outcomes,
      ]
      return {
        yes: any([all([choice.yes, then.yes]), all([choice.no, otherwise.yes])]),
        no: any([all([choice.yes, then.no]), all([choice.no, otherwise.no])]),
      }
    }
    if (name === 'known' && lowering.scalars.has(expressionText(args[0]!))) {
      const fact = factOf(args[0]!, lowering)
      return { yes: leaf(fact, 'notIn', [UNKNOWN]), no: leaf(fact, 'in', [UNKNOWN]) }
    }
    const compared = comparison(truth)
    if (compared !== undefined) return lowerComparison(compared, lowering)
  }
  const fact = factOf(truth, lowering)
  return { yes: leaf(fact, 'equal', true), no: leaf(fact, 'equal', false) }
}

function factOf(expression: Expression, { facts }: Lowering): string {
  const name = expressionText(expression)
  if (!facts.has(name)) facts.set(name, { name, expression })
  return name
}

/** A comparison of something with a constant. */
interface Comparison {
  readonly subject: Expression
  readonly operator: string
  readonly constant: Scalar | readonly Scalar[]
}

function comparison(expression: Extract<Expression, { op: 'call' }>): Comparison | undefined {
  const [a, b] = expression.args
  if (a === undefined || b === undefined) return undefined
  const { name } = expression
  if (name === 'in') {
    return b.op === 'literal' && Array.isArray(b.value)
      ? { subject: a, operator: name, constant: b.value }
      : undefined
  }
  const order = orders[name]
  if (order === undefined && name !== '==' && name !== '!=') return undefined
  const [subject, constant, operator] =
    b.op === 'literal' ? [a, b.value, name] : a.op === 'literal' ? [b, a.value, order?.flipped ?? name] : []
  // Lists stay out of the engine: what is said of them is a truth, and that is the fact.
  if (subject === undefined || constant === undefined || operator === undefined || Array.isArray(constant))
    return undefined
  return { subject, operator, constant }
}

function lowerComparison({ subject, operator, constant }: Comparison, lowering: Lowering): Outcomes {
  const fact = factOf(subject, lowering)
  const order = orders[operator]
  if (order !== undefined) return { yes: leaf(fact, order.yes, constant), no: leaf(fact, order.no, constant) }
  if (operator === 'in') {
    const members = constant as readonly Scalar[]
    const yes = members.length === 0 ? never : leaf(fact, 'in', members)
    return { yes, no: leaf(fact, 'notIn', [...members, UNKNOWN]) }
  }
  const equal = leaf(fact, 'equal', constant)
  const different = leaf(fact, 'notIn', [constant as Scalar, UNKNOWN])
  return operator === '==' ? { yes: equal, no: different } : { yes: different, no: equal }
}

function collectScalars(truth: Expression, scalars: Set<string>): void {
  if (truth.op === 'call' && connectives.has(truth.name)) {
    for (const arg of truth.args) collectScalars(arg, scalars)
  } else if (truth.op === 'call') {
    const compared = comparison(truth)
    if (compared !== undefined) scalars.add(expressionText(compared.subject))
  } else if (truth.op !== 'literal') scalars.add(expressionText(truth))
}

/** The facts that conditions read, in the order in which the expressions name them. */
function usedFacts(
  facts: ReadonlyMap<string, EngineFact>,
  conditions: readonly Condition[],
): readonly EngineFact[] {
  const used = new Set<string>()
  const visit = (condition: Condition): void => {
    if ('fact' in condition) used.add(condition.fact)
    else for (const part of 'all' in condition ? condition.all : condition.any) visit(part)
  }
  conditions.forEach(visit)
  return [...facts.values()].filter((fact) => used.has(fact.name))
}
