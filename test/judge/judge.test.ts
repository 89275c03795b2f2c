// The judge against the oracle: on random candidates and random rules both say the same of every subject.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { judge } from '../../src/judge/index.js'
import type { Base, Scope } from '../../src/knowledge/base.js'
import type { Expression, Relation, Value } from '../../src/knowledge/expression.js'
import { createOracle } from '../oracle.js'
import {
  baseOf,
  call,
  factsOf,
  fallbackOf,
  formulaOf,
  literal,
  ruleOf,
  selector,
  selectorOf,
  type Toy,
  word,
  worldOf,
} from './toy.js'

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 })
const number = fc.integer({ min: 0, max: 4 })
const text = fc.constantFrom('red', 'blue', 'green')
const list = fc.uniqueArray(number, { maxLength: 3 })
const words: fc.Arbitrary<Record<string, Value>> = fc.record({
  a: maybe(number),
  b: maybe(number),
  colour: maybe(text),
  places: maybe(list),
  flag: maybe(fc.boolean()),
  layer: maybe(fc.integer({ min: 0, max: 2 })),
})

const toys: fc.Arbitrary<Toy> = fc.array(words, { minLength: 1, maxLength: 9 }).chain((nodes) => {
  const node = fc.nat({ max: nodes.length - 1 })
  return fc.record({
    nodes: fc.constant(nodes),
    edges: fc.array(fc.tuple(node, node), { maxLength: 14 }),
    edgeWords: fc.array(words, { minLength: 14, maxLength: 14 }),
    layers: fc.array(words, { minLength: 3, maxLength: 3 }),
    plan: words,
  })
})

const relations: Readonly<Record<string, readonly Relation[]>> = {
  plan: ['self'],
  layer: ['self', 'self', 'plan'],
  node: ['self', 'self', 'self', 'layer', 'plan'],
  edge: ['self', 'from', 'to', 'plan'],
  cycle: ['plan'],
}

/** Truths over the subjects of a scope; `inner` leaves out selectors, paths and members. */
function truths(scope: string, depth: number, inner = false): fc.Arbitrary<Expression> {
  const of = fc.constantFrom(...relations[scope]!)
  const numbers: fc.Arbitrary<Expression> = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'double'), of).map(([name, o]) => word(name, o)),
    fc.tuple(of, of, fc.constantFrom('+', '%', '/')).map(([x, y, o]) => call(o, word('a', x), word('b', y))),
    of.map((o) => call('size', word('places', o))),
    of.map((o): Expression => ({ op: 'lookup', table: 'paint', key: word('colour', o), column: 'price' })),
  )
  const simple: fc.Arbitrary<Expression>[] = [
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), numbers, number.map(literal))
      .map(([o, x, y]) => call(o, x, y)),
    fc.tuple(fc.constantFrom('<', '=='), numbers, numbers).map(([o, x, y]) => call(o, x, y)),
    fc.tuple(of, fc.array(text)).map(([o, set]) => call('in', word('colour', o), literal(set))),
    of.map((o) => word('flag', o)),
    fc.tuple(of, fc.constantFrom('a', 'colour')).map(([o, name]) => call('known', word(name, o))),
    fc
      .tuple(of, of, fc.constantFrom('disjoint', '=='))
      .map(([x, y, o]) => call(o, word('places', x), word('places', y))),
  ]
  if (!inner) simple.push(...graphTruths(scope))
  if (depth === 0) return fc.oneof(...simple)
  const below = truths(scope, depth - 1, inner)
  return fc.oneof(
    ...simple,
    below.map((x) => call('!', x)),
    fc.tuple(fc.constantFrom('&&', '||'), below, below).map(([o, x, y]) => call(o, x, y)),
    fc.tuple(below, below, below).map((args) => call('?:', ...args)),
  )
}

const targets = fc.record({
  selector: fc.oneof(
    fc.constantFrom(selector('s'), selector('t')),
    fc.constant(call('!', selector('s'))),
    fc.constant(call('||', selector('s'), selector('t'))),
  ),
  same: fc.constantFrom([], [], ['colour'], ['places'], ['colour', 'a']),
})

function graphTruths(scope: string): fc.Arbitrary<Expression>[] {
  const nodeOf = fc.constantFrom<Relation>(
    ...(scope === 'edge' ? (['from', 'to'] as const) : (['self'] as const)),
  )
  const holderOf = fc.constantFrom<Relation>(
    ...(scope === 'node' ? (['layer', 'plan'] as const) : (['self'] as const)),
  )
  const path = fc.tuple(
    nodeOf,
    fc.oneof(
      fc.tuple(fc.constantFrom('precededBy', 'followedBy'), fc.tuple(targets)),
      fc.tuple(fc.constantFrom('reaches', 'reachedFrom'), fc.tuple(targets, targets)),
    ),
  )
  const paths = path.map(([of, [method, list]]) => ({ op: 'path', method, of, targets: list }) as Expression)
  const counts = fc
    .tuple(nodeOf, fc.constantFrom('predecessors', 'successors'), targets, number)
    .map(([of, method, target, n]) =>
      call('==', { op: 'path', method, of, targets: [target] } as Expression, literal(n)),
    )
  const members = fc
    .tuple(holderOf, fc.constantFrom('some', 'every'), targets)
    .map(
      ([of, method, target]) =>
        ({ op: 'members', method, of, target: { ...target, same: [] } }) as Expression,
    )
  const sizes = fc
    .tuple(holderOf, fc.constantFrom('count', 'values'), targets, fc.constantFrom('places', 'colour'), number)
    .map(([of, method, target, name, n]) => {
      const found = { op: 'members', method, of, target: { ...target, same: [] } }
      return call(
        '<',
        method === 'count' ? (found as Expression) : call('size', { ...found, word: name } as Expression),
        literal(n),
      )
    })
  if (scope === 'node') return [paths, counts, members, sizes, fc.constant(selector('s'))]
  if (scope === 'edge') return [paths, counts, fc.constant(selector('t', 'from'))]
  return scope === 'cycle' || scope === 'layer' || scope === 'plan' ? [members, sizes] : []
}

const scopes: readonly Scope[] = ['plan', 'layer', 'node', 'edge', 'cycle']

const bases: fc.Arbitrary<Base> = fc
  .record({
    s: truths('node', 1, true),
    t: truths('node', 1, true),
    rules: fc.array(
      fc.constantFrom(...scopes).chain((scope) =>
        fc.record({
          scope: fc.constant(scope),
          when: fc.array(truths(scope, 1), { maxLength: 2 }),
          must: fc.array(truths(scope, 2), { minLength: 1, maxLength: 2 }),
          requires: fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
        }),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ s, t, rules }) => {
    const selectors = [selectorOf('s', s), selectorOf('t', t)]
    return baseOf({
      selectors,
      words: scopes.map((scope) => fallbackOf(scope, 'b', call('+', word('a'), literal(1)))),
      formulas: scopes.map((scope) => formulaOf(scope, 'double', call('*', word('a'), literal(2)))),
      tables: [
        {
          id: 'paint',
          stratum: '00_toy',
          key: 'colour',
          columns: { price: { type: 'number', unit: '1' } },
          rows: { red: { price: 1 }, blue: { price: 3 } },
          aliases: { green: 'blue', red: 'red', blue: 'blue' },
          cites: [],
          place: { page: 'toy.md', line: 1 },
        },
      ],
      rules: rules.map(({ requires, ...rule }, i) =>
        ruleOf(
          {
            ...rule,
            id: `toy/r${i}`,
            requires: [...new Set(requires)].filter((r) => r < i).map((r) => `toy/r${r}`),
          },
          selectors,
        ),
      ),
    })
  })

test('says of every rule and subject what the oracle says', async () => {
  await fc.assert(
    fc.asyncProperty(toys, bases, async (toy, base) => {
      const world = worldOf(toy)
      const oracle = createOracle(world, base)
      const { checks } = await judge(factsOf(world), base)
      for (const { rule, statusOf, table } of checks) {
        for (let row = 0; row < table.size; row++) {
          const expected = oracle.decide(rule, { scope: rule.scope, row })
          assert.is(statusOf(row), expected, `${rule.id} on ${table.name(row)}`)
        }
      }
    }),
    { numRuns: 400 },
  )
})

test.run()
