// The shortest cycle of each set of nodes that wait for each other.

import { int32s } from './flat.js'
import { type Graph, groupRows } from './graph.js'

/** Edges looked at in search of the shortest cycles, beyond one search a component; then the best so far stands. */
const MOST_WORK = 2_000_000

export interface Cycle {
  /** Nodes of the strongly connected component, ascending. */
  readonly members: Int32Array
  /** Rows of the shortest cycle found, from its lowest row on, in the direction of the edges. */
  readonly shortest: readonly number[]
}

/** One cycle for each strongly connected component of more than one node, by its lowest row. */
export function cyclesOf(graph: Graph): readonly Cycle[] {
  if (graph.components === graph.nodes) return []
  const { start, rows } = groupRows(graph.component, graph.components)
  const found: Int32Array[] = []
  for (let c = 0; c < graph.components; c++) {
    if (start[c + 1]! - start[c]! > 1) found.push(rows.subarray(start[c]!, start[c + 1]!))
  }
  found.sort((a, b) => a[0]! - b[0]!)
  const search = new CycleSearch(graph)
  return found.map((members) => ({ members, shortest: search.shortest(members) }))
}

class CycleSearch {
  private readonly graph: Graph
  private readonly parent: Int32Array
  private readonly round: Int32Array
  private rounds = 0
  private work = MOST_WORK

  constructor(graph: Graph) {
    this.graph = graph
    this.parent = int32s(graph.nodes)
    this.round = int32s(graph.nodes)
  }

  /** The shortest cycle through any member; ties go to the lowest start. */
  shortest(members: Int32Array): number[] {
    let best: number[] = []
    for (const origin of members) {
      if (best.length === 2 || (best.length > 0 && this.work <= 0)) break
      const cycle = this.through(origin, best.length === 0 ? Number.POSITIVE_INFINITY : best.length)
      if (cycle !== undefined) best = cycle
    }
    const lowest = best.indexOf(best.reduce((a, b) => Math.min(a, b)))
    return [...best.slice(lowest), ...best.slice(0, lowest)]
  }

  /** The shortest cycle through a node, if it has fewer than `limit` nodes: a search by breadth, back to the node. */
  private through(origin: number, limit: number): number[] | undefined {
    const { successorStart, successors, component } = this.graph
    this.rounds++
    let frontier = [origin]
    for (let length = 1; frontier.length > 0 && length < limit; length++) {
      const next: number[] = []
      for (const v of frontier) {
        for (let i = successorStart[v]!; i < successorStart[v + 1]!; i++) {
          const w = successors[i]!
          this.work--
          if (w === origin && v !== origin) return this.wayTo(v, origin)
          if (w === origin || component[w] !== component[origin] || this.round[w] === this.rounds) continue
          this.round[w] = this.rounds
          this.parent[w] = v
          next.push(w)
        }
      }
      frontier = next
    }
    return undefined
  }

  private wayTo(last: number, origin: number): number[] {
    const way = [last]
    for (let v = last; v !== origin; ) {
      v = this.parent[v]!
      way.push(v)
    }
    return way.reverse()
  }
}
