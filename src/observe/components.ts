// Components of a graph given in compressed rows: strong ones in topological order, and weak ones.

import { copied, int32s } from './flat.js'

export interface StrongComponents {
  /** Component of each node; numbered so that edges lead to higher numbers (sources first). -1 outside the mask. */
  readonly component: Int32Array
  readonly components: number
}

interface Rows {
  readonly nodes: number
  readonly successorStart: Int32Array
  readonly successors: Int32Array
}

/**
 * The strongly connected components of a graph, or of the part of it that `mask` (1: inside) selects. Without cycles,
 * which is the rule, a plain topological sort settles it.
 */
export function strongComponents(graph: Rows, mask?: Uint8Array): StrongComponents {
  return topologicalOrder(graph, mask) ?? tarjan(graph, mask)
}

/** Each node as its own component, by Kahn's algorithm; undefined when there is a cycle. Self-loops are no cycles. */
function topologicalOrder(
  { nodes, successorStart, successors }: Rows,
  mask?: Uint8Array,
): StrongComponents | undefined {
  const open = int32s(nodes)
  let inside = nodes
  for (let v = 0; v < nodes; v++) {
    if (mask !== undefined && mask[v] === 0) {
      inside--
      continue
    }
    for (let i = successorStart[v]!; i < successorStart[v + 1]!; i++) {
      const w = successors[i]!
      if (w !== v) open[w]!++
    }
  }
  const queue = int32s(inside)
  const component = int32s(nodes).fill(-1)
  let end = 0
  for (let v = 0; v < nodes; v++) if (open[v] === 0 && (mask === undefined || mask[v] === 1)) queue[end++] = v
  for (let begin = 0; begin < end; begin++) {
    const v = queue[begin]!
    component[v] = begin
    for (let i = successorStart[v]!; i < successorStart[v + 1]!; i++) {
      const w = successors[i]!
      if (w !== v && --open[w]! === 0 && (mask === undefined || mask[w] === 1)) queue[end++] = w
    }
  }
  return end === inside ? { component, components: inside } : undefined
}

/** Tarjan's algorithm with an explicit stack. It finishes sinks first, so the numbers are turned round at the end. */
function tarjan({ nodes, successorStart, successors }: Rows, mask?: Uint8Array): StrongComponents {
  const index = int32s(nodes).fill(-1)
  const low = int32s(nodes)
  const component = int32s(nodes).fill(-1)
  const next = copied(successorStart, nodes)
  const path: number[] = []
  const waiting: number[] = []
  let counter = 0
  let components = 0
  const enter = (v: number): void => {
    index[v] = low[v] = counter++
    path.push(v)
    waiting.push(v)
  }
  for (let root = 0; root < nodes; root++) {
    if (index[root] !== -1 || (mask !== undefined && mask[root] === 0)) continue
    enter(root)
    while (path.length > 0) {
      const v = path.at(-1)!
      if (next[v]! < successorStart[v + 1]!) {
        const w = successors[next[v]!++]!
        if (mask !== undefined && mask[w] === 0) continue
        if (index[w] === -1) enter(w)
        else if (component[w] === -1 && index[w]! < low[v]!) low[v] = index[w]!
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined && low[v]! < low[parent]!) low[parent] = low[v]!
      if (low[v] !== index[v]) continue
      for (let w = -1; w !== v; ) {
        w = waiting.pop()!
        component[w] = components
      }
      components++
    }
  }
  for (let v = 0; v < nodes; v++) if (component[v] !== -1) component[v] = components - 1 - component[v]!
  return { component, components }
}

export interface WeakComponents {
  /** Component of each node, numbered by first appearance. */
  readonly component: Int32Array
  readonly sizes: Int32Array
}

/** The weakly connected components of a graph. */
export function weakComponents(nodes: number, tail: Int32Array, head: Int32Array): WeakComponents {
  const parent = int32s(nodes)
  for (let v = 0; v < nodes; v++) parent[v] = v
  const find = (v: number): number => {
    let root = v
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!
      root = parent[root]!
    }
    return root
  }
  for (let e = 0; e < tail.length; e++) {
    const a = find(tail[e]!)
    const b = find(head[e]!)
    if (a < b) parent[b] = a
    else parent[a] = b
  }
  const component = int32s(nodes)
  const sizes: number[] = []
  for (let v = 0; v < nodes; v++) {
    const root = find(v)
    // The root is the lowest row of its component, so it has its number before the others.
    component[v] = root === v ? sizes.push(0) - 1 : component[root]!
    sizes[component[v]!]!++
  }
  return { component, sizes: Int32Array.from(sizes) }
}
