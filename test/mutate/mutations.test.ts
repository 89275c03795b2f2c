// Each mutant is another expression, in one place, and none is left out.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Expression } from '../../src/knowledge/expression.js'
import { call, literal, word } from '../judge/toy.js'
import { mutantsOf, shownText } from './mutations.js'

const texts = (expression: Expression): readonly string[] => mutantsOf(expression).map(shownText)
const selector = (name: string): Expression => ({ op: 'selector', of: 'self', name })

test('a comparison is flipped and turned round, and its constant is one off', () => {
  assert.equal(texts(call('<', word('a'), literal(3))), ['a <= 3', 'a >= 3', 'a < 4', 'a < 2'])
  assert.equal(texts(call('==', word('a'), literal('x'))), ["a != 'x'", "a == 'x~'"])
  assert.equal(texts(call('in', word('a'), literal(['x', 'y']))), [
    "!(a in ['x', 'y'])",
    "a in ['y']",
    "a in ['x']",
  ])
})

test('a set that a table names is lost as a whole', () => {
  const set: Expression = { op: 'literal', value: ['x', 'y', 'z'], name: 'lexicon.some' }
  assert.equal(texts(call('in', word('a'), set)), ['!(a in lexicon.some)', 'a in []'])
})

test('a chain loses one operand at a time, whatever its nesting', () => {
  const chain = call('&&', call('&&', word('a'), word('b')), call('&&', word('c'), call('!', word('d'))))
  assert.equal(texts(chain), [
    'b && c && !d',
    'a && c && !d',
    'a && b && !d',
    'a && b && c',
    'a && b && c && d',
  ])
})

test('a choice loses its condition, arithmetic is turned round', () => {
  const choice = call('?:', call('known', word('a')), word('a'), literal(1))
  assert.equal(texts(choice), ['a', '1', 'known(a) ? a : 2', 'known(a) ? a : 0'])
  assert.equal(texts(call('%', word('a'), word('b'))), ['a / b'])
})

test('a path looks for less or more, or without its key', () => {
  const either = call('||', selector('sum'), selector('gather'))
  const path: Expression = {
    op: 'path',
    method: 'reaches',
    of: 'self',
    targets: [
      { selector: either, same: [] },
      { selector: selector('norm'), same: ['group', 'layer'] },
    ],
  }
  assert.equal(texts(path), [
    "self.reaches(gather, norm.same('group', 'layer'))",
    "self.reaches(sum, norm.same('group', 'layer'))",
    "self.reaches(sum || gather, norm.same('layer'))",
    "self.reaches(sum || gather, norm.same('group'))",
  ])
})

test.run()
