import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Environment } from '../../../src/compile/expression/environment.js'
import { compileExpression } from '../../../src/compile/expression/index.js'
import type { Expression } from '../../../src/knowledge/expression.js'
import { compiled, environment } from './bakery.js'

const word = (name: string, of = 'self') => ({ op: 'word', of, name }) as Expression
const first = (expression: Expression): Expression =>
  expression.op === 'call' ? expression.args[0]! : expression

test('a bare name, self.name and the own scope are the same word', () => {
  for (const text of ['op', 'self.op', 'node.op']) assert.equal(first(compiled(`${text} == 'x'`)), word('op'))
})

test('relations lead to the words of other subjects; sections are words of the plan', () => {
  assert.equal(first(compiled('layer.size > 1')), word('size', 'layer'))
  assert.equal(first(compiled('layer > 1')), word('layer'))
  assert.equal(first(compiled("plan.name == 'x'")), word('name', 'plan'))
  assert.equal(first(compiled('shop.shelves > 1')), word('shop.shelves', 'plan'))
  assert.equal(first(compiled('shop.shelves > 1', { scope: 'plan' })), word('shop.shelves'))
  assert.equal(first(compiled('from.layer > 1', { scope: 'edge' })), word('layer', 'from'))
})

test('sets of tables are constant lists, lookups name table, key and column', () => {
  const set = compiled('op in lexicon.heated')
  assert.equal(set.op === 'call' && set.args[1], {
    op: 'literal',
    value: ['bake', 'fry'],
    name: 'lexicon.heated',
  })
  const lookup = first(compiled("lexicon[op].minutes > quantity(1, 's')"))
  assert.equal(lookup, { op: 'lookup', table: 'lexicon', key: word('op'), column: 'minutes' })
})

test('selectors are applied to nodes, and stand bare in selectors and paths', () => {
  assert.equal(compiled('heated(self)'), { op: 'selector', of: 'self', name: 'heated' })
  assert.equal(compiled('heated(to)', { scope: 'edge' }), { op: 'selector', of: 'to', name: 'heated' })
  assert.equal(compiled('heated', { selectorBody: true }), { op: 'selector', of: 'self', name: 'heated' })
})

test('paths and members carry their targets with keys', () => {
  const heated: Expression = { op: 'selector', of: 'self', name: 'heated' }
  const cooling: Expression = { op: 'selector', of: 'self', name: 'cooling' }
  assert.equal(compiled("self.reaches(heated, cooling.same('ovens', 'layer'))"), {
    op: 'path',
    method: 'reaches',
    of: 'self',
    targets: [
      { selector: heated, same: [] },
      { selector: cooling, same: ['layer', 'ovens'] },
    ],
  })
  assert.equal(compiled("(from.precededBy((heated || !cooling).same('layer')))", { scope: 'edge' }), {
    op: 'path',
    method: 'precededBy',
    of: 'from',
    targets: [
      {
        selector: { op: 'call', name: '||', args: [heated, { op: 'call', name: '!', args: [cooling] }] },
        same: ['layer'],
      },
    ],
  })
  assert.equal(first(compiled("layer.values(heated, 'ovens') == ovens")), {
    op: 'members',
    method: 'values',
    of: 'layer',
    target: { selector: heated, same: [] },
    word: 'ovens',
  })
  const wait = 'plan.circularWait(heated, cooling, heated)'
  assert.equal(first(first(compiled(`size(${wait}) == 0`))), {
    op: 'members',
    method: 'circularWait',
    of: 'plan',
    target: { selector: heated, same: [] },
    handOver: [
      { selector: cooling, same: [] },
      { selector: heated, same: [] },
    ],
  })
})

test('numbers are JavaScript numbers, division is exact and constants are computed', () => {
  const value = (text: string) => {
    const right = compiled(`hands == ${text}`)
    return right.op === 'call' && right.args[1]!.op === 'literal' ? right.args[1]!.value : undefined
  }
  assert.is(value('7'), 7)
  assert.is(value('-7'), -7)
  assert.is(value('8 / 2'), 4)
  assert.is(value('div(7, 2)'), 3)
  const flour = compiled("flour > convert(quantity(2, 'KiB'), 'bytes')")
  assert.is(flour.op === 'call' && flour.args[1]!.op === 'literal' && flour.args[1]!.value, 2048)
})

test('the names that were used are told', () => {
  const { uses } = compileExpression('heated(self) && layer.size > 1 && op in lexicon.heated', environment())
  assert.equal(uses, { words: ['layer.size', 'node.op'], selectors: ['heated'], tables: ['lexicon'] })
})

/** The text with problems in marks: each `«…»` is the place of one. */
const refused: [marked: string, says: RegExp, changes?: Partial<Environment>][] = [
  ['«opp» == 1', /no word of scope node `opp`.*`op`/],
  ['«layer.sise» > 1', /no word of scope layer `sise`.*`size`/],
  ['«shop.shelfs» > 1', /`shop.shelves`/],
  ['op in «lexicon.hated»', /no set of lexicon `hated`.*`heated`/],
  ['«lexicon[op].minuts» > 1', /no column of lexicon.*`minutes`/],
  ['«heeted(self)»', /no function or selector `heeted`.*`heated`/],
  ['«heated(op)»', /applied to one node/],
  ['«heated»', /is a selector.*heated\(self\)/],
  ['«lexicon» == 1', /is a table/],
  ['«heated(self)»', /applied to one node/, { scope: 'edge' }],
  ['self.followedBy(«heatd»)', /no selector `heatd`.*`heated`/],
  ["self.followedBy(heated.same(«'shelv'»))", /no word of scope node `shelv`.*`shelf`/],
  ["self.followedBy(«heated.same('layer') || cooling»)", /cannot stand inside `\|\|`/],
  ['«self.followedBy()»', /takes one selector, and this has 0/],
  ['«self.count(heated)» > 1', /no member nodes/],
  ['size(«layer.circularWait(heated)») > 1', /asked of the plan.*a layer/],
  ['size(«plan.circularWait(heated, cooling)») > 1', /one selector or three, and this has 2 arguments/],
  ['«self.precededBy(heated)»', /asked of a node.*`from` or `to`/, { scope: 'edge' }],
  ['«self.precededBy(heated)»', /looks at one node only/, { selectorBody: true }],
  ['«layer.price» > 0', /higher stratum 05_sales/],
  ['«sold(self)»', /higher stratum 05_sales/],
  ['self.followedBy(«sold»)', /higher stratum 05_sales/],
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

test.run()
