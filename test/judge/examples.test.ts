// Examples on pages: values given outright, what is expected of them, and what is said when they fail.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runExamples } from '../../src/judge/examples.js'
import type { Example } from '../../src/knowledge/base.js'
import { baseOf, call, factsOf, formulaOf, literal, ruleOf, word, wordOf, worldOf } from './toy.js'

const place = { page: 'toy.md', line: 1 }
const base = baseOf({
  words: [wordOf('node', 'double'), wordOf('node', 'quadruple'), wordOf('plan', 'model.area')],
  formulas: [
    formulaOf('node', 'double', call('*', word('a'), word('model.scale', 'plan'))),
    formulaOf('node', 'quadruple', call('*', word('double'), word('model.area', 'plan'))),
    formulaOf('plan', 'model.area', call('*', word('model.scale'), word('model.scale'))),
  ],
  rules: [
    ruleOf({ id: 't/node', when: [word('flag')], must: [call('<', word('double'), literal(9))] }),
    ruleOf({ id: 't/area', scope: 'plan', must: [call('<', word('model.area'), literal(5))] }),
    ruleOf({
      id: 't/edge',
      scope: 'edge',
      must: [call('==', word('a', 'from'), word('a', 'to'))],
      message: ['they differ'],
    }),
  ],
})

const run = async (example: Partial<Example>) => {
  const read = async () => ({
    facts: factsOf(
      worldOf({
        nodes: [
          { flag: true, a: 9 },
          { flag: true, a: 1 },
        ],
        edges: [],
        plan: { 'model.scale': 2 },
      }),
    ),
    problems: 0,
  })
  const [result] = await runExamples(base, [{ title: 'an example', place, ...example }], read)
  return result!
}

const given = (rule: string, facts: Example['facts'], expect: Example['expect']) =>
  run({ rule, facts: facts!, expect: expect! })

test('values are those of the subject, of what contains it and of both ends of an edge', async () => {
  assert.ok((await given('t/node', { flag: true, a: 2, 'model.scale': 3 }, 'pass')).ok)
  assert.ok((await given('t/node', { flag: true, 'self.a': 3, 'model.scale': 3 }, 'fail')).ok)
  assert.ok((await given('t/edge', { 'from.a': 1, 'to.a': 1 }, 'pass')).ok)
  assert.ok((await given('t/edge', { 'from.a': 1, 'to.a': 2 }, 'fail')).ok)
  assert.ok((await given('t/edge', { 'from.a': 1 }, 'not-assessed')).ok)
  assert.ok((await given('t/node', { flag: false }, 'not-applicable')).ok)
})

test('each change of an example takes the rule out of application, or says that it does not', async () => {
  const example = {
    title: 'a rule with a flag',
    place,
    rule: 't/node',
    facts: { flag: true, double: 9 },
    expect: 'fail',
    unless: ['flag', { flag: false }, { double: 1 }],
  } as const
  const results = await runExamples(base, [example], async () => {
    throw new Error('nothing is read')
  })
  assert.equal(
    results.map(({ example, ok, got }) => [example.title, ok, got.split(' ')[0]]),
    [
      ['a rule with a flag', true, 'fail'],
      ['a rule with a flag, without flag', false, 'not-assessed'],
      ['a rule with a flag, with flag false', true, 'not-applicable'],
      ['a rule with a flag, with double 1', false, 'pass'],
    ],
  )
})

test('a derived word may be given where its own words are not', async () => {
  assert.ok((await given('t/node', { flag: true, double: 8 }, 'pass')).ok)
  assert.ok((await given('t/node', { flag: true, double: 9 }, 'fail')).ok)
})

test('an example that comes out otherwise says what came out', async () => {
  const open = await given('t/node', { flag: true, a: 2 }, 'pass')
  assert.is(open.ok, false)
  assert.is(open.expected, 'pass')
  assert.is(open.got, 'not-assessed for want of model.scale')
  const unsaid = await run({
    rule: 't/edge',
    facts: { 'from.a': 1, 'to.a': 2 },
    expect: 'fail',
    says: 'are equal',
  })
  assert.is(unsaid.ok, false)
  assert.is(unsaid.got, 'fail saying "they differ"')
})

test('an example that is read names all subjects that fail', async () => {
  assert.ok((await run({ rule: 't/node', plan: {}, expect: 'fail', subjects: ['node0'] })).ok)
  const more = await run({ rule: 't/node', plan: {}, expect: 'fail', subjects: ['node0', 'node1'] })
  assert.is(more.ok, false)
  assert.equal(more.subjects, ['node0'])
})

test('a formula gives its golden value within the tolerance', async () => {
  const facts = { a: 3, 'model.scale': 4 }
  assert.ok((await run({ formula: 'node.double', facts, value: 12 })).ok)
  assert.ok((await run({ formula: 'node.double', facts, value: 12.1, tolerance: 0.01 })).ok)
  const off = await run({ formula: 'node.double', facts, value: 12.1 })
  assert.equal([off.ok, off.expected, off.got], [false, '12.1', '12'])
})

test('values of derived words stand in for what a formula or a rule derives them from', async () => {
  const formula = 'node.quadruple'
  assert.ok((await run({ formula, facts: { double: 6, 'model.area': 4 }, value: 24 })).ok)
  assert.ok((await run({ formula, facts: { double: 6, 'model.area': 5, 'model.scale': 2 }, value: 24 })).ok)
  assert.is((await run({ formula, facts: { double: 6 }, value: 24 })).got, 'undefined')
  assert.ok((await given('t/area', { 'model.area': 4 }, 'pass')).ok)
  assert.ok((await given('t/area', { 'model.area': 5 }, 'fail')).ok)
})

test('an example of nothing is a failure, not an exception', async () => {
  const lost = await run({ rule: 't/gone', facts: {}, expect: 'pass' })
  assert.equal([lost.ok, lost.got], [false, 'an error: the base has no rule t/gone'])
})

test.run()
