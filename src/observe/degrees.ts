// Edges at each node, and edges that are drawn more than once.

import { copied, int32s } from './flat.js'
import type { Graph } from './graph.js'

export interface Degrees {
  /** Edges that enter and leave a node, self-loops apart. */
  readonly in: Int32Array
  readonly out: Int32Array
  readonly selfLoops: Int32Array
}

export function degreesOf({ nodes, tail, head }: Graph): Degrees {
  const degrees = { in: int32s(nodes), out: int32s(nodes), selfLoops: int32s(nodes) }
  for (let e = 0; e < tail.length; e++) {
    const [from, to] = [tail[e]!, head[e]!]
    if (from === to) degrees.selfLoops[from]!++
    else {
      degrees.out[from]!++
      degrees.in[to]!++
    }
  }
  return degrees
}

export interface Copies {
  /** Edges with the same ends as edge e, itself included. */
  readonly count: Int32Array
  /** The first edge with the same ends. */
  readonly first: Int32Array
}

/** Finds edges with the same tail and head, in linear time. */
export function copiesOf({ nodes, edges, tail, head, successorStart }: Graph): Copies {
  // Edges by tail, in their order.
  const byTail = int32s(edges)
  const next = copied(successorStart, nodes)
  for (let e = 0; e < edges; e++) byTail[next[tail[e]!]!++] = e
  const count = int32s(edges)
  const first = int32s(edges)
  // The latest edge into a node that was the first of its copies; it counts only while the tail is the same.
  const latest = int32s(nodes).fill(-1)
  for (const e of byTail) {
    const before = latest[head[e]!]!
    first[e] = before >= 0 && tail[before] === tail[e] ? before : e
    if (first[e] === e) latest[head[e]!] = e
    count[first[e]!]!++
  }
  for (let e = 0; e < edges; e++) count[e] = count[first[e]!]!
  return { count, first }
}
