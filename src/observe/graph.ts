// The graph of a candidate in compressed rows: successors and predecessors as flat arrays.

export interface Graph {
  readonly nodes: number
  readonly edges: number
  /** Tail and head (node rows) of edge e, in the order of the candidate. */
  readonly tail: Int32Array
  readonly head: Int32Array
  /** Heads of the edges that leave node v: successors[successorStart[v] … successorStart[v+1]). */
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
