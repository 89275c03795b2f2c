// Reachability in one pass over the graph: up to 32 questions at a time, one bit each.
import type { Graph } from '../observe/graph.js'

export type Direction = 'forward' | 'backward'

/** Neighbours in the direction of a question: forward looks at successors. */
export function neighbours(graph: Graph, direction: Direction): { start: Int32Array; list: Int32Array } {
  return direction === 'forward'
    ? { start: graph.successorStart, list: graph.successors }
    : { start: graph.predecessorStart, list: graph.predecessors }
}

/**
 * Adds to `found[v]` every bit for which a path from v in the given direction meets a node with the bit in `hit`, before
 * which all nodes have it in `open`; v itself is not looked at unless the path returns to it. Only nodes at the places
 * `[first, last)` of the graph's order are looked at; they must be whole components, and `hit`, `open` and `found` must
 * be 0 on all others.
 */
export function sweep(
  graph: Graph,
  direction: Direction,
  hit: Int32Array,
  open: Int32Array,
  found: Int32Array,
  first = 0,
  last = graph.nodes,
): void {
  const { order, component } = graph
  const { start, list } = neighbours(graph, direction)
  const step = direction === 'forward' ? -1 : 1
  let place = direction === 'forward' ? last - 1 : first
  while (place >= first && place < last) {
    const own = component[order[place]!]!
    const begin = place
    do {
      look(order[place]!)
      place += step
    } while (place >= first && place < last && component[order[place]!] === own)
    if (Math.abs(place - begin) > 1)
      settle(order.subarray(Math.min(begin, place - step), Math.max(begin, place - step) + 1))
  }

  /** One look at the neighbours of v; true when it found something new. */
  function look(v: number): boolean {
    const before = found[v]!
    let bits = before
    for (let i = start[v]!; i < start[v + 1]!; i++) {
      const w = list[i]!
      bits |= hit[w]! | (found[w]! & open[w]!)
    }
    found[v] = bits
    return bits !== before
  }

  /** Within a cycle: looks again at those whose neighbours found something, until nothing is new. */
  function settle(members: Int32Array): void {
    const back = neighbours(graph, direction === 'forward' ? 'backward' : 'forward')
    const queue = Array.from(members)
    const queued = new Set(queue)
    for (let v = queue.pop(); v !== undefined; v = queue.pop()) {
      queued.delete(v)
      if (!look(v)) continue
      for (let i = back.start[v]!; i < back.start[v + 1]!; i++) {
        const w = back.list[i]!
        if (component[w] !== component[v] || queued.has(w)) continue
        queued.add(w)
        queue.push(w)
      }
    }
  }
}
