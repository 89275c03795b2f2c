// What the rules of placement say of an operation whose tensors lie in some way, and whether it is true of every rank.
import { loadBase } from '../../../src/knowledge/load.js'
import { typeLocally } from '../../../src/observe/types/local.js'
import type { Outcome, Rules } from '../../../src/observe/types/rules.js'
import { reducePartials } from '../../../src/observe/types/tiles.js'
import { type Partial, Types, UNTYPED } from '../../../src/observe/types/types.js'
import { IndexSets } from '../../../src/tensor/index-sets.js'
import { type Operator, operatorsOf } from '../../../src/tensor/operators.js'
import { paddingsOf } from '../../../src/tensor/paddings.js'
import { placementsOf } from '../../../src/tensor/placements.js'
import {
  added,
  best,
  greatest,
  least,
  make,
  merged,
  near,
  runs,
  slice,
  type Array as Values,
} from './brute.js'
import { type Lie, liesOf, type Mesh, markOf, random, ranksOf, share, summand } from './lies.js'

const base = loadBase('generated')
export const types = new Types(new IndexSets())
export const rules: Rules = {
  promptLength: 1,
  types,
  strideOf: () => undefined,
  placements: placementsOf(base),
  paddings: paddingsOf(base),
}
const { sets } = types

/** An operation by the dimensions of what it reads, of its weights and of what it gives. */
export interface Subject {
  readonly op: string
  readonly reads: readonly string[]
  readonly weights: readonly string[]
  readonly gives: readonly string[]
  /** Ways in which what is read may be partial; a sum where none are told. */
  readonly partials?: readonly string[]
}

export type Sizes = Readonly<Record<string, number>>

/** A subject with values, and what the operation makes of all of them. */
export interface Whole extends Subject {
  readonly operator: Operator
  readonly ports: readonly string[]
  readonly sizes: Sizes
  readonly values: readonly Values[]
  readonly made: readonly Values[]
}

const dimsOf = (port: string, sizes: Sizes) => port.split(' ').map((name) => ({ name, size: sizes[name]! }))

const isNumber = (port: string): boolean => port === 'row' || port === 'column'

export function wholeOf(subject: Subject, sizes: Sizes): Whole {
  const { op, reads, weights } = subject
  const [name, form] = op.split('/') as [string, string?]
  const operator = operatorsOf(base)({ op: name, ...(form !== undefined && { attributes: { form } }) })!
  const ports = [...reads, ...weights]
  const next = random(7)
  const values = ports.map((port) => {
    const dims = dimsOf(port, sizes)
    // Positions count up, tokens are some entries, and routes are an expert each with a weight behind the point.
    if (isNumber(port)) return make(dims, (row) => (op === 'embedding' ? (row * 3) % sizes['entry']! : row))
    if (port === 'row slot')
      return make(dims, (row, slot) => ((row * 3 + slot) % sizes['expert']!) + next() * 0.99)
    return make(dims, () => next() * 2 - 1)
  })
  const indices = values.map(({ dims }) => dims.map(({ size }) => Array.from({ length: size }, (_, i) => i)))
  return { ...subject, operator, ports, sizes, values, made: runs[op]!(values, indices) }
}

/** All ways on one axis. */
export const everyWay = ({ reads, weights, partials = ['P'] }: Subject): Lie[][] =>
  [
    ...reads.map((port) => liesOf(port, isNumber(port) ? [] : partials)),
    ...weights.map((port) => liesOf(port, [])),
  ].reduce<Lie[][]>((ways, lies) => ways.flatMap((way) => lies.map((lie) => [...way, lie])), [[]])

interface Ran {
  readonly outcome: Outcome
  readonly made: readonly Values[]
}

/** What a rank makes of what it has. */
function ran({ op, ports, sizes, values }: Whole, lies: readonly Lie[], mesh: Mesh, rank: readonly number[]) {
  const indices = ports.map((port, i) =>
    dimsOf(port, sizes).map(({ name, size }) => share(size, name, lies[i]!, mesh, rank)),
  )
  return runs[op]!(
    values.map((value, i) => slice(summand(value, lies[i]!, mesh, rank, i), indices[i]!)),
    indices,
  )
}

function typed(whole: Whole, lies: readonly Lie[], mesh: Mesh, rank: readonly number[]): Outcome {
  const { operator, ports, reads, weights, gives, sizes } = whole
  const extents = ports.map((port, i) =>
    dimsOf(port, sizes).map((dim) => {
      const own = share(dim.size, dim.name, lies[i]!, mesh, rank)
      return { ...dim, set: sets.ofRuns(own.flatMap((index) => [index, index + 1])) }
    }),
  )
  return typeLocally(rules, {
    operator,
    reads: reads.map((_, i) => {
      const partial = markOf(sets, lies[i]!, mesh, rank, i)
      return { name: `read ${i}`, type: types.add({ extents: extents[i]!, ...(partial && { partial }) }) }
    }),
    weights: weights.map((_, i) => ({ name: `weight ${i}`, extents: extents[reads.length + i]! })),
    gives: gives.map((port, i) => ({ name: `given ${i}`, dims: dimsOf(port, sizes), slices: new Map() })),
    oneValue: false,
  })
}

/** Whether the rules take it, and whether what they say of the result is so. */
export function claimOf(whole: Whole, lies: readonly Lie[], mesh: Mesh): 'refused' | 'true' | 'false' {
  const outcomes: Outcome[] = []
  const ranks = ranksOf(mesh)
  for (const rank of ranks) {
    const outcome = typed(whole, lies, mesh, rank)
    if (outcome.conflict !== undefined || outcome.outputs.includes(UNTYPED)) return 'refused'
    outcomes.push(outcome)
  }
  const all = outcomes.map((outcome, i) => ({ outcome, made: ran(whole, lies, mesh, ranks[i]!) }))
  return whole.gives.every((_, output) => agrees(all, output, whole.made)) ? 'true' : 'false'
}

/** Whether the parts of an output are those of the whole that their types say. */
function agrees(all: readonly Ran[], output: number, whole: readonly Values[]): boolean {
  const groups = new Map<string, Map<string, { partial: Partial | undefined; made: readonly Values[] }>>()
  for (const { outcome, made } of all) {
    const { extents, partial } = types.get(outcome.outputs[output]!)
    const key = JSON.stringify(extents)
    const parts = groups.get(key) ?? new Map()
    groups.set(key, parts)
    const twin = parts.get(JSON.stringify(partial))
    if (twin !== undefined && !near(twin.made[output]!, made[output]!)) return false
    parts.set(JSON.stringify(partial), { partial, made })
  }
  return [...groups].every(([key, parts]) => {
    const extents = JSON.parse(key) as { set: number }[]
    const indices = extents.map(({ set }) => sets.indices(set))
    const made = [...parts.values()].map((part) => part.made)
    const marks = [...parts.values()].map(({ partial }) => partial)
    const expected = slice(whole[output]!, indices)
    const [mark] = marks
    if (marks.some((other) => other?.by !== mark?.by)) return false
    if (mark === undefined) return made.length === 1 && near(expected, made[0]![output]!)
    // Parts that nothing can complete claim nothing of the whole: every operation that completes wants a tiling.
    if (!isTiled(marks as Partial[])) return true
    const outputs = made.map((one) => one[output]!)
    if (mark.by === 'max') return near(expected, greatest(outputs))
    if (mark.by === 'min') return near(expected, least(outputs))
    if (mark.by === 'argmax') return near(expected, best(made))
    return near(expected, mark.by === 'lse' && output === 0 ? merged(made) : added(outputs))
  })
}

const isTiled = (partials: readonly Partial[]): boolean => {
  const result = reducePartials(types, partials)
  return !('wrong' in result) && result.partial === undefined
}

/** What a refused way gives all the same on two ranks: how each output would lie if one placement of it were true. */
export function unsaid(whole: Whole, lies: readonly Lie[]): string | undefined {
  const { op, gives, sizes } = whole
  const made = [[0], [1]].map((rank) => ran(whole, lies, [2], rank))
  const found = gives.map((port, output) => {
    const [a, b] = [made[0]![output]!, made[1]![output]!]
    const way = liesOf(port, []).find((lie) =>
      [a, b].every((part, rank) => {
        const cut = dimsOf(port, sizes).map(({ name, size }) => share(size, name, lie, [2], [rank]))
        return near(slice(whole.made[output]!, cut), part)
      }),
    )
    if (way !== undefined) return way.on[0]
    if (a.cells.length !== b.cells.length) return undefined
    const together = { P: added([a, b]), MAX: greatest([a, b]), MIN: least([a, b]) }
    return Object.entries(together).find(([, one]) => near(whole.made[output]!, one))?.[0]
  })
  const text = (list: readonly (string | undefined)[]) => list.join(' | ')
  return found.includes(undefined)
    ? undefined
    : `${op}: ${text(lies.map(({ on }) => on[0]))} -> ${text(found)}`
}
