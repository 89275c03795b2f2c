// Copies of tokens that travel to experts and back: plans in which rows, experts and their widths lie in any way are compared with
// what the ranks would compute. A norm at the end of each plan reads the result, so that it has to be complete.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { loadBase } from '../../../src/knowledge/load.js'
import { observe } from '../../../src/observe/index.js'
import { random } from './lies.js'
import { type Draw, pick, range } from './summands.js'

const base = loadBase('generated')
const [ROWS, EXPERTS, WIDTH, INNER, SLOTS] = [4, 4, 2, 4, 2]

/** How a plan lies: by device its rows, experts and inner width; devices that exchange copies; and those that add up results. */
interface Layout {
  readonly rows: readonly (readonly number[])[]
  readonly experts: readonly (readonly number[])[]
  readonly down: readonly (readonly number[])[]
  readonly inner: readonly (readonly number[])[]
  readonly teams: readonly (readonly number[])[]
  readonly sums: readonly (readonly number[])[]
}

const dim = (name: string, size: number) => ({ name, size })
const texts = (lists: readonly (readonly number[])[]): string[] => lists.map((list) => list.join())

function planOf({ rows, experts, down, inner, teams, sums }: Layout): object {
  const devices = range(rows.length)
  const [seq, hidden] = [dim('seq', ROWS), dim('hidden', WIDTH)]
  const entered = (name: string) => ({ name, dims: [seq], slices: { seq: texts(rows) } })
  const of = (lists: readonly (readonly number[])[], team: readonly number[]) =>
    texts(team.map((device) => lists[device]!))
  const nodes: object[] = [
    { id: 'enter', op: 'input', devices, outputs: [entered('tokens'), entered('positions')] },
    {
      ...{ id: 'embed', op: 'embedding', devices, inputs: [{ name: 'tokens' }] },
      outputs: [{ name: 'x', dims: [seq, hidden] }],
      weights: [{ name: 'table', dims: [dim('vocab', 8), hidden] }],
    },
    {
      ...{ id: 'route', op: 'router', devices, inputs: [{ name: 'x' }] },
      outputs: [{ name: 'routes', dims: [seq, dim('slot', SLOTS)] }],
      weights: [{ name: 'router', dims: [hidden, dim('experts', EXPERTS)] }],
    },
  ]
  const edges = ['enter -> embed', 'embed -> route']
  const copy = dim('copy', ROWS * SLOTS)
  for (const [i, team] of teams.entries()) {
    const matrix = (name: string, lists: readonly (readonly number[])[], dims: object[]) => ({
      ...{ name, dims: [dim('experts', EXPERTS), ...dims] },
      slices: { experts: of(lists, team), inner: of(inner, team) },
    })
    nodes.push(
      {
        ...{ id: `dispatch${i}`, op: 'dispatch', devices: team, inputs: [{ name: 'x' }, { name: 'routes' }] },
        outputs: [
          { name: 'copies', dims: [copy, hidden] },
          { name: 'copies.routes', dims: [copy] },
        ],
      },
      {
        ...{ id: `work${i}`, op: 'expert', devices: team, attributes: { form: 'copies' } },
        inputs: [{ name: 'copies' }, { name: 'copies.routes' }],
        outputs: [{ name: 'copies.out', dims: [copy, hidden] }],
        weights: [
          matrix('up', experts, [hidden, dim('inner', INNER)]),
          matrix('down', down, [dim('inner', INNER), hidden]),
        ],
      },
      {
        ...{ id: `combine${i}`, op: 'combine', devices: team },
        inputs: [{ name: 'copies.out' }, { name: 'copies.routes' }],
        outputs: [{ name: sums.length > 0 ? 'y.partial' : 'y', dims: [seq, hidden] }],
      },
    )
    edges.push(`embed -> dispatch${i} -> work${i} -> combine${i}`, `route -> dispatch${i} -> combine${i}`)
  }
  for (const [i, team] of sums.entries()) {
    nodes.push({
      ...{ id: `sum${i}`, op: 'all_reduce', devices: team, group: team },
      inputs: [{ name: 'y.partial' }],
      outputs: [{ name: 'y', dims: [seq, hidden] }],
    })
    edges.push(...teams.map((_, from) => `combine${from} -> sum${i}`))
  }
  nodes.push({
    ...{ id: 'norm', op: 'norm', devices, inputs: [{ name: 'y' }] },
    outputs: [{ name: 'z', dims: [seq, hidden] }],
    weights: [{ name: 'scale', dims: [hidden] }],
  })
  const last = sums.length > 0 ? sums.map((_, i) => `sum${i}`) : teams.map((_, i) => `combine${i}`)
  edges.push(...last.map((id) => `${id} -> norm`))
  return { shardwright: 'plan/1', nodes, edges }
}

/** Whether types are known of every node, and none conflicts. */
function isTaken(layout: Layout): boolean {
  const candidate = readPlanDocument(planOf(layout), 'plan', base)
  assert.equal(candidate.problems, [])
  const { codes, values } = observe(candidate, base).tables.node.column('typeConflict')
  return [...codes].every((code) => values[code] === 'none')
}

const value = (...numbers: number[]): number => Math.sin(numbers.reduce((sum, one) => 5 * sum + one, 1))
const routed = (row: number, slot: number): number => (row + slot * (1 + (row % 2))) % EXPERTS
const silu = (x: number): number => x / (1 + Math.exp(-x))

/** What an expert's matrices make of a row, with some of the inner width; the numbers of the matrices by place. */
function expertOf(
  up: number,
  down: number,
  upInner: readonly number[],
  downInner: readonly number[],
  row: number,
  i: number,
): number {
  return upInner.reduce((sum, j, place) => {
    const inner = range(WIDTH).reduce((total, k) => total + value(1, row, k) * value(2, up, k, j), 0)
    return sum + silu(inner) * value(3, down, downInner[place]!, i)
  }, 0)
}

const weight = (row: number, slot: number): number => 1 + value(4, row, slot) / 2
const whole = (row: number, i: number): number =>
  range(SLOTS).reduce((sum, slot) => {
    const expert = routed(row, slot)
    return sum + weight(row, slot) * expertOf(expert, expert, range(INNER), range(INNER), row, i)
  }, 0)

/** Whether each rank ends with what the unsharded model has in its rows. */
function isTrue({ rows, experts, down, inner, teams, sums }: Layout): boolean {
  const results = rows.map((): number[][] => [])
  for (const team of teams)
    for (const home of team)
      results[home] = rows[home]!.map((row) =>
        range(WIDTH).map((i) =>
          range(SLOTS).reduce((sum, slot) => {
            // The copy goes to the ranks that have its expert, and all that come back are added.
            const there = team.filter((device) => experts[device]!.includes(routed(row, slot)))
            const made = there.map((device) => {
              const place = experts[device]!.indexOf(routed(row, slot))
              return expertOf(
                experts[device]![place]!,
                down[device]![place] ?? 0,
                inner[device]!,
                inner[device]!,
                row,
                i,
              )
            })
            return sum + weight(row, slot) * made.reduce((a, b) => a + b, 0)
          }, 0),
        ),
      )
  const summed = [...results]
  for (const team of sums)
    for (const device of team)
      summed[device] = results[device]!.map((own, place) =>
        own.map((_, i) => team.reduce((sum, other) => sum + (results[other]![place]?.[i] ?? Number.NaN), 0)),
      )
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-9
  return summed.every((own, device) =>
    own.every((cells, place) => cells.every((cell, i) => near(cell, whole(rows[device]![place]!, i)))),
  )
}

/** A layout that is right or nearly so: now and then something lies in another way. */
function drawn(next: Draw): Layout {
  const count = pick(next, [2, 4])
  const devices = range(count)
  const across = count === 4 && next() < 0.6
  const teams = across
    ? [
        [0, 1],
        [2, 3],
      ]
    : [devices]
  const size = teams[0]!.length
  const dealt = (all: number) =>
    devices.map((device) => range(all).filter((index) => Math.floor((index * size) / all) === device % size))
  const odd = (lists: number[][]): number[][] =>
    next() < 0.85
      ? lists
      : pick(next, [
          [...lists].reverse(),
          devices.map(() => lists.flat().slice(0, 2)),
          devices.map(() => range(4)),
          lists.map((list) => [...list].reverse()),
        ])
  const experts = odd(dealt(EXPERTS))
  const halves = next() < 0.5
  const inner = odd(
    devices.map((device) =>
      halves ? range(2).map((i) => i + (across && device > 1 ? 2 : 0)) : range(INNER),
    ),
  )
  const pairs = across
    ? [
        [0, 2],
        [1, 3],
      ]
    : [devices]
  return {
    ...{ rows: odd(dealt(ROWS)), experts, down: next() < 0.9 ? experts : odd(dealt(EXPERTS)), inner, teams },
    sums: (halves && across) !== next() < 0.1 ? (next() < 0.9 ? pairs : teams) : [],
  }
}

/** Rows that several ranks of a team have: each would send them, and get them back. True, and no rule says so, as it is work done twice. */
const isSentTwice = ({ rows, teams }: Layout): boolean =>
  teams.some((team) => {
    const sent = team.flatMap((device) => rows[device]!)
    return new Set(sent).size < sent.length
  })

test('what is said of copies, of experts and of their results is true', () => {
  const next = random(9)
  const counts = { taken: 0, refused: 0 }
  for (let i = 0; i < 400; i++) {
    const layout = drawn(next)
    const [said, so] = [isTaken(layout), isTrue(layout)]
    assert.ok(!said || so, JSON.stringify(layout))
    if (said) counts.taken++
    else if (so) assert.ok(isSentTwice(layout), `true and refused: ${JSON.stringify(layout)}`)
    else counts.refused++
  }
  assert.ok(counts.taken > 60 && counts.refused > 60, JSON.stringify(counts))
})

test.run()
