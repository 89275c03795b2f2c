import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Value } from '../../src/knowledge/expression.js'
import { applyOperator, operators } from '../../src/knowledge/operators.js'

const is = (name: string, args: Value[], expected: Value) =>
  assert.equal(applyOperator(name, args), expected, `${name}(${JSON.stringify(args)})`)

test('division is exact, div floors, and what is not finite is unknown', () => {
  is('/', [7, 2], 3.5)
  is('div', [7, 2], 3)
  is('div', [-7, 2], -4)
  is('/', [1, 0], undefined)
  is('%', [1, 0], undefined)
  is('%', [64, 6], 4)
  is('*', [1e308, 10], undefined)
  is('pow', [10, 400], undefined)
  is('log2', [0], undefined)
  is('log2', [1024], 10)
  assert.ok(Object.is(applyOperator('*', [0, -1]), 0))
})

test('lists of numbers for a choice: divisors, multiples, halves, and bounds', () => {
  is('divisors', [12], [1, 2, 3, 4, 6, 12])
  is('divisors', [9], [1, 3, 9])
  is('divisors', [1], [1])
  is('divisors', [0], undefined)
  is('divisors', [2.5], undefined)
  is('divisors', [1e13], undefined)
  is('multiples', [3, 4], [3, 6, 9, 12])
  is('multiples', [3, 0], [])
  is('multiples', [3, -1], undefined)
  is('multiples', [3, 1e9], undefined)
  is('reversed', [[1, 2, 3]], [3, 2, 1])
  is('below', [[1, 2, 3], 2], [1])
  is('above', [[1, 2, 3], 2], [3])
  is('atMost', [[1, 'x', 2, 3], 2], [1, 2])
  is('dividing', [[1, 2, 3], 4], [1, 2])
  is('reversed', [4], undefined)
})

test('item reads a list by position, from zero', () => {
  is('item', [[33, 29], 1], 29)
  is('item', [[33, 29], 2], undefined)
  is('item', [[33, 29], 0.5], undefined)
  is('item', [['a'], 0], undefined)
  is('item', [undefined, 0], undefined)
})

test('someMatch searches the texts of a list, whatever the case', () => {
  is('someMatch', [['lm_head', 'model.*.Self_Attn'], 'self_attn$'], true)
  is('someMatch', [['lm_head', 7], 'attn'], false)
  is('someMatch', [[], '.'], false)
  is('someMatch', [[`${'x'.repeat(5000)}attn`], 'attn'], false)
  is('someMatch', [undefined, 'attn'], undefined)
})

test('areWithin says of ranges whether what they leave lies in another', () => {
  is('areWithin', [['>=0.10.2'], '>=0.8'], true)
  is('areWithin', [['>=0.10.2', '<0.12'], '<0.5'], false)
  is('areWithin', [['>=0.10.2'], '<0.14'], undefined)
  is('areWithin', [[], '>=0.8'], undefined)
  is('areWithin', [undefined, '>=0.8'], undefined)
})

test('choose counts selections, and is a polynomial between whole numbers', () => {
  is('choose', [5, 2], 10)
  is('choose', [5, 0], 1)
  is('choose', [5, 5], 1)
  is('choose', [3, 4], 0)
  is('choose', [0, 0], 1)
  is('choose', [256, 8], 409_663_695_276_000)
  is('choose', [2.5, 2], 1.875)
  is('choose', [5, 1.5], undefined)
  is('choose', [5, -1], undefined)
  is('choose', [-1, 2], undefined)
  is('choose', [1e300, 9], undefined)
  is('choose', [1e9, 5e8], undefined)
  is('choose', [1e9 + 0.5, 5e8], undefined)
  is('choose', [1e9, 1e9 - 1], 1e9)
})

test("choose follows Pascal's rule", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (n, k) => {
      const [whole, one, other] = [[n, k] as const, [n - 1, k - 1] as const, [n - 1, k] as const].map(
        (args) => applyOperator('choose', args) as number,
      )
      assert.ok(Math.abs(whole! - one! - other!) <= 1e-12 * whole!)
    }),
  )
})

test('lists are equal in order, and are read as sets by the set methods', () => {
  is(
    '==',
    [
      [1, 2],
      [1, 2],
    ],
    true,
  )
  is(
    '==',
    [
      [1, 2],
      [2, 1],
    ],
    false,
  )
  is('!=', [[1], [1, 1]], true)
  is('==', [[1], 1], false)
  is('disjoint', [[1, 2], [3]], true)
  is('intersects', [[1, 2], [2]], true)
  is(
    'containsAll',
    [
      [1, 2, 3],
      [3, 1],
    ],
    true,
  )
  is('containsAll', [[1], []], true)
  is(
    'union',
    [
      [2, 1, 2],
      [3, 1],
    ],
    [2, 1, 3],
  )
  is('minus', [[1, 2, 3, 2], [3]], [1, 2])
  is('size', [[1, 1]], 2)
  is('size', ['a😀'], 2)
  is('count', [['moe', 'mlp', 'moe'], 'moe'], 2)
  is('count', [[1, 0, 1, 1], 0], 1)
  is('count', [['1', 1], 1], 1)
  is('count', ['MEM*EM', 'M'], 3)
  is('count', ['aaa', 'aa'], 1)
  is('count', ['aaa', ''], undefined)
  is('count', ['110', 1], undefined)
  is('count', [undefined, 'M'], undefined)
  is('in', ['fill', ['prefill']], false)
  is('in', ['1', [1]], false)
})

test('logic is Kleene logic', () => {
  is('&&', [undefined, false], false)
  is('&&', [undefined, true], undefined)
  is('||', [undefined, true], true)
  is('||', [false, undefined], undefined)
  is('!', [undefined], undefined)
  is('known', [undefined], false)
  is('known', [[]], true)
  is('?:', [true, 1, undefined], 1)
  is('?:', [undefined, 1, 1], undefined)
})

test('matches searches anywhere and ignores case; very long texts are not searched', () => {
  is('matches', ['RMS Norm', 'rms ?norm'], true)
  is('matches', ['norm', '^orm'], false)
  is('matches', ['x'.repeat(100_000), 'x'], undefined)
})

const scalar = fc.oneof(fc.double(), fc.string(), fc.boolean())
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }), fc.constant(undefined))
const decided = new Set(['&&', '||', '?:', 'first', 'known'])

test('every operator gives a finite value or unknown on any values, and spreads unknown', () => {
  const names = [...operators.keys()].filter((name) => !['matches', 'someMatch'].includes(name))
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(value, { minLength: 3, maxLength: 3 }),
      (name, values) => {
        const args = values.slice(0, operators.get(name)!.parameters.length)
        const result = applyOperator(name, args)
        if (typeof result === 'number' && !['?:', 'first'].includes(name)) assert.ok(Number.isFinite(result))
        if (args.includes(undefined) && !decided.has(name)) assert.is(result, undefined)
      },
    ),
    { numRuns: 2000 },
  )
})

test('a list of numbers has a sum, and one with anything else none', () => {
  is('sum', [[16, 15, 15, 15]], 61)
  is('sum', [[]], 0)
  is('sum', [[1, 'a']], undefined)
  is('sum', [[1e308, 1e308]], undefined)
  is('sum', ['61'], undefined)
})

test('long lists give what short ones give', () => {
  const list = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 })
  fc.assert(
    fc.property(list, list, (a, b) => {
      is('disjoint', [a, b], !a.some((x) => b.includes(x)))
      is(
        'containsAll',
        [a, b],
        b.every((x) => a.includes(x)),
      )
      is('minus', [a, b], [...new Set(a.filter((x) => !b.includes(x)))])
    }),
  )
})

test('an operator that does not exist is refused', () => {
  assert.throws(() => applyOperator('constructor', []), /no operator/)
})

test.run()
