import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Dimension } from '../../src/candidate/candidate.js'
import { compareShapes } from '../../src/observe/shape-difference.js'
import { candidateOf, column } from './random.js'

/** `batch=4 ?` as dimensions. */
const dims = (text: string): Dimension[] =>
  text.split(' ').map((part) => {
    const [name, size] = part.includes('=') ? part.split('=') : [undefined, part]
    const value = /^\d+$/.test(size!) ? Number(size) : size!
    return name === undefined ? { size: value } : { name, size: value }
  })
const differing = (from: string, to: string, ...factors: number[]) =>
  compareShapes(dims(from), dims(to), new Set(factors)).differing

test('sizes of shared dimensions are compared, by name or by position', () => {
  assert.equal(differing('b=4 h=8', 'b=4 h=9'), ['h: 8 != 9'])
  assert.equal(differing('Hidden_Size=8 b=2', 'b=2 hiddensize=9'), ['Hidden_Size: 8 != 9'])
  assert.equal(differing('4 8', '4 9'), ['[1]: 8 != 9'])
  assert.equal(differing('b=4 h=8', 'b=4 k=9'), [])
  assert.equal(differing('4 8', '4 8 9'), [])
  assert.equal(differing('b=? h=8', 'b=4 h=8'), [])
  assert.equal(compareShapes(dims('b=4 h=8'), dims('h=8 k=1'), new Set()).shared, ['h'])
})

test('dimensions under different names hold equally many elements', () => {
  const rest = (from: string, to: string, ...factors: number[]) =>
    compareShapes(dims(from), dims(to), new Set(factors)).rest
  assert.equal(rest('b=4 h=8', 'b=4 k=8'), [])
  assert.equal(rest('b=4 h=8', 'b=4 k=9'), ['[h=8] != [k=9]'])
  assert.equal(rest('b=4 h=8', 'b=4 k=16', 2), [])
  assert.equal(rest('b=4 h=64', 'b=4 n=8 d=8'), [])
  assert.equal(rest('b=4 h=64', 'b=4 n=8 d=7'), ['[h=64] != [n=8, d=7]'])
  assert.equal(rest('b=? h=8', 'b=4 k=9'), [])
  assert.equal(rest('4 8', '4 8 9'), ['[] != [9]'])
})

test('a split or gather over a size at hand explains a difference', () => {
  assert.equal(differing('b=4 h=8', 'b=4 h=2'), ['h: 8 != 2'])
  assert.equal(differing('b=4 h=8', 'b=4 h=2', 4), [])
  assert.equal(differing('b=4 h=2', 'b=4 h=8', 4), [])
  assert.equal(differing('b=4 h=8', 'b=4 h=2', 2), ['h: 8 != 2'])
  assert.equal(differing('b=4 h=0', 'b=4 h=8', 4), ['h: 0 != 8'])
})

test('a dimension may be cut into others or joined from them, and a reshape keeps the elements', () => {
  assert.equal(differing('b=4 h=64', 'b=4 n=8 h=8'), [])
  assert.equal(differing('b=4 n=8 h=8', 'b=4 h=64'), [])
  assert.equal(differing('b=4 h=64', 'b=4 n=4 m=2 h=8'), [])
  assert.equal(differing('b=4 h=64', 'b=4 n=3 h=8'), ['h: 64 != 8'])
  assert.equal(differing('b=4 h=6', 'b=6 h=4'), [])
})

test('equal shapes never differ, and swapping the ends changes nothing but the order', () => {
  const shape = fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      size: fc.oneof(fc.nat({ max: 12 }), fc.constant('?')),
    }),
    { maxLength: 3 },
  )
  fc.assert(
    fc.property(shape, shape, fc.uniqueArray(fc.integer({ min: 2, max: 4 })), (from, to, factors) => {
      const set = new Set(factors)
      assert.equal(compareShapes(from, from, set).differing, [])
      const names = (list: readonly string[]) => list.map((text) => text.split(':')[0]).sort()
      assert.equal(
        names(compareShapes(from, to, set).differing),
        names(compareShapes(to, from, set).differing),
      )
    }),
  )
})

test('an edge compares the output of its tail with the input of its head that fits best', () => {
  const out = (text: string, name = 'x') => ({ outputs: [{ name, dims: dims(text) }] })
  const into = (...texts: string[]) => ({
    inputs: texts.map((text, i) => ({ name: `t${i}`, dims: dims(text) })),
  })
  const nodes = [
    { id: 'a', ...out('h=10', 't1') },
    { id: 'b', ...into('h=11') },
    { id: 'c', ...into('h=11', 'h=10') },
    { id: 'd' },
    { id: 'e', ...into('h=20'), group: [0, 1] },
    { id: 'f', ...into('h=30'), phase: 'p' },
  ]
  const edges = [
    ['a', 'b'],
    ['a', 'c'],
    ['a', 'd'],
    { from: 'a', to: 'c', tensor: 't0' },
    ['a', 'e'],
    ['a', 'f'],
  ] as const
  const candidate = candidateOf(nodes, edges, { phases: { p: { ways: 3 } } })
  assert.equal(column(candidate, 'edge', 'differingDims'), [['h: 10 != 11'], [], undefined, [], [], []])
  assert.equal(column(candidate, 'edge', 'sharedDims'), [['h'], ['h'], undefined, ['h'], ['h'], ['h']])
  assert.equal(column(candidate, 'node', 'input')[2], ['h=11'])
  assert.equal(column(candidate, 'node', 'output')[0], ['h=10'])
})

test.run()
