import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Environment } from '../../../src/compile/expression/environment.js'
import { compileExpression } from '../../../src/compile/expression/index.js'
import { expressionText } from '../../../src/knowledge/expression-text.js'
import { compiled, environment } from './bakery.js'

/** The text with its problem in marks, and what the message or its hint says. */
const refused: [marked: string, says: RegExp, changes?: Partial<Environment>][] = [
  ['«op» > 3', /takes a number, and this is a text/],
  ['«op == 3»', /one type.*a text and an integer/],
  ["«ovens == 'a'»", /value in list/],
  ["op in «'bake'»", /takes a list, and this is a text/],
  ['«hands»', /true or false is expected, and this is an integer/],
  ['hot && «hands»', /`&&` takes true or false/],
  ['«min(1, hands, 2)» > 1', /takes 2 arguments, and this has 3/],
  ['«ovens.disjoint()»', /takes 1 argument, and this has 0/],
  ['hands == «2.5»', /is an integer and never 2.5/],
  ["finish == «'glased'»", /did you mean "glazed"/],
  ["finish in ['plain', «'iced'»]", /never "iced"/],
  ['ovens == [«op»]', /holds constants only/],
  ['op.matches(«op»)', /constant text/],
  ["op.matches(«'(a'»)", /./],
  ['«flour > 80»', /bytes and a plain number.*quantity/],
  ["«flour > quantity(1, 'GiB')»", /bytes and GiB.*convert/],
  ["flour > quantity(1, «'GIB'»)", /there is no unit `GIB`.*|did you mean/],
  ["«convert(flour, 's')» > 0", /bytes cannot be converted to s/],
  ['«log2(flour)» > 1', /without a unit/],
  ['(«hot ? flour : hands») > 0', /one unit/],
  ['«1 / 0» > 1', /no value/],
  ['«9007199254740993» == hands', /2\^53/],
  ['«has(op)»', /known\(x\)/],
  ['«ovens.exists(o, o == 1)»', /self\.some/],
  ['«null» == op', /known\(x\)/],
  ["«{'a': 1}» == op", /no maps/],
  ['«package» == 1', /reserved name/],
  ['op «=» 1', /`==`/],
  ['hot «and» hot', /`&&`/],
  ['(hot«»', /ends too early/],
  ['«hands / 2»', /an integer is expected.*floor/, { expect: 'integer' }],
  ['«flour»', /the unit KiB is expected.*convert/, { expect: 'number', expectUnit: 'KiB' }],
]

for (const [marked, says, changes] of refused) {
  test(`refused: ${marked}`, () => {
    const text = marked.replaceAll(/[«»]/g, '')
    const { problems, expression } = compileExpression(text, environment(changes))
    assert.is(expression, undefined)
    assert.is(problems.length, 1, JSON.stringify(problems))
    const { start, end, message, hint } = problems[0]!
    assert.is(`${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`, marked)
    assert.match(`${message} ${hint ?? ''}`, says)
  })
}

test('all problems of an expression are reported, in order of place', () => {
  const { problems } = compileExpression(
    "opp == 1 && flour > 3 && hands.disjoint(ovens) || finish == 'x'",
    environment(),
  )
  assert.equal(
    problems.map((p) => [p.kind, p.start]),
    [
      ['name', 0],
      ['unit', 12],
      ['type', 25],
      ['value', 60],
    ],
  )
})

test('fine: units combine, zero fits any, branches agree', () => {
  const texts = [
    "flour / 3 > quantity(2, 'bytes')",
    'flour > 0 && 0 <= flour - flour',
    "lexicon[op].minutes * flour / lexicon[op].minutes < quantity(1, 'B')",
    "max(flour, quantity(1, 'bytes')) > 0",
    'hands % 2 == 0 && hands > 2.5',
    'size(ovens.union(shelf)) == size(op)',
    "(hot ? flour : 0) >= quantity(1, 'bytes')",
    "hands in [1, 2] && finish != 'plain'",
    '[] == ovens && !(hot == true)',
  ]
  for (const text of texts) compiled(text)
})

test('type and unit of an expression are told', () => {
  const of = (text: string) => {
    const { type, unit, problems } = compileExpression(text, environment({ expect: 'number' }))
    assert.equal(problems, [])
    return [type, unit]
  }
  assert.equal(of('hands * 2'), ['integer', '1'])
  assert.equal(of('hands / 2'), ['number', '1'])
  assert.equal(of('flour / lexicon[op].minutes'), ['number', 'bytes/s'])
  assert.equal(of("convert(flour, 'GiB')"), ['number', 'GiB'])
})

const fragments = fc.constantFrom(
  'op',
  'hands',
  'flour',
  'hot',
  'ovens',
  'layer',
  'self',
  'lexicon',
  'heated',
  '(',
  ')',
  '[',
  ']',
  '.',
  ',',
  '+',
  '-',
  '/',
  '%',
  '==',
  '<',
  'in',
  '&&',
  '||',
  '!',
  '?',
  ':',
  "'a'",
  '1',
  '2.5',
  '0',
  'size',
  'same',
  'reaches',
  'count',
  'known',
  'quantity',
  '{',
  '}',
  ' ',
)

test('no text makes the compiler throw, and problems lie within the text', () => {
  const text = fc.oneof(
    fc.string(),
    fc.array(fragments, { maxLength: 14 }).map((parts) => parts.join(' ')),
  )
  fc.assert(
    fc.property(text, (source) => {
      const { expression, problems } = compileExpression(source, environment())
      assert.ok((expression === undefined) === problems.length > 0)
      for (const { start, end } of problems) assert.ok(0 <= start && start <= end && end <= source.length)
    }),
    { numRuns: 3000 },
  )
})

test('hostile texts are refused, not followed', () => {
  for (const source of [
    '!'.repeat(3900),
    '('.repeat(3900),
    `hot${'.a'.repeat(1900)}`,
    'x'.repeat(1e6),
    '__proto__',
    'constructor(self)',
    'self.__proto__',
    'lexicon[op].constructor',
    'lexicon.constructor',
    'op.constructor()',
  ]) {
    const { problems } = compileExpression(source, environment())
    assert.ok(problems.length > 0, source.slice(0, 30))
  }
})

test('the canonical text of an expression means the expression', () => {
  const texts = [
    'hands - (hands - 2) > 3 && !(hot || hot) && (hot ? hot : !hot)',
    '-(hands * 2) % 3 == (hands + 1) * 2',
    "(op == 'it\\'s \"x\\\\\\n') == hot",
    "known(op) && op.matches('a|b') && size(ovens.minus(shelf)) > div(hands, 2)",
    "self.reaches((heated || cooling && !warm).same('layer'), cooling) && layer.count(heated) > 2",
    "lexicon[op].minutes > quantity(3, 's') && op in lexicon.heated && shop.shelves > 1 && plan.name == 'x'",
    'hands > 2 * 3 - 1 && hands - (2 - -3) < 4',
  ]
  for (const text of texts) {
    const expression = compiled(text)
    const again = compiled(expressionText(expression))
    assert.equal(again, expression, text)
    assert.is(expressionText(again), expressionText(expression))
  }
})

test.run()
