// The law of scales is not taken on trust: ranks that multiply what they have loaded, place by place, are compared with the whole
// weight, and a run of a plan with the judge.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { edgeEnds } from '../../../src/candidate/ends.js'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { buildGraph } from '../../../src/observe/graph.js'
import { inferTypes } from '../../../src/observe/types/infer.js'
import { indicesText } from '../../../src/tensor/indices.js'
import { base } from '../../build/plans.js'
import { random } from './lies.js'
import { type Draw, pick, range, upTo } from './summands.js'

/** A dimension of a weight, and what each rank has loaded along it; undefined where nothing is said, so that it has all. */
interface Side {
  readonly name: string
  readonly size: number
  /** Undefined where one scale is for all. */
  readonly block: number | undefined
  /** Sizes of parts whose blocks begin anew. */
  readonly parts: readonly number[] | undefined
  readonly cells: readonly (readonly number[])[] | undefined
  readonly scales: readonly (readonly number[])[] | undefined
}

/** The scale of each index, counted block by block. */
function scaleOf({ size, block = size, parts = [size] }: Side): number[] {
  const scales: number[] = []
  let scale = -1
  for (const part of parts)
    for (const index of range(part)) {
      if (index % block === 0) scale++
      scales.push(scale)
    }
  return scales
}

const numbers = (next: Draw, count: number): number[] => range(count).map(() => 1 + next())

/** The ranks on which a cell comes to something else than in the whole weight, by plain multiplication. */
function wrongRanks(sides: readonly [Side, Side], ranks: number, next: Draw): number[] {
  const [rows, columns] = sides
  const [rowScales, columnScales] = [scaleOf(rows), scaleOf(columns)]
  const width = columnScales.at(-1)! + 1
  const stored = range(rows.size).map(() => numbers(next, columns.size))
  const scales = numbers(next, (rowScales.at(-1)! + 1) * width)
  return range(ranks).filter((rank) => {
    const all = ({ size }: Side) => range(size)
    const [ownRows, ownColumns] = sides.map((side) => side.cells?.[rank] ?? all(side)) as [number[], number[]]
    const [hasRows, hasColumns] = sides.map(
      (side) => side.scales?.[rank] ?? range(scaleOf(side).at(-1)! + 1),
    ) as [number[], number[]]
    return ownRows.some((row, i) =>
      ownColumns.some((column, k) => {
        const cell = stored[row]![column]!
        const taken = [
          hasRows[Math.floor(i / (rows.block ?? rows.size))],
          hasColumns[Math.floor(k / (columns.block ?? columns.size))],
        ] as const
        if (taken.includes(undefined)) return true
        const own = scales[rowScales[row]! * width + columnScales[column]!]!
        return cell * scales[taken[0]! * width + taken[1]!]! !== cell * own
      }),
    )
  })
}

/** What the types say: the ranks of a node whose weight is so. */
function blamedRanks(sides: readonly [Side, Side], ranks: number): readonly unknown[] {
  const texts = (lists: readonly (readonly number[])[]) => lists.map(indicesText)
  const of = <One>(read: (side: Side) => One | undefined) =>
    Object.fromEntries(
      sides.flatMap((side) => (read(side) === undefined ? [] : [[side.name, read(side)!] as const])),
    )
  const weight = {
    name: 'w',
    dims: sides.map(({ name, size }) => ({ name, size })),
    slices: of(({ cells }) => cells && texts(cells)),
    parts: of(({ parts }) => parts?.map((size, at) => ({ name: `part${at}`, size }))),
    scales: {
      blocks: of(({ block }) => block),
      slices: of(({ scales }) => scales && texts(scales)),
      parts: sides.flatMap(({ name, parts }) => (parts === undefined ? [] : [name])),
    },
  }
  const node = { id: 'node', devices: range(ranks), weights: [weight] }
  const candidate = readPlanDocument({ nodes: [node] }, 'plan', base)
  assert.equal(candidate.problems, [])
  const graph = buildGraph(1, edgeEnds(candidate.nodes, candidate.edges))
  return scaleConflicts(inferTypes(candidate, graph, base)!.conflicts)
}

type Conflicts = NonNullable<ReturnType<typeof inferTypes>>['conflicts']

const scaleConflicts = (conflicts: Conflicts): readonly unknown[] =>
  [...conflicts.values()].flatMap(({ kind, devices }) => (kind === 'scales' ? devices : []))

/** Cells of each rank, all, in runs, or in some order; and scales: those that touch them, all, or any run. */
function sideOf(next: Draw, name: string, ranks: number): Side {
  const size = pick(next, [4, 6, 8, 9])
  const block = pick(next, [undefined, 1, 2, 3, 4])
  const cutAt = 1 + upTo(next, size - 1)
  const parts = block !== undefined && next() < 0.3 ? [cutAt, size - cutAt] : undefined
  const plain = { name, size, block, parts }
  const scale = scaleOf({ ...plain, cells: undefined, scales: undefined })
  const count = scale.at(-1)! + 1
  const run = (most: number): number[] => {
    const start = upTo(next, most)
    return range(most).slice(start, start + 1 + upTo(next, most - start))
  }
  const touched = (cells: readonly number[]) => [...new Set(cells.map((index) => scale[index]!))]
  const aligned = () => {
    const own = run(count)
    return range(size).filter((index) => own.includes(scale[index]!))
  }
  const cells = pick(next, [
    () => undefined,
    () => range(ranks).map(aligned),
    () => range(ranks).map(aligned),
    () => range(ranks).map(() => run(size)),
    () => range(ranks).map(() => (next() < 0.3 ? [] : [...run(size), ...run(size)])),
  ])()
  const scales = pick(next, [
    () => undefined,
    () => cells?.map(touched),
    () => cells?.map(touched),
    () => cells?.map(touched),
    () => range(ranks).map(() => run(count)),
    () => range(ranks).map(() => [...run(count), ...run(count)]),
  ])()
  return { ...plain, cells, scales: block === undefined ? undefined : scales }
}

for (const ranks of [2, 4])
  test(`scales are blamed on exactly those of ${ranks} ranks whose cells come to something else`, () => {
    const next = random(ranks)
    const counts = { right: 0, wrong: 0, mixed: 0 }
    for (let trial = 0; trial < 3000; trial++) {
      const sides = [sideOf(next, 'rows', ranks), sideOf(next, 'columns', ranks)] as const
      if (sides.every(({ block }) => block === undefined)) continue
      const wrong = wrongRanks(sides, ranks, next)
      assert.equal([...blamedRanks(sides, ranks)], wrong, JSON.stringify(sides))
      counts[wrong.length === 0 ? 'right' : wrong.length === ranks ? 'wrong' : 'mixed']++
    }
    assert.ok(
      Object.values(counts).every((count) => count > 150),
      JSON.stringify(counts),
    )
  })

test.run()
