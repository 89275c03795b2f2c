// The module around json-rules-engine: what it decides, and what it refuses before the package can get it wrong.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkConditions } from '../../src/judge/conditions.js'
import { runEngine } from '../../src/judge/engine.js'
import type { Seen } from '../../src/judge/test-operators.js'
import { type Condition, type Conditions, type Rule, UNKNOWN } from '../../src/knowledge/base.js'
import { call, literal, ruleOf, word } from './toy.js'

const simple = () =>
  ruleOf({
    when: [call('==', word('colour'), literal('red'))],
    must: [call('<', word('a'), literal(3))],
  })

const seenOf = (rule: Rule, values: Readonly<Record<string, Seen>>) =>
  rule.facts.map(({ name }) => values[name] ?? UNKNOWN)

test('decides by the four outcomes of Kleene logic', async () => {
  const rule = simple()
  const status = (values: Readonly<Record<string, Seen>>) => runEngine(rule, seenOf(rule, values))
  assert.is(await status({ colour: 'red', a: 2 }), 'passed')
  assert.is(await status({ colour: 'red', a: 3 }), 'broken')
  assert.is(await status({ colour: 'blue' }), 'notApplicable')
  assert.is(await status({ colour: 'red' }), 'notAssessed')
  assert.is(await status({ a: 3 }), 'notAssessed')
})

test('runs that are started together do not disturb each other', async () => {
  const rule = simple()
  const values = Array.from({ length: 40 }, (_, i) => ({ colour: i % 3 === 0 ? 'blue' : 'red', a: i % 5 }))
  const found = await Promise.all(values.map((v) => runEngine(rule, seenOf(rule, v))))
  const expected = values.map(({ colour, a }) =>
    colour === 'blue' ? 'notApplicable' : a < 3 ? 'passed' : 'broken',
  )
  assert.equal(found, expected)
})

test('a text of digits is no number', async () => {
  const rule = simple()
  assert.is(await runEngine(rule, seenOf(rule, { colour: 'red', a: '2' })), 'notAssessed')
})

test('refuses a run without a value for each fact', () => {
  const rule = simple()
  assert.throws(() => runEngine(rule, ['red']), /toy\/rule: no value for the fact a/)
  assert.throws(() => runEngine(rule, ['red', Number.NaN]), /no value/)
  assert.throws(() => runEngine(rule, ['red', (() => 1) as never]), /no value/)
})

const leaf = (operator: string, value: unknown, fact = 'a') => ({ fact, operator, value }) as Condition

function withBroken(broken: unknown): Rule {
  const rule = ruleOf({ must: [call('<', word('a'), literal(3))] })
  return { ...rule, conditions: { ...rule.conditions, broken } as Conditions }
}

const refused: readonly (readonly [what: string, condition: unknown, message: RegExp])[] = [
  ['an empty any', { any: [] }, /`any` is empty/],
  ['an empty all', { all: [] }, /`all` is empty/],
  ['an empty any inside', { all: [{ any: [] }] }, /`any` is empty/],
  ['any and all side by side', { any: [leaf('equal', 1)], all: [leaf('equal', 1)] }, /keys "all any"/],
  ['a bare comparison at the root', leaf('equal', 1), /outermost/],
  ['an unknown operator', { all: [leaf('startsWith', 'x')] }, /operator startsWith is unknown/],
  ['`in` on a text', { all: [leaf('in', 'prefill')] }, /`in` needs a list/],
  ['`equal` with a list', { all: [leaf('equal', [1])] }, /single value/],
  ['a fact that the rule does not have', { all: [leaf('equal', 1, 'b')] }, /fact b/],
  [
    'a key that the package ignores',
    { all: [{ ...leaf('equal', 1), pathh: '$.x' }] },
    /keys "fact operator pathh value"/,
  ],
  ['a path', { all: [{ ...leaf('equal', 1), path: '$.x' }] }, /keys/],
  ['a comparison with another fact', { all: [leaf('equal', { fact: 'b' })] }, /compares with/],
  ['a comparison with what is no number', { all: [leaf('lessThan', Number.NaN)] }, /no number/],
  ['an operator named like a property of objects', { all: [leaf('constructor', 1)] }, /unknown/],
]

for (const [what, condition, message] of refused) {
  test(`refuses ${what}`, () => {
    assert.throws(() => checkConditions(withBroken(condition)), message)
    assert.throws(() => runEngine(withBroken(condition), [1]), message)
  })
}

test('says the same as the expressions that its conditions were lowered from', async () => {
  const value = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })
  const constant = fc.integer({ min: 0, max: 3 }).map(literal)
  const truth = fc.tuple(fc.constantFrom('==', '!=', '<', '>='), fc.constantFrom('a', 'b'), constant)
  const kleene = (x: number | undefined, operator: string, y: number): boolean | undefined => {
    if (x === undefined) return undefined
    return operator === '==' ? x === y : operator === '!=' ? x !== y : operator === '<' ? x < y : x >= y
  }
  await fc.assert(
    fc.asyncProperty(truth, truth, value, value, async (first, second, a, b) => {
      const [when, must] = [first, second].map(([operator, name, c]) => call(operator, word(name), c))
      const rule = ruleOf({ when: [when!], must: [must!] })
      const values = { a: a ?? UNKNOWN, b: b ?? UNKNOWN }
      const [applies, holds] = [first, second].map(([operator, name, c]) =>
        kleene(name === 'a' ? a : b, operator, (c as { value: number }).value),
      )
      const expected =
        applies === false
          ? 'notApplicable'
          : applies === undefined || holds === undefined
            ? 'notAssessed'
            : holds
              ? 'passed'
              : 'broken'
      assert.is(await runEngine(rule, seenOf(rule, values)), expected)
    }),
  )
})

test.run()
