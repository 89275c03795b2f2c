// Walks and checks the conditions of a rule before an engine sees them.
import type { Condition, Rule } from '../knowledge/base.js'
import { remember } from './remember.js'
import { listOperators, testOperators } from './test-operators.js'

export type Test = Extract<Condition, { fact: string }>

/** The comparisons in a condition, from left to right. */
function testsOf(condition: Condition): readonly Test[] {
  if ('all' in condition) return condition.all.flatMap(testsOf)
  if ('any' in condition) return condition.any.flatMap(testsOf)
  return [condition]
}

/** The distinct comparisons that the three conditions of a rule make with each of its facts, by the fact's name. */
export type TestsByFact = ReadonlyMap<string, ReadonlyMap<string, Test>>

const tests = new WeakMap<Rule, TestsByFact>()

/** The comparisons of a rule under texts that are equal for equal ones. */
export function testsOfRule(rule: Rule): TestsByFact {
  return remember(tests, rule, () => {
    const byFact = new Map(rule.facts.map((fact) => [fact.name, new Map<string, Test>()]))
    const { notApplicable, broken, passed } = rule.conditions
    for (const test of [notApplicable, broken, passed].flatMap(testsOf)) {
      byFact.get(test.fact)?.set(`${test.operator} ${JSON.stringify(test.value)}`, test)
    }
    return byFact
  })
}

const sound = new WeakSet<Rule>()

/**
 * Refuses what json-rules-engine would accept and then decide wrongly or refuse only while it runs.
 * @throws TypeError naming the rule and the fault
 */
export function checkConditions(rule: Rule): void {
  if (sound.has(rule)) return
  const facts = new Set(rule.facts.map((fact) => fact.name))
  const refuse = (fault: string): never => {
    throw new TypeError(`rule ${rule.id}: ${fault}`)
  }
  if (facts.size !== rule.facts.length) refuse('two facts have one name')
  for (const condition of Object.values(rule.conditions)) check(condition as Condition, true)
  sound.add(rule)

  function check(condition: Condition, root: boolean): void {
    const keys = Object.keys(condition).sort().join(' ')
    if (keys === 'all' || keys === 'any') {
      const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
      if (!Array.isArray(parts)) refuse(`\`${keys}\` is no list`)
      if (parts.length === 0) refuse(`\`${keys}\` is empty, which the engine takes for true`)
      for (const part of parts) check(part, false)
      return
    }
    if (keys !== 'fact operator value')
      refuse(`a condition has the keys "${keys}"; expected all, any or fact operator value`)
    if (root) refuse('the outermost condition is neither `all` nor `any`')
    const test = condition as Test
    if (!facts.has(test.fact))
      refuse(`a condition asks for the fact ${test.fact}, which the rule does not have`)
    if (!testOperators.has(test.operator)) refuse(`the operator ${test.operator} is unknown`)
    const isList = Array.isArray(test.value)
    if (listOperators.has(test.operator) && !isList)
      refuse(`\`${test.operator}\` needs a list, found ${typeof test.value}`)
    if (!listOperators.has(test.operator) && isList)
      refuse(`\`${test.operator}\` needs a single value, found a list`)
    for (const value of isList ? (test.value as readonly unknown[]) : [test.value]) {
      if (!['string', 'number', 'boolean'].includes(typeof value))
        refuse(`a condition compares with ${String(value)}`)
      if (Number.isNaN(value)) refuse('a condition compares with what is no number')
    }
  }
}
