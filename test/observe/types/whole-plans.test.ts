// Operations whose types no table of placements tells are compared with small programs that go by place, whatever the ranks have.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { edgeEnds } from '../../../src/candidate/ends.js'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { buildGraph } from '../../../src/observe/graph.js'
import { inferTypes } from '../../../src/observe/types/infer.js'
import { base } from '../../build/plans.js'
import { make, near, slice } from './brute.js'
import { random } from './lies.js'
import { type Draw, pick, range } from './summands.js'

const [SEQUENCES, PROMPT, WIDTH] = [4, 4, 8]
const ROWS = SEQUENCES * PROMPT
const SIZES: Readonly<Record<string, number>> = { tok: ROWS, seq: SEQUENCES, hidden: WIDTH, vocab: 8 }

const tensor = (name: string, dims: string, slices: Readonly<Record<string, readonly string[]>> = {}) => ({
  name,
  dims: dims.split(' ').map((dim) => ({ name: dim, size: SIZES[dim]! })),
  ...(Object.keys(slices).length > 0 && { slices }),
})

const text = (list: readonly number[]): string => list.join()

/** Lists for ranks: a dimension dealt in some order, or the same or overlapping parts of it, none of them empty. */
function lists(next: Draw, size: number, count: number): number[][] {
  const order = range(size)
    .map((index) => [next(), index] as const)
    .sort(([a], [b]) => a - b)
    .map(([, index]) => index)
  const source = pick(next, [order, range(size)])
  const each = size / count
  return pick(next, [
    range(count).map((rank) => source.slice(rank * each, (rank + 1) * each)),
    range(count).map((rank) => source.filter((_, place) => place % count === rank)),
    range(count).map(() => source),
    range(count).map((rank) => source.slice(0, each + rank)),
  ])
}

/** What ranks have of the outputs of the last node of a plan. */
function typesOf(
  count: number,
  nodes: readonly Readonly<Record<string, unknown>>[],
  edges: readonly string[],
) {
  const workload = { concurrency: SEQUENCES, promptTokens: PROMPT }
  const candidate = readPlanDocument({ workload, strategy: { prefill: {} }, nodes, edges }, 'plan', base)
  assert.equal(candidate.problems, [])
  const graph = buildGraph(candidate.nodes.length, edgeEnds(candidate.nodes, candidate.edges))
  const { types, values, wires, rules, conflicts, stopped } = inferTypes(candidate, graph, base)!
  assert.equal([[...conflicts], stopped], [[], undefined])
  const row = nodes.length - 1
  const outputs = candidate.nodes[row]!.outputs!.length
  return range(outputs).map((output) =>
    range(count).map((rank) => {
      const at = wires.start[row]! + output * count + rank
      const { extents, partial } = rules.types.get(types[at]!)
      return {
        lists: extents.map(({ set }) => rules.types.sets.indices(set)),
        partial: partial && rules.types.sets.indices(partial.terms[0]![0]!.part),
        value: values[at]!,
      }
    }),
  )
}

function entering(
  count: number,
  rows: readonly (readonly number[])[],
  cuts: Readonly<Record<string, readonly string[]>>,
) {
  const devices = range(count)
  const tok = rows.map(text)
  return [
    {
      ...{ id: 'enter', op: 'input', phase: 'prefill', devices },
      outputs: [tensor('tokens', 'tok', { tok }), tensor('positions', 'tok', { tok })],
    },
    {
      ...{ id: 'embed', op: 'embedding', phase: 'prefill', devices, inputs: [{ name: 'tokens' }] },
      outputs: [tensor('x', 'tok hidden')],
      weights: [tensor('table', 'vocab hidden', cuts)],
    },
  ]
}

for (const count of [2, 4])
  test(`the last rows of ${count} ranks are those of the last positions, in the order that they have`, () => {
    const next = random(5)
    for (let i = 0; i < 60; i++) {
      const rows = lists(next, ROWS, count)
      const last = {
        ...{ id: 'last', op: 'last_token', phase: 'prefill', devices: range(count) },
        inputs: [{ name: 'x' }, { name: 'positions' }],
        outputs: [tensor('y', 'seq hidden'), tensor('at', 'seq')],
      }
      const made = typesOf(
        count,
        [...entering(count, rows, {}), last],
        ['enter -> embed -> last', 'enter -> last'],
      )
      for (const [rank, own] of rows.entries()) {
        const kept = own.filter((row) => row % PROMPT === PROMPT - 1).map((row) => Math.floor(row / PROMPT))
        assert.equal(made[0]![rank]!.lists, [kept, range(WIDTH)])
        assert.equal(made[1]![rank]!.lists, [kept])
      }
    }
  })

for (const count of [2, 4])
  test(`a broadcast to ${count} ranks leaves on all of them what the root has`, () => {
    const next = random(7)
    const whole = make(
      [
        { name: 'tok', size: ROWS },
        { name: 'hidden', size: WIDTH },
      ],
      (row, i) => 10 * row + i,
    )
    for (let i = 0; i < 60; i++) {
      const rows = lists(next, ROWS, count)
      const cut = pick(next, ['hidden', 'vocab', ''])
      const parts = cut === '' ? undefined : lists(next, SIZES[cut]!, count)
      const from = Math.floor(next() * count)
      const spread = {
        ...{ id: 'spread', op: 'broadcast', phase: 'prefill', devices: range(count), group: range(count) },
        ...{ inputs: [{ name: 'x' }], attributes: { root: [from] }, outputs: [tensor('y', 'tok hidden')] },
      }
      const cuts: Readonly<Record<string, readonly string[]>> =
        parts === undefined ? {} : { [cut]: parts.map(text) }
      const [made] = typesOf(count, [...entering(count, rows, cuts), spread], ['enter -> embed -> spread'])
      const width = cut === 'hidden' ? parts![from]! : range(WIDTH)
      const has = slice(whole, [rows[from]!, width])
      for (const { lists: claimed, partial, value } of made!) {
        assert.ok(near(slice(whole, claimed), has))
        const held =
          cut === 'vocab' && parts![from]!.length < SIZES['vocab']! ? [...parts![from]!].sort() : undefined
        assert.equal(partial, held)
        assert.is(value, made![0]!.value)
      }
    }
  })

test.run()
