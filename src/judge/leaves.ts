// What rules can tell apart: each fact of a rule is reduced to the outcomes of the comparisons that the rules make with it.
import { type EngineFact, type Rule, UNKNOWN } from '../knowledge/base.js'
import type { SubjectTable } from '../observe/facts.js'
import { constant, type Evaluated } from './axis.js'
import { type Test, testsOfRule } from './conditions.js'
import { type Evaluator, textOf } from './evaluator.js'
import { remember } from './remember.js'
import { type Seen, testOperators } from './test-operators.js'

/** A fact that rules of one scope share, with all comparisons that any of them makes. */
export interface Leaf {
  readonly evaluated: Evaluated
  /** Number of the outcome of each slot, and what is seen at one slot of each outcome. */
  readonly outcomeOfSlot: Int32Array
  readonly seen: readonly Seen[]
}

/** A rule with its facts as leaves: per leaf and outcome, the outcome as far as this rule can tell it apart. */
export interface LeafedRule {
  readonly rule: Rule
  readonly leaves: readonly Leaf[]
  /** Per leaf: text of this rule's own outcome for each outcome of the leaf. */
  readonly own: readonly (readonly string[])[]
}

/** The rules of a scope with their leaves; a `hidden` fact is taken for unknown on all subjects. */
export function leavesOf(
  evaluator: Evaluator,
  table: SubjectTable,
  rules: readonly Rule[],
  hidden: ReadonlySet<EngineFact>,
): readonly LeafedRule[] {
  const tests = sharedTests(rules)
  const leaves = new Map<string, Leaf>()
  return rules.map((rule) => {
    const ownTests = testsOfRule(rule)
    const own = rule.facts.map((fact) => {
      const text = textOf(fact.expression)
      const leaf = remember(leaves, hidden.has(fact) ? '' : text, () => {
        const evaluated = hidden.has(fact) ? constant(undefined) : evaluator.evaluate(table, fact.expression)
        return makeLeaf(evaluated, [...tests.get(text)!.values()])
      })
      const decided = [...ownTests.get(fact.name)!.values()]
      return { leaf, outcomes: leaf.seen.map((seen) => outcome(seen, decided)) }
    })
    return { rule, leaves: own.map((o) => o.leaf), own: own.map((o) => o.outcomes) }
  })
}

/** By the text of a fact, the comparisons that any of the rules makes with it. */
function sharedTests(rules: readonly Rule[]): ReadonlyMap<string, ReadonlyMap<string, Test>> {
  const shared = new Map<string, Map<string, Test>>()
  for (const rule of rules) {
    const own = testsOfRule(rule)
    for (const fact of rule.facts) {
      const known = remember(shared, textOf(fact.expression), () => new Map<string, Test>())
      for (const [key, test] of own.get(fact.name)!) known.set(key, test)
    }
  }
  return shared
}

function makeLeaf(evaluated: Evaluated, tests: readonly Test[]): Leaf {
  const numbers = new Map<string, number>()
  const seen: Seen[] = []
  const byValue = new Map<Seen, number>()
  const outcomeOfSlot = Int32Array.from(evaluated.values, (value) => {
    const known = value ?? UNKNOWN
    let number = byValue.get(known)
    if (number !== undefined) return number
    const text = outcome(known, tests)
    number = numbers.get(text)
    if (number === undefined) {
      number = seen.push(known) - 1
      numbers.set(text, number)
    }
    if (typeof known !== 'object' && byValue.size < 10_000) byValue.set(known, number)
    return number
  })
  return { evaluated, outcomeOfSlot, seen }
}

/** The outcomes of the comparisons as text: `?` for unknown, else one digit each. */
function outcome(seen: Seen, tests: readonly Test[]): string {
  if (seen === UNKNOWN) return '?'
  let text = ''
  for (const test of tests) text += testOperators.get(test.operator)!(seen, test.value) ? '1' : '0'
  return text
}
