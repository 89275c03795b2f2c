import fc from 'fast-check'
import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { lowerRule } from '../../../src/compile/expression/index.js'
import { type Condition, UNKNOWN } from '../../../src/knowledge/base.js'
import type { Expression, Value } from '../../../src/knowledge/expression.js'
import { expressionText } from '../../../src/knowledge/expression-text.js'
import { compiled, selectors } from './bakery.js'
import { engineValue, evaluate, facts, holds, truth } from './random.js'

/** What a rule is decided to be when its truths are evaluated in Kleene logic. */
function decided(when: readonly Expression[], must: readonly Expression[], value: (e: Expression) => Value) {
  const whens = when.map(value)
  const musts = must.map(value)
  if (whens.includes(false)) return 'notApplicable'
  if (whens.includes(undefined)) return 'notAssessed'
  if (musts.includes(false)) return 'broken'
  return musts.includes(undefined) ? 'notAssessed' : 'passed'
}

const rules = fc.tuple(fc.array(truth, { maxLength: 2 }), fc.array(truth, { minLength: 1, maxLength: 2 }))
const outcomes = ['notApplicable', 'broken', 'passed'] as const

test('the conditions decide a rule as Kleene logic does', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(rules, facts, ([when, must], values) => {
      const lowered = lowerRule(when, must, selectors)
      const expected = decided(when, must, (e) => evaluate(e, values))
      const byName = new Map(lowered.facts.map((fact) => [fact.name, engineValue(fact.expression, values)]))
      for (const outcome of outcomes) {
        const held = holds(lowered.conditions[outcome], (fact) => byName.get(fact))
        assert.is(
          held,
          outcome === expected,
          `${outcome} of ${[...when, ...must].map(expressionText).join(' ; ')}`,
        )
      }
      seen.add(expected)
    }),
    { numRuns: 3000 },
  )
  assert.is(seen.size, 4)
})

test('json-rules-engine agrees', async () => {
  await fc.assert(
    fc.asyncProperty(rules, facts, async ([when, must], values) => {
      const lowered = lowerRule(when, must, selectors)
      const engine = new Engine()
      for (const outcome of outcomes) {
        engine.addRule({
          conditions: lowered.conditions[outcome] as TopLevelCondition,
          event: { type: outcome },
        })
      }
      const given = Object.fromEntries(
        lowered.facts.map((fact) => [fact.name, engineValue(fact.expression, values)]),
      )
      const { events } = await engine.run(given)
      const expected = decided(when, must, (e) => evaluate(e, values))
      assert.equal(
        events.map((event) => event.type),
        expected === 'notAssessed' ? [] : [expected],
      )
    }),
    { numRuns: 150 },
  )
})

test('engine facts have single values, and conditions are never empty nor a bare leaf', () => {
  const check = (condition: Condition): void => {
    if ('fact' in condition) return
    const parts = 'all' in condition ? condition.all : condition.any
    assert.ok(parts.length > 0)
    parts.forEach(check)
  }
  fc.assert(
    fc.property(rules, facts, ([when, must], values) => {
      const lowered = lowerRule(when, must, selectors)
      for (const condition of Object.values(lowered.conditions) as Condition[]) {
        assert.not('fact' in condition)
        check(condition)
      }
      for (const { expression } of lowered.facts) assert.not(Array.isArray(engineValue(expression, values)))
      assert.is(new Set(lowered.facts.map((fact) => fact.name)).size, lowered.facts.length)
    }),
  )
})

test('equal leaves are one fact, also when they come from selectors', () => {
  const { facts: found, conditions } = lowerRule(
    [compiled('heated(self)')],
    [compiled("op != 'fry' || hands + 1 > 2")],
    selectors,
  )
  assert.equal(
    found.map((fact) => fact.name),
    ['op', 'hands + 1'],
  )
  assert.equal(conditions.notApplicable, {
    all: [{ fact: 'op', operator: 'notIn', value: ['bake', 'fry', UNKNOWN] }],
  })
})

test('a selector is read from the end of the edge that it is applied to', () => {
  const { facts: found } = lowerRule(
    [compiled('warm(from)', { scope: 'edge' })],
    [compiled('topLayer(to)', { scope: 'edge' })],
    selectors,
  )
  assert.equal(
    found.map((fact) => fact.name),
    ['from.op', 'from.hot', 'to.layer == shop.shelves'],
  )
})

test('a selector whose words lie two steps away stays a fact of its own', () => {
  const { facts: found } = lowerRule([], [compiled('batchBig(to)', { scope: 'edge' })], selectors)
  assert.equal(
    found.filter((fact) => fact.name !== 'true'),
    [{ name: 'batchBig(to)', expression: { op: 'selector', of: 'to', name: 'batchBig' } }],
  )
})

test('paths are facts of their own', () => {
  const { facts: found } = lowerRule(
    [],
    [compiled("!self.reaches(heated, cooling.same('layer')) && self.predecessors(heated) == 1")],
    selectors,
  )
  assert.equal(
    found.map((fact) => fact.name).filter((name) => name !== 'true'),
    ["self.reaches(heated, cooling.same('layer'))", 'self.predecessors(heated)'],
  )
})

test('a rule without `when` is always applicable, and one that must be false is always broken', () => {
  const { conditions } = lowerRule([], [compiled('false')], selectors)
  const value = (fact: string) => fact === 'true'
  assert.is(holds(conditions.notApplicable, value), false)
  assert.is(holds(conditions.broken, value), true)
  assert.is(holds(conditions.passed, value), false)
})

test.run()
