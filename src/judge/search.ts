// What a path method asks of the graph, and the answer for one node at a time.
import { int32s } from '../observe/flat.js'
import type { Graph } from '../observe/graph.js'
import type { NodeKeys } from './keys.js'
import { type Direction, neighbours } from './sweep.js'
import { FALSE, TRUE } from './truth.js'

/** A selector on each node and, where it is keyed, the keys that must be known and equal on asking and found node. */
export interface Sought {
  readonly truth: Uint8Array
  readonly keys: NodeKeys | undefined
}

/** Is there a path from the asking node to a `hit` that meets no `stop` before it? */
export interface Question {
  readonly direction: Direction
  readonly hit: Sought
  readonly stop: Sought | undefined
}

/** Whether `node` is surely what the asking node seeks. */
export function surely(sought: Sought | undefined, asking: number, node: number): boolean {
  if (sought === undefined || sought.truth[node] !== TRUE) return false
  return sought.keys === undefined || sought.keys.same(asking, node) === TRUE
}

/** Whether `node` may be what the asking node seeks. */
export function possibly(sought: Sought | undefined, asking: number, node: number): boolean {
  if (sought === undefined || sought.truth[node] === FALSE) return false
  return sought.keys === undefined || sought.keys.same(asking, node) !== FALSE
}

/** Breadth-first searches over one graph; they share their memory, so one runs at a time. */
export interface Searcher {
  /**
   * The node at the end of a shortest path that answers the question (`sure`: by certain steps only); -1 when there is
   * none, `undefined` when more than `limit` edges would have to be looked at.
   */
  find(question: Question, asking: number, sure: boolean, limit: number): number | undefined
  /** Edges that the last search looked at. */
  steps(): number
  /** The nodes of the path to the node that the last search found, the asking node first. */
  path(asking: number, found: number): readonly number[]
}

export function createSearcher(graph: Graph): Searcher {
  const seenIn = int32s(graph.nodes)
  const cameFrom = int32s(graph.nodes)
  const queue = int32s(graph.nodes)
  let round = 0
  let steps = 0

  function find(question: Question, asking: number, sure: boolean, limit: number): number | undefined {
    const { start, list } = neighbours(graph, question.direction)
    const isHit = sure ? surely : possibly
    const isStop = sure ? possibly : surely
    round++
    steps = 0
    let end = 0
    // The asking node is not in the queue: it is looked at only where a path returns to it.
    for (let at = -1; at < end; at++) {
      const v = at < 0 ? asking : queue[at]!
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const w = list[i]!
        if (++steps > limit) return undefined
        if (seenIn[w] === round) continue
        seenIn[w] = round
        cameFrom[w] = v
        if (isStop(question.stop, asking, w)) continue
        if (isHit(question.hit, asking, w)) return w
        queue[end++] = w
      }
    }
    return -1
  }

  function path(asking: number, found: number): readonly number[] {
    const nodes = [found]
    let v = found
    do {
      v = cameFrom[v]!
      nodes.push(v)
    } while (v !== asking)
    return nodes.reverse()
  }

  return { find, path, steps: () => steps }
}
