import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { analyseRules, type RuleSetReport } from '../../../src/compile/3-check/index.js'
import { lowerRule } from '../../../src/compile/expression/index.js'
import { type Rule, UNKNOWN } from '../../../src/knowledge/base.js'
import type { Expression, Scalar } from '../../../src/knowledge/expression.js'
import { compiled, scopes, selectors, words } from '../expression/bakery.js'
import { evaluate, type Facts } from '../expression/random.js'

const word = (name: string): Expression => ({ op: 'word', of: 'self', name })

const knowledge = { words, scopes, selectors }

function ruleOf(id: string, when: Expression[], must: Expression[], changes: Partial<Rule> = {}): Rule {
  const place = { page: 'kb/01_kitchen/page.md', line: 7 }
  const clause = (expression: Expression) => ({ text: '', place, expression })
  return {
    id,
    title: id,
    stratum: '01_kitchen',
    place,
    severity: 'error',
    kind: 'hard',
    scope: 'node',
    requires: [],
    cites: [],
    reason: '',
    when: when.map(clause),
    must: must.map(clause),
    ...lowerRule(when, must, selectors),
    message: [],
    messageText: '',
    fixes: [],
    was: [],
    ...changes,
  }
}

const rule = (id: string, when: string[], must: string[], changes: Partial<Rule> = {}): Rule =>
  ruleOf(
    id,
    when.map((text) => compiled(text)),
    must.map((text) => compiled(text)),
    changes,
  )

const analyse = (...rules: Rule[]): readonly RuleSetReport[] => analyseRules(rules, knowledge)
const told = (...rules: Rule[]): string[] =>
  analyse(...rules).map(({ kind, rule: { id }, other }) => [kind, id, other?.id].filter(Boolean).join(' '))

test('a rule whose `when` contradicts itself can never apply', () => {
  assert.equal(told(rule('a', ['layer > 3', 'layer < 2'], ['hot'])), ['never-applies a'])
  assert.equal(
    told(rule('a', ['layer > 3', 'layer < 4'], ['hot'])),
    ['never-applies a'],
    'no integer lies between',
  )
  assert.equal(told(rule('a', ["flour > quantity(3, 'B')", "flour < quantity(4, 'B')"], ['hot'])), [])
  assert.equal(told(rule('a', ['hands < 1'], ['hot'])), ['never-applies a'], 'the minimum is 1')
  assert.equal(told(rule('a', ["finish != 'plain'", "finish != 'glazed'"], ['hot'])), ['never-applies a'])
  assert.equal(told(rule('a', ['size(ovens) < 0'], ['hot'])), ['never-applies a'])
})

test('a rule whose `must` follows from its `when` can never be broken; `false` is a fine `must`', () => {
  assert.equal(told(rule('a', ['layer > 3'], ['layer > 2'])), ['never-breaks a'])
  assert.equal(told(rule('a', [], ['hot || !hot'])), ['never-breaks a'])
  assert.equal(told(rule('a', ['hot'], ['false']), rule('b', ["op == 'bake'"], ['hot'])), [])
})

test('a rule about a fact that is not known may apply', () => {
  assert.equal(told(rule('a', ['!known(layer)', 'layer > 1 || hot'], ['hands > 1'])), [])
  assert.equal(told(rule('a', ['!known(layer)', 'layer > 1'], ['hands > 1'])), ['never-applies a'])
})

test('two rules that say the same are duplicates, whatever their wording', () => {
  assert.equal(
    told(
      rule('a', ["op == 'bake' || op == 'fry'"], ['hands > 1']),
      rule('b', ['heated(self)'], ['!(hands <= 1)']),
    ),
    ['duplicate b a'],
  )
})

test('a rule that follows from another is told, with a witness', () => {
  const [report] = analyse(rule('strict', [], ['hands < 5']), rule('loose', [], ['hands < 9']))
  assert.is(report?.kind, 'implied')
  assert.is(report?.rule.id, 'loose')
  assert.is(report?.other?.id, 'strict')
  const hands = report?.witness.get('hands')
  assert.ok(typeof hands === 'number' && hands >= 9)
  assert.is(report?.maybeUnreachable, false)
  assert.match(
    report!.message,
    /whenever `loose` is broken, so is `strict` \(kb\/01_kitchen\/page.md:7\), for example with hands =/,
  )
})

test('a more severe rule, a rule that is required, and a rule of one engine are no reason to drop another', () => {
  const loose = (changes: Partial<Rule>) => rule('loose', [], ['hands < 9'], changes)
  const strict = (changes: Partial<Rule>) => rule('strict', [], ['hands < 5'], changes)
  assert.equal(told(strict({ severity: 'warning' }), loose({ severity: 'error' })), [])
  assert.equal(told(strict({ requires: ['loose'] }), loose({})), [])
  assert.equal(told(strict({ kind: 'engine', engine: { names: ['oven'], versions: '*' } }), loose({})), [])
})

test('two rules that cannot both hold contradict each other', () => {
  assert.equal(told(rule('a', ['hot'], ['layer > 5']), rule('b', ["op == 'bake'"], ['layer < 3'])), [
    'contradicting b a',
  ])
  assert.equal(
    told(rule('a', ['hot'], ['layer > 5']), rule('b', ['!hot'], ['layer < 3'])),
    [],
    'never at once',
  )
  assert.equal(
    told(rule('a', ['layer > 9'], ['hot']), rule('b', [], ['layer < 9'], { severity: 'warning' })),
    [],
    'one forbids what the other is about',
  )
})

test('a witness that rests on more than words is marked', () => {
  const [report] = analyse(rule('a', [], ['size(ovens) > 2']), rule('b', [], ['size(ovens) > 1']))
  assert.is(report?.maybeUnreachable, true)
  assert.match(report!.message, /maybe unreachable/)
})

test('rules of different scopes, and rules without a common fact, are left alone', () => {
  const one = rule('a', [], ['hands < 5'])
  assert.equal(told(one, { ...rule('b', [], ['hands < 5']), scope: 'layer' }), [])
  assert.equal(told(one, rule('b', [], ['hot'])), [])
})

test('a rule with too many outcomes is told, not guessed at', () => {
  // Seven loaves do not fit on six shelves, which takes long to find out by trying.
  const on = (loaf: number, shelf: number): Expression => word(`loaf${loaf}shelf${shelf}`)
  const call = (name: string, ...args: Expression[]): Expression => ({ op: 'call', name, args })
  const loaves = [0, 1, 2, 3, 4, 5, 6]
  const shelves = [0, 1, 2, 3, 4, 5]
  const placed = loaves.map((loaf) =>
    shelves.map((shelf) => on(loaf, shelf)).reduce((a, b) => call('||', a, b)),
  )
  const apart = shelves.flatMap((shelf) =>
    loaves.flatMap((a) =>
      loaves.filter((b) => b > a).map((b) => call('!', call('&&', on(a, shelf), on(b, shelf)))),
    ),
  )
  assert.equal(told(ruleOf('a', [...placed, ...apart], [word('hot')])), ['not-analysed a'])
})

// Small truths over two words of five and two values: all outcomes can be tried.
const small: fc.Arbitrary<Expression> = fc.letrec<{ truth: Expression }>((tie) => ({
  truth: fc.oneof(
    { maxDepth: 2 },
    fc.constant(word('hot')),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.integer({ min: 1, max: 4 })).map(
      ([name, value]): Expression => ({
        op: 'call',
        name,
        args: [word('hands'), { op: 'literal', value }],
      }),
    ),
    fc
      .constantFrom<Scalar[]>(['plain'], ['glazed'], ['plain', 'glazed'])
      .map(
        (value): Expression => ({ op: 'call', name: 'in', args: [word('finish'), { op: 'literal', value }] }),
      ),
    tie('truth').map((a): Expression => ({ op: 'call', name: '!', args: [a] })),
    fc
      .tuple(fc.constantFrom('&&', '||'), tie('truth'), tie('truth'))
      .map(([name, a, b]): Expression => ({ op: 'call', name, args: [a, b] })),
  ),
})).truth

const everything: Facts[] = [1, 2, 3, 4, 5].flatMap((hands) =>
  ['plain', 'glazed'].flatMap((finish) => [true, false].map((hot) => ({ hands, finish, hot }))),
)

interface Tried {
  readonly applies: readonly boolean[]
  readonly broken: readonly boolean[]
  readonly holds: readonly boolean[]
}

function tryAll(when: Expression, must: Expression): Tried {
  const applies = everything.map((facts) => evaluate(when, facts) === true)
  const holds = everything.map((facts) => evaluate(must, facts) === true)
  return { applies, holds, broken: applies.map((yes, i) => yes && !holds[i]) }
}

const within = (a: readonly boolean[], b: readonly boolean[]) => a.every((yes, i) => !yes || b[i]!)
const common = (...sets: readonly (readonly boolean[])[]) =>
  everything.some((_, i) => sets.every((set) => set[i]!))

function expected(a: Tried, b: Tried): string | undefined {
  if (
    within(a.broken, b.broken) &&
    within(b.broken, a.broken) &&
    within(a.applies, b.applies) &&
    within(b.applies, a.applies)
  ) {
    return 'duplicate b a'
  }
  if (within(a.broken, b.broken)) return 'implied a b'
  if (within(b.broken, a.broken)) return 'implied b a'
  if (!common(a.applies, b.applies) || common(a.applies, b.applies, a.holds, b.holds)) return undefined
  const each = common(a.applies, b.applies, a.holds) && common(a.applies, b.applies, b.holds)
  const never = !common(a.holds, b.holds) && common(a.holds) && common(b.holds)
  return each || never ? 'contradicting b a' : undefined
}

test('the analysis finds exactly what trying all values finds', () => {
  const seen = new Map<string, number>()
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1)
  fc.assert(
    fc.property(small, small, small, small, (whenA, mustA, whenB, mustB) => {
      const rules = [ruleOf('a', [whenA], [mustA]), ruleOf('b', [whenB], [mustB])]
      const tried = [tryAll(whenA, mustA), tryAll(whenB, mustB)] as const
      const alone = tried.map(({ applies, broken }, i) =>
        applies.includes(true)
          ? broken.includes(true)
            ? ''
            : `never-breaks ${'ab'[i]}`
          : `never-applies ${'ab'[i]}`,
      )
      const weak = alone.filter((text) => text !== '')
      const shared = rules[0]!.facts.some(
        (fact) => fact.name !== 'true' && rules[1]!.facts.some(({ name }) => name === fact.name),
      )
      const pair = weak.length === 0 && shared ? expected(...tried) : undefined
      const want = pair === undefined ? weak : [pair]
      assert.equal(told(...rules), want)
      for (const text of want) count(text.split(' ')[0]!)
      for (const { kind, witness } of analyse(...rules)) {
        if (kind !== 'duplicate' && kind !== 'implied') continue
        const facts = { hands: 1, finish: 'plain', hot: true, ...Object.fromEntries(witness) }
        assert.not(Object.values(facts).includes(UNKNOWN))
        const at = everything.findIndex(
          (f) =>
            f.hands === Math.min(Number(facts.hands), 5) && f.finish === facts.finish && f.hot === facts.hot,
        )
        assert.ok(
          tried.every(({ broken }) => broken[at]),
          'the witness breaks both',
        )
      }
    }),
    { numRuns: 3000 },
  )
  for (const kind of ['never-applies', 'never-breaks', 'duplicate', 'implied', 'contradicting']) {
    assert.ok((seen.get(kind) ?? 0) > 5, kind)
  }
})

test.run()
