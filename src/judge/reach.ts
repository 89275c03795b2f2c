// Answers a question of reachability for many nodes: by a short search from each where the answer is near, as it mostly
// is, and by sweeps over the whole graph for the rest.
import { bytes, int32s } from '../observe/flat.js'
import type { Graph } from '../observe/graph.js'
import { combine, type Keys } from './keys.js'
import type { Question, Searcher, Sought } from './search.js'
import { sweep } from './sweep.js'
import { FALSE, MAYBE, TRUE } from './truth.js'

/** Nodes and edges that the keyed sweeps of one question may look at; beyond it answers stay unknown. */
const sweepLimit = 200_000_000

/** Edges that one search may look at before its node is left to a sweep, and all searches as a share of the graph. */
const nearby = 200
const searchShare = 0.5
/** Searches are worth more than one sweep of a small graph only. */
const leastSearchSteps = 20_000

/** Keys that one sweep answers: each has a bit for "surely" and one for "possibly". */
const keysPerSweep = 16
const every = 0x5555_5555
const shiftPossible = 1

/** Truth per node (unknown where it was not asked for), and whether the limit left some unknown. */
export interface Answers {
  readonly truth: Uint8Array
  readonly limited: boolean
}

/** `limit`: nodes and edges that keyed sweeps may look at in all. */
export function answer(
  graph: Graph,
  searcher: Searcher,
  question: Question,
  asked: Uint8Array,
  limit = sweepLimit,
): Answers {
  const truth = bytes(graph.nodes).fill(MAYBE)
  if (!question.hit.truth.includes(TRUE) && !question.hit.truth.includes(MAYBE))
    return { truth: truth.fill(FALSE), limited: false }
  const far = searchNearby(graph, searcher, question, asked, truth)
  return { truth, limited: far.length > 0 && !sweepFor(graph, question, far, truth, limit) }
}

/** Answers what a short search can; the other asked nodes remain. */
function searchNearby(
  graph: Graph,
  searcher: Searcher,
  question: Question,
  asked: Uint8Array,
  truth: Uint8Array,
): number[] {
  const isCertain = !isUncertain(question.hit) && !isUncertain(question.stop)
  let budget = Math.max(leastSearchSteps, searchShare * (graph.nodes + graph.edges))
  const far: number[] = []
  for (let node = 0; node < graph.nodes; node++) {
    if (asked[node] === 0) continue
    const found = budget > 0 ? look(node) : undefined
    if (found === undefined) far.push(node)
    else truth[node] = found
  }
  return far

  function look(node: number): number | undefined {
    const sure = searcher.find(question, node, true, nearby)
    budget -= searcher.steps()
    if (sure === undefined || sure >= 0) return sure === undefined ? undefined : TRUE
    if (isCertain) return FALSE
    const possible = searcher.find(question, node, false, nearby)
    budget -= searcher.steps()
    return possible === undefined ? undefined : possible >= 0 ? MAYBE : FALSE
  }
}

function isUncertain(sought: Sought | undefined): boolean {
  return sought !== undefined && (sought.truth.includes(MAYBE) || sought.keys?.uncertain === true)
}

/** Answers for the given nodes by sweeps, as far as the limit goes; whether it went all the way. */
function sweepFor(
  graph: Graph,
  question: Question,
  nodes: readonly number[],
  truth: Uint8Array,
  limit: number,
): boolean {
  const questions = byKey(question, nodes)
  const cost = graph.nodes + graph.edges
  const [hit, open, found] = [0, 1, 2].map(() => int32s(graph.nodes)) as [Int32Array, Int32Array, Int32Array]
  for (let first = 0; first < questions.length; first += keysPerSweep) {
    if (questions.length > 1 && (first / keysPerSweep + 1) * cost > limit) return false
    const block = questions.slice(first, first + keysPerSweep)
    const askers = block.map((group) => group[0]!)
    mark(question, askers, hit, open)
    found.fill(0)
    sweep(graph, question.direction, hit, open, found)
    block.forEach((group, lane) => {
      for (const node of group) {
        const bits = (found[node]! >>> (2 * lane)) & 3
        truth[node] = bits === 0 ? FALSE : bits & 1 ? TRUE : MAYBE
      }
    })
  }
  return true
}

/** Groups of nodes with the same keys: they ask the same question. */
function byKey(question: Question, nodes: readonly number[]): readonly (readonly number[])[] {
  const keys = [question.hit.keys, question.stop?.keys].flatMap((k) =>
    k === undefined ? [] : withUnknown(k.numbered()),
  )
  const all = keys.length === 0 ? undefined : keys.reduce(combine).ids
  const groups = new Map<number, number[]>()
  for (const node of nodes) {
    const id = all === undefined ? 0 : all[node]!
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [node])
    else group.push(node)
  }
  return [...groups.values()]
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
  const { truth } = sought
  const possible = every << shiftPossible
  const surelyAll = every | possible
  const keys = sought.keys?.numbered()
  if (keys === undefined)
    return (node) => (truth[node] === FALSE ? 0 : truth[node] === TRUE ? surelyAll : possible)

  const known = int32s(keys.count)
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
