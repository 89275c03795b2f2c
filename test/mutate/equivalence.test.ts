// Two rules are alike only where no value of their facts, unknown among them, tells them apart.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Word } from '../../src/knowledge/base.js'
import type { Expression } from '../../src/knowledge/expression.js'
import { call, literal, ruleOf, word } from '../judge/toy.js'
import { decidesAlike } from './equivalence.js'

const declared = (name: string, more: Partial<Word>): readonly [string, Word] => [
  `node.${name}`,
  {
    scope: 'node',
    name,
    type: 'integer',
    unit: '1',
    origin: 'given',
    stratum: '00_toy',
    preconditions: [],
    description: name,
    ...more,
  },
]
const vocabulary = {
  words: new Map([
    declared('whole', {}),
    declared('part', { type: 'number' }),
    declared('some', { minimum: 1 }),
  ]),
  scopes: new Map(),
}
const alike = (
  a: readonly Expression[],
  b: readonly Expression[],
  when: readonly Expression[] = [],
): boolean =>
  decidesAlike(
    ruleOf({ id: 't/a', when, must: [...a] }),
    ruleOf({ id: 't/b', when, must: [...b] }),
    vocabulary,
  )

test('what is between two whole numbers is nothing', () => {
  const bounds = (name: string) =>
    [[call('>', word(name), literal(1))], [call('>=', word(name), literal(2))]] as const
  assert.ok(alike(...bounds('whole')))
  assert.not.ok(alike(...bounds('part')))
})

test('a declared minimum leaves nothing below it', () => {
  const [equal, most] = [call('==', word('some'), literal(1)), call('<=', word('some'), literal(1))]
  assert.ok(alike([equal], [most]))
  assert.not.ok(alike([call('==', word('whole'), literal(1))], [call('<=', word('whole'), literal(1))]))
})

test('unknown is told from false', () => {
  const known = call('known', word('whole'))
  const high = call('>', word('whole'), literal(1))
  assert.not.ok(alike([call('&&', known, high)], [high]))
  assert.ok(alike([call('&&', high, high)], [high]))
})

test.run()
