// Which nodes the edges join, as rows. Resolving a million ids costs more than any other look at them, so a reader that
// has done it leaves the answer here for whoever asks next.
import type { CandidateEdge, CandidateNode } from './candidate.js'
import { IdRows } from './id-rows.js'

export interface EdgeEnds {
  /** Node row of each edge's tail and head. */
  readonly tail: Int32Array
  readonly head: Int32Array
}

const known = new WeakMap<readonly CandidateEdge[], { nodes: readonly CandidateNode[]; ends: EdgeEnds }>()

/**
 * The ends of all edges as rows of `nodes`. An end that is no node yet is appended to `nodes` and `rows`, as a node
 * whose id was never declared.
 */
export function declareEnds(nodes: CandidateNode[], edges: readonly CandidateEdge[], rows: IdRows): EdgeEnds {
  const ends = endsOf(nodes, edges, rows, (id, { line }) => {
    const row = nodes.push({ id, declared: false, ...(line !== undefined && { line }) }) - 1
    rows.add(row)
    return row
  })
  known.set(edges, { nodes, ends })
  return ends
}

/**
 * The ends of all edges as rows of `nodes`.
 *
 * @throws RangeError when an edge names no node: a reader has to declare all ends (`declareEnds`)
 */
export function edgeEnds(nodes: readonly CandidateNode[], edges: readonly CandidateEdge[]): EdgeEnds {
  const before = known.get(edges)
  if (before !== undefined && before.nodes === nodes) return before.ends
  const rows = new IdRows(nodes)
  for (let row = 0; row < nodes.length; row++) rows.add(row)
  return endsOf(nodes, edges, rows, (id) => {
    throw new RangeError(`no node has the id ${JSON.stringify(id)}`)
  })
}

/** The ends of all edges; `declare` gives the row of an end that is no node. */
function endsOf(
  nodes: readonly CandidateNode[],
  edges: readonly CandidateEdge[],
  rows: IdRows,
  declare: (id: string, edge: CandidateEdge) => number,
): EdgeEnds {
  const tail = new Int32Array(edges.length)
  const head = new Int32Array(edges.length)
  // Documents list their edges much as their nodes: an end is often that of the edge before, or the node behind it, and
  // looking there first is many times cheaper than looking among a million ids.
  const rowOf = (id: string, near: number, edge: CandidateEdge): number => {
    if (near + 1 < nodes.length && nodes[near + 1]!.id === id) return near + 1
    if (near < nodes.length && nodes[near]!.id === id) return near
    return rows.find(id) ?? declare(id, edge)
  }
  for (let e = 0; e < edges.length; e++) {
    const edge = edges[e]!
    tail[e] = rowOf(edge.from, e === 0 ? 0 : tail[e - 1]!, edge)
    head[e] = rowOf(edge.to, e === 0 ? 0 : head[e - 1]!, edge)
  }
  return { tail, head }
}
