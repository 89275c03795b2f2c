import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Candidate } from '../../src/candidate/candidate.js'
import { candidateOf, column, ends, randomCandidate } from './random.js'

const sorted = (devices: Iterable<number>) => [...new Set(devices)].sort((a, b) => a - b)

/** Devices of a node, or those of the nearest nodes that have some, found by walking; against the edges with `back`. */
function seenFrom(candidate: Candidate, v: number, back: boolean): number[] {
  const own = (w: number) => (candidate.nodes[w]!.devices ?? []) as number[]
  if (own(v).length > 0) return sorted(own(v))
  const found: number[] = []
  const visited = new Set([v])
  const open = [v]
  for (let w = open.pop(); w !== undefined; w = open.pop()) {
    for (const [a, b] of ends(candidate)) {
      const [here, there] = back ? [b, a] : [a, b]
      if (here !== w || visited.has(there)) continue
      visited.add(there)
      if (own(there).length > 0) found.push(...own(there))
      else open.push(there)
    }
  }
  return sorted(found)
}

test('devices above and below are those of the nearest nodes that have some', () => {
  fc.assert(
    fc.property(fc.oneof(randomCandidate(), randomCandidate(true)), (candidate) => {
      for (const [word, back] of [
        ['devicesAbove', true],
        ['devicesBelow', false],
      ] as const) {
        const expected = candidate.nodes.map((_, v) => seenFrom(candidate, v, back))
        assert.equal(
          column(candidate, 'node', word),
          expected.map((devices) => (devices.length === 0 ? undefined : devices)),
        )
      }
    }),
    { numRuns: 500 },
  )
})

test('devices before and after are what neighbours bring and take', () => {
  fc.assert(
    fc.property(randomCandidate(), (candidate) => {
      const around = (v: number, back: boolean) => {
        const neighbours = ends(candidate).flatMap(([a, b]) =>
          a === b ? [] : back ? (b === v ? [a] : []) : a === v ? [b] : [],
        )
        const devices = sorted(neighbours.flatMap((w) => seenFrom(candidate, w, back)))
        const loops = ends(candidate).some(([a, b]) => a === v && b === v)
        return {
          devices,
          unknown: devices.length === 0 && (neighbours.length > 0 || loops),
          alone: neighbours.length === 0 && !loops,
        }
      }
      const before = column(candidate, 'node', 'devicesBefore')
      const after = column(candidate, 'node', 'devicesAfter')
      const both = column(candidate, 'node', 'participants')
      candidate.nodes.forEach((_, v) => {
        const [b, a] = [around(v, true), around(v, false)]
        assert.equal(before[v], b.unknown ? undefined : b.devices)
        assert.equal(after[v], a.unknown ? undefined : a.devices)
        const joined = sorted([...b.devices, ...a.devices])
        assert.equal(both[v], joined.length === 0 && !(a.alone && b.alone) ? undefined : joined)
      })
    }),
    { numRuns: 500 },
  )
})

test('sets that cost too much to join are unknown, and the rest is not', () => {
  // A chain of nodes without devices that picks up one more device at each step: quadratic if every set is spelt out.
  const size = 20_000
  const nodes = Array.from({ length: size }, (_, i) => [
    { id: `s${i}`, devices: [i] },
    { id: `r${i}` },
  ]).flat()
  const edges = Array.from({ length: size }, (_, i) => [
    [`s${i}`, `r${i}`] as const,
    ...(i === 0 ? [] : [[`r${i - 1}`, `r${i}`] as const]),
  ]).flat()
  const above = column(candidateOf(nodes, edges), 'node', 'devicesAbove')
  assert.equal(above[3], [0, 1])
  assert.is(above.at(-1), undefined)
  assert.equal(above.at(-2), [size - 1])
})

test('devices and groups are sets', () => {
  const candidate = candidateOf(
    [{ id: 'a', devices: [3, 'x', 1, 3], group: [2, 1] }, { id: 'b', group: [1, 2] }, { id: 'c' }],
    [],
  )
  assert.equal(column(candidate, 'node', 'devices'), [[1, 3, 'x'], undefined, undefined])
  assert.equal(column(candidate, 'node', 'deviceCount'), [3, undefined, undefined])
  assert.equal(column(candidate, 'group', 'devices'), [[1, 2]])
  assert.equal(column(candidate, 'group', 'nodeCount'), [2])
  assert.equal(column(candidate, 'device', 'name'), ['1', '3', 'x'])
})

test.run()
