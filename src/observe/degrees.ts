// Edges at each node, and edges that are drawn more than once.
import type { Graph } from './graph.js'

export interface Degrees {
  /** Edges that enter and leave a node, self-loops apart. */
  readonly in: Int32Array
  readonly out: Int32Array
  readonly selfLoops: Int32Array
}

export function degreesOf({ nodes, tail, head }: Graph): Degrees {
  const degrees = { in: new Int32Array(nodes), out: new Int32Array(nodes), selfLoops: new Int32Array(nodes) }
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
  const byTail = new Int32Array(edges)
  const next = successorStart.slice(0, nodes)
  for (let e = 0; e < edges; e++) byTail[next[tail[e]!]!++] = e
  const count = new Int32Array(edges)
  const first = new Int32Array(edges)
  // The latest edge into a node that was the first of its copies; it counts only while the tail is the same.
  const latest = new Int32Array(nodes).fill(-1)
  for (const e of byTail) {
    const before = latest[head[e]!]!
    first[e] = before >= 0 && tail[before] === tail[e] ? before : e
    if (first[e] === e) latest[head[e]!] = e
    count[first[e]!]!++
  }
  for (let e = 0; e < edges; e++) count[e] = count[first[e]!]!
  return { count, first }
}
