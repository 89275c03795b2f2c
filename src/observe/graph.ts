// The graph of a candidate in compressed rows: successors and predecessors as flat arrays.
import type { EdgeEnds } from '../candidate/ends.js'
import { strongComponents } from './components.js'
import { copied, int32s } from './flat.js'

export interface Graph {
  readonly nodes: number
  readonly edges: number
  /** Tail and head (node rows) of edge e, in the order of the candidate. */
  readonly tail: Int32Array
  readonly head: Int32Array
  /** Heads of the edges that leave node v: successors[successorStart[v] … successorStart[v+1]), in the order of the edges. */
  readonly successorStart: Int32Array
  readonly successors: Int32Array
  readonly predecessorStart: Int32Array
  readonly predecessors: Int32Array
  /** Strongly connected component of each node; components are numbered in topological order (sources first). */
  readonly component: Int32Array
  readonly components: number
  /** Nodes ordered by component, so that predecessors come first except within a cycle. */
  readonly order: Int32Array
}

/** Builds the compressed rows of a graph of `nodes` nodes. */
export function buildGraph(nodes: number, { tail, head }: EdgeEnds): Graph {
  const [successorStart, successors] = compress(nodes, tail, head)
  const [predecessorStart, predecessors] = compress(nodes, head, tail)
  const { component, components } = strongComponents({ nodes, successorStart, successors })
  const order = groupRows(component, components).rows
  return {
    nodes,
    edges: tail.length,
    tail,
    head,
    successorStart,
    successors,
    predecessorStart,
    predecessors,
    component,
    components,
    order,
  }
}

/** For each key, the values that stand with it, in their order, as one flat array and where each key's part starts. */
function compress(keys: number, key: Int32Array, value: Int32Array): [start: Int32Array, values: Int32Array] {
  const { start, rows } = groupRows(key, keys)
  for (let i = 0; i < rows.length; i++) rows[i] = value[rows[i]!]!
  return [start, rows]
}

/** Rows by the group they belong to (-1: none): group g has rows[start[g] … start[g+1]), ascending. */
export function groupRows(
  groupOf: Int32Array,
  groups: number,
): { readonly start: Int32Array; readonly rows: Int32Array } {
  const start = int32s(groups + 1)
  for (let row = 0; row < groupOf.length; row++) if (groupOf[row]! >= 0) start[groupOf[row]! + 1]!++
  for (let group = 0; group < groups; group++) start[group + 1]! += start[group]!
  const rows = int32s(start[groups]!)
  const next = copied(start, groups)
  for (let row = 0; row < groupOf.length; row++) if (groupOf[row]! >= 0) rows[next[groupOf[row]!]!++] = row
  return { start, rows }
}
