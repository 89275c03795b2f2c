// What a path method asks of the graph, apart from how it is answered.
import type { Graph } from '../observe/graph.js'
import type { Keys } from './keys.js'
import { type Direction, neighbours } from './sweep.js'
import { FALSE, TRUE } from './truth.js'

/** A selector on each node and, where it is keyed, the keys that must be known and equal on asking and found node. */
export interface Sought {
  readonly truth: Uint8Array
  readonly keys: Keys | undefined
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
  if (sought.keys === undefined) return true
  const key = sought.keys.ids[node]!
  return key >= 0 && key === sought.keys.ids[asking]
}

/** Whether `node` may be what the asking node seeks. */
export function possibly(sought: Sought | undefined, asking: number, node: number): boolean {
  if (sought === undefined || sought.truth[node] === FALSE) return false
  if (sought.keys === undefined) return true
  const [key, own] = [sought.keys.ids[node]!, sought.keys.ids[asking]!]
  return key < 0 || own < 0 || key === own
}

/**
 * Breadth first from one node: the nodes of a shortest path that answers the question (`sure`: by certain steps only),
 * without the asking node. `none`: there is no such path. `undefined`: more than `limit` steps were needed.
 */
export function searchFrom(
  graph: Graph,
  question: Question,
  asking: number,
  sure: boolean,
  limit: number,
): { readonly path: readonly number[] | 'none'; readonly steps: number } | undefined {
  const { start, list } = neighbours(graph, question.direction)
  const isHit = sure ? surely : possibly
  const isStop = sure ? possibly : surely
  const cameFrom = new Map<number, number>()
  let steps = 0
  let front = [asking]
  while (front.length > 0) {
    const next: number[] = []
    for (const v of front) {
      for (let i = start[v]!; i < start[v + 1]!; i++) {
        const w = list[i]!
        if (++steps > limit) return undefined
        if (cameFrom.has(w)) continue
        cameFrom.set(w, v)
        if (isStop(question.stop, asking, w)) continue
        if (isHit(question.hit, asking, w)) return { path: trace(cameFrom, asking, w), steps }
        next.push(w)
      }
    }
    front = next
  }
  return { path: 'none', steps }
}

function trace(cameFrom: ReadonlyMap<number, number>, asking: number, hit: number): number[] {
  const path = [hit]
  for (let v = cameFrom.get(hit)!; v !== asking; v = cameFrom.get(v)!) path.push(v)
  return path.reverse()
}
