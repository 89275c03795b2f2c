// Answers a question of reachability for all nodes at once.
import type { Graph } from '../observe/graph.js'
import { combine, type Keys } from './keys.js'
import type { Question, Sought } from './search.js'
import { sweep } from './sweep.js'
import { FALSE, MAYBE, TRUE } from './truth.js'

/** Nodes and edges that keyed sweeps of one question may look at; beyond it the answers stay unknown. */
export const sweepLimit = 200_000_000

/** Keys that one sweep answers: each has a bit for "surely" and one for "possibly". */
const keysPerSweep = 16
const every = 0x5555_5555
const shiftPossible = 1

/** Truth per node, and whether the limit left some unknown. */
export interface Answers {
  readonly truth: Uint8Array
  readonly limited: boolean
}

/** `limit`: nodes and edges that keyed sweeps may look at in all. */
export function answer(graph: Graph, question: Question, limit = sweepLimit): Answers {
  const asked = askedKeys(question, graph.nodes)
  const truth = new Uint8Array(graph.nodes).fill(MAYBE)
  const buffers = [0, 1, 2].map(() => new Int32Array(graph.nodes)) as [Int32Array, Int32Array, Int32Array]
  const cost = graph.nodes + graph.edges
  const sweeps = Math.ceil(asked.nodes.length / keysPerSweep)
  const affordable = asked.nodes.length === 1 ? 1 : Math.min(sweeps, Math.floor(limit / Math.max(1, cost)))
  for (let block = 0; block < affordable; block++) {
    const first = block * keysPerSweep
    const askers = asked.nodes.slice(first, first + keysPerSweep)
    const [hit, open, found] = buffers
    mark(question, askers, hit, open)
    found.fill(0)
    sweep(graph, question.direction, hit, open, found)
    for (let node = 0; node < graph.nodes; node++) {
      const lane = asked.of[node]! - first
      if (lane < 0 || lane >= askers.length) continue
      const bits = (found[node]! >>> (2 * lane)) & 3
      truth[node] = bits === 0 ? FALSE : bits & 1 ? TRUE : MAYBE
    }
  }
  return { truth, limited: affordable < sweeps }
}

/** Nodes with the same keys ask the same question: its number per node, and one such node per question. */
function askedKeys(question: Question, nodes: number): { of: Int32Array; nodes: readonly number[] } {
  const keys = [question.hit.keys, question.stop?.keys].filter((k) => k !== undefined).map(withUnknown)
  const all = keys.reduce(combine, { ids: new Int32Array(nodes), count: 1 })
  const numbered = new Map<number, number>()
  const representative: number[] = []
  const of = all.ids.map((id, node) => {
    let asked = numbered.get(id)
    if (asked === undefined) {
      asked = representative.push(node) - 1
      numbered.set(id, asked)
    }
    return asked
  })
  return { of, nodes: representative }
}

/** The unknown key as a key of its own. */
function withUnknown(keys: Keys): Keys {
  return { ids: keys.ids.map((id) => (id < 0 ? keys.count : id)), count: keys.count + 1 }
}

/** Writes, per node, the bits of the asking nodes that it is a hit for, and of those that may pass it. */
function mark(question: Question, askers: readonly number[], hit: Int32Array, open: Int32Array): void {
  const found = lanes(question.hit, askers)
  const stopped = question.stop === undefined ? undefined : lanes(question.stop, askers)
  for (let node = 0; node < hit.length; node++) {
    // Surely past it: surely no stop. Possibly past it: not surely a stop. So the two bits of a stop change places.
    const stop = stopped?.(node) ?? 0
    const pass = ~(((stop & every) << shiftPossible) | ((stop >>> shiftPossible) & every))
    hit[node] = found(node) & pass
    open[node] = pass
  }
}

/** For a node: the bits of the askers that surely (even bits) or possibly (odd bits) find in it what they seek. */
function lanes(sought: Sought, askers: readonly number[]): (node: number) => number {
  const { truth, keys } = sought
  const possible = every << shiftPossible
  const surelyAll = every | possible
  if (keys === undefined)
    return (node) => (truth[node] === FALSE ? 0 : truth[node] === TRUE ? surelyAll : possible)

  const known = new Int32Array(keys.count)
  let unknown = 0
  askers.forEach((asker, lane) => {
    const key = keys.ids[asker]!
    if (key < 0) unknown |= 2 << (2 * lane)
    else known[key] = known[key]! | (3 << (2 * lane))
  })
  return (node) => {
    if (truth[node] === FALSE) return 0
    const key = keys.ids[node]!
    if (key < 0) return possible
    const bits = known[key]! | unknown
    return truth[node] === TRUE ? bits : bits & possible
  }
}
