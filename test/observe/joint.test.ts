import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Candidate, CandidateNode } from '../../src/candidate/candidate.js'
import { circularWait } from '../../src/observe/circular-wait.js'
import { observe } from '../../src/observe/index.js'
import { candidateOf, column, ends, reachability } from './random.js'

const told = ['phase', 'layer', 'microbatch', 'step'] as const

/** Plans in which many nodes stand for some devices of a group. */
const plans: fc.Arbitrary<Candidate> = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc
    .record({
      nodes: fc.array(
        fc.record(
          {
            op: fc.constantFrom('meet', 'meet', 'join'),
            group: fc.constantFrom([0, 1], [0, 1], [0, 1, 2], []),
            devices: fc.constantFrom([0], [0], [1], [1], [0, 1], [2], []),
            layer: fc.nat({ max: 1 }),
            microbatch: fc.nat({ max: 1 }),
          },
          { requiredKeys: ['op', 'group'] },
        ),
        { minLength: size, maxLength: size },
      ),
      edges: fc.array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), {
        maxLength: 2 * size,
      }),
      forward: fc.constantFrom(true, true, true, false),
    })
    .map(({ nodes, edges, forward }) =>
      candidateOf(
        nodes.map((node, i) => ({ id: `n${i}`, ...node })),
        edges.map(([a, b]) => (forward && a > b ? [`n${b}`, `n${a}`] : [`n${a}`, `n${b}`])),
      ),
    ),
)

const isPart = ({ group, devices }: CandidateNode): boolean =>
  devices !== undefined &&
  devices.length > 0 &&
  devices.length < (group?.length ?? 0) &&
  devices.every((device) => group!.includes(device))

/** Whether two parts belong to one operation, and the parts of each, by the definition. */
function operationsOf(nodes: readonly CandidateNode[]): number[][] {
  const parts = nodes.flatMap((node, row) => (isPart(node) ? [row] : []))
  const kin = (a: number, b: number) =>
    nodes[a]!.op === nodes[b]!.op && `${nodes[a]!.group}` === `${nodes[b]!.group}`
  const isOne = (a: number, b: number) =>
    kin(a, b) &&
    told.every((word) => {
      const says = parts.filter((row) => kin(row, a)).every((row) => nodes[row]![word] !== undefined)
      return !says || nodes[a]![word] === nodes[b]![word]
    })
  const found: number[][] = []
  for (const row of parts) {
    const operation = found.find(([first]) => isOne(first!, row))
    if (operation === undefined) found.push([row])
    else operation.push(row)
  }
  return found
}

test('a part of an operation knows the devices of all its parts', () => {
  fc.assert(
    fc.property(plans, ({ nodes, edges }) => {
      const expected = nodes.map((): number[] | undefined => undefined)
      for (const rows of operationsOf(nodes)) {
        const all = [...new Set(rows.flatMap((row) => nodes[row]!.devices!))] as number[]
        for (const row of rows) expected[row] = all.sort()
      }
      assert.equal(column(candidateOf(nodes, edges), 'node', 'jointDevices'), expected)
    }),
  )
})

test('ops are uneven in a group when devices have different numbers of nodes for one operation', () => {
  fc.assert(
    fc.property(plans, ({ nodes, edges }) => {
      const candidate = candidateOf(nodes, edges)
      const groups = column(candidate, 'group', 'devices') as number[][]
      const expected = groups.map((group) => {
        const ops = operationsOf(nodes)
          .filter(([first]) => `${nodes[first!]!.group}` === `${group}`)
          .filter((rows) => {
            const times = group.map(
              (device) => rows.filter((row) => nodes[row]!.devices!.includes(device)).length,
            )
            return new Set(times).size > 1
          })
          .map(([first]) => nodes[first!]!.op!)
        const clear = ops.filter(
          (op) => !nodes.some((n) => n.op === op && `${n.group}` === `${group}` && n.devices === undefined),
        )
        return [...new Set(clear)].sort()
      })
      assert.equal(column(candidate, 'group', 'unevenOps'), expected)
    }),
  )
})

/** Which rows begin together, by the definition, and whether all of that is known. */
function meetingsOf(candidate: Candidate, chosen: readonly number[]) {
  const { nodes } = candidate
  const reach = reachability(candidate)
  const eventOf = nodes.map((_, row) => row)
  let isWhole = true
  for (const operation of operationsOf(nodes)) {
    const rows = operation.filter((row) => chosen[row] !== 0)
    const devices = [...new Set(rows.flatMap((row) => nodes[row]!.devices!))]
    const lists = devices.map((device) =>
      rows
        .filter((row) => nodes[row]!.devices!.includes(device))
        .sort((a, b) => (reach[a]![b] ? -1 : reach[b]![a] ? 1 : 0)),
    )
    const isClear =
      rows.every((row) => chosen[row] === 1) &&
      lists.every((list) => list.length === lists[0]!.length) &&
      lists.every((list) => list.every((a, i) => list.every((b, j) => i >= j || reach[a]![b]!))) &&
      rows.every(
        (row) => new Set(lists.flatMap((list) => list.flatMap((r, i) => (r === row ? [i] : [])))).size === 1,
      )
    if (!isClear) isWhole = false
    else
      lists[0]?.forEach((_, i) => {
        const together = lists.map((list) => list[i]!)
        for (const row of together) eventOf[row] = Math.min(...together)
      })
  }
  return { eventOf, isWhole }
}

/** Events when both ends of each hand-over are one as well, and the pairs of rows that hand over. */
function withHandOvers(candidate: Candidate, eventOf: readonly number[], giving: number[], taking: number[]) {
  const pairs = [...new Set(ends(candidate).map(String))]
    .map((pair) => pair.split(',').map(Number) as [number, number])
    .filter(([a, b]) => giving[a] !== 0 && taking[b] !== 0)
  const isSure = ([a, b]: [number, number]) => giving[a] === 1 && taking[b] === 1
  const own = pairs.filter(([a, b]) => pairs.every(([c, d]) => (a === c) === (b === d))).filter(isSure)
  const merged = [...eventOf]
  for (const _ of merged) {
    for (const [a, b] of own) {
      const [from, to] = [merged[a]!, merged[b]!]
      merged.forEach((event, row) => {
        if (event === from || event === to) merged[row] = Math.min(from, to)
      })
    }
  }
  return { merged, handsOver: new Set(own.map(String)), isWhole: pairs.every(isSure) }
}

/** Events on the shortest circle of waits, or infinity. */
function shortestOf(candidate: Candidate, eventOf: readonly number[], handsOver = new Set<string>()): number {
  const size = eventOf.length
  const edges = ends(candidate).filter(([a, b]) => a !== b && !handsOver.has(`${a},${b}`))
  const far = Array.from({ length: size }, () => new Array<number>(size).fill(Number.POSITIVE_INFINITY))
  for (const [a, b] of edges) far[eventOf[a]!]![eventOf[b]!] = 1
  for (let k = 0; k < size; k++)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) far[a]![b] = Math.min(far[a]![b]!, far[a]![k]! + far[k]![b]!)
  return Math.min(...far.map((row, a) => row[a]!))
}

test('a circular wait is the shortest cycle when the parts of an operation are one', () => {
  const seen = { circles: 0, none: 0, unknown: 0 }
  fc.assert(
    fc.property(
      plans,
      fc.array(fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 0, 2), { minLength: 9, maxLength: 9 }),
      (candidate, marks) => {
        const { graph, tables } = observe(candidate)
        const chosen = candidate.nodes.map((_, row) => marks[row]!)
        const circle = circularWait(graph, tables.node, () => Uint8Array.from(chosen))
        const hasParts = candidate.nodes.some(isPart)
        if (!hasParts) return assert.equal(circle, [])
        if (graph.components < graph.nodes) return assert.is(circle, undefined)
        const { eventOf, isWhole } = meetingsOf(candidate, chosen)
        const length = shortestOf(candidate, eventOf)
        if (length === Number.POSITIVE_INFINITY) {
          seen[isWhole ? 'none' : 'unknown']++
          return assert.equal(circle, isWhole ? [] : undefined)
        }
        seen.circles++
        assert.is(new Set(circle!.map((row) => eventOf[row])).size, length)
        const edges = new Set(ends(candidate).map(String))
        circle!.forEach((row, i) => {
          const next = circle![(i + 1) % circle!.length]!
          assert.ok(row !== next && (edges.has(`${row},${next}`) || eventOf[row] === eventOf[next]))
        })
      },
    ),
    { numRuns: 4000 },
  )
  assert.ok(Math.min(...Object.values(seen)) > 5, JSON.stringify(seen))
})

test('a hand-over is one event, if nobody else has a part in it', () => {
  const seen = { circles: 0, none: 0, unknown: 0 }
  const marks = fc.array(fc.constantFrom(0, 0, 0, 1, 1, 1, 2), { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(plans, marks, marks, (candidate, giving, taking) => {
      const { graph, tables } = observe(candidate)
      if (graph.components < graph.nodes) return
      const none = new Uint8Array(graph.nodes)
      const handOver = { giving: Uint8Array.from(giving), taking: Uint8Array.from(taking) }
      const circle = circularWait(graph, tables.node, () => none, handOver)
      const rows = candidate.nodes.map((_, row) => row)
      const { merged, handsOver, isWhole } = withHandOvers(candidate, rows, giving, taking)
      const length = shortestOf(candidate, merged, handsOver)
      if (length === Number.POSITIVE_INFINITY) {
        seen[isWhole ? 'none' : 'unknown']++
        return assert.equal(circle, isWhole ? [] : undefined)
      }
      seen.circles++
      assert.is(new Set(circle!.map((row) => merged[row])).size, length)
    }),
    { numRuns: 4000 },
  )
  assert.ok(Math.min(...Object.values(seen)) > 5, JSON.stringify(seen))
})

test('a node that takes from two may hand over to a third alone', () => {
  const nodes = ['a', 'b', 'relay', 'between', 'end'].map((id) => ({ id, op: 'meet', group: [0, 1] }))
  const candidate = candidateOf(nodes, [
    ['a', 'relay'],
    ['b', 'relay'],
    ['relay', 'end'],
    ['relay', 'between'],
    ['between', 'end'],
  ])
  const { graph, tables } = observe(candidate)
  const handOver = { giving: Uint8Array.of(1, 1, 1, 0, 0), taking: Uint8Array.of(0, 0, 1, 0, 1) }
  const circle = circularWait(graph, tables.node, () => new Uint8Array(5), handOver)
  assert.equal([...circle!].sort(), [2, 3, 4])
})

/** Layers in which two ranks of a group meet twice; rank 1 crosses the two meetings of the last layer if asked to. */
function ranks(layers: number, isCrossed: boolean): Candidate {
  const nodes: CandidateNode[] = [{ id: 'start' }]
  const edges: [string, string][] = []
  for (const rank of [0, 1]) {
    let last = 'start'
    for (let layer = 0; layer < layers; layer++) {
      const names = ['first', 'second'].map((part) => `${part}_${layer}_${rank}`)
      const way = isCrossed && rank === 1 && layer === layers - 1 ? [names[1]!, names[0]!] : names
      names.forEach((id, i) => {
        nodes.push({ id, op: i === 0 ? 'sum' : 'join', group: [0, 1], devices: [rank], layer })
      })
      for (const id of way) {
        edges.push([last, id])
        last = id
      }
    }
  }
  return candidateOf(nodes, edges)
}

test('two meetings in crossed order are found among many, in linear time', () => {
  const wait = (candidate: Candidate) => {
    const { graph, tables } = observe(candidate)
    const circle = circularWait(graph, tables.node, () => new Uint8Array(graph.nodes).fill(1))
    return circle?.map((row) => candidate.nodes[row]!.id)
  }
  assert.equal(wait(ranks(20_000, false)), [])
  assert.equal(wait(ranks(20_000, true)), [
    'first_19999_0',
    'second_19999_0',
    'second_19999_1',
    'first_19999_1',
  ])
})

test.run()
