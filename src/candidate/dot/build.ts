import { type Attributes, assign, copyAttributes, type Pairs, type Spend } from './attributes.js'
import { type DefaultsOf, type NodeRecord, Scope } from './scope.js'
import type { DotEdge } from './types.js'

/** An end of edges: nodes with their ports, or all that a subgraph contains. */
export type Operand = { nodes: NodeRecord[]; ports: (string | undefined)[] } | { scope: Scope }

/** An edge that a statement means, from one of its operands to the next. */
export interface MadeEdge {
  readonly edge: DotEdge
  readonly from: number
  readonly tail: string
  readonly head: string
}

/** What a subgraph counts for: some hundred bytes, as several edges do. */
const subgraphWork = 4

/** Makes the graph out of statements, with the defaults, merging and products of Graphviz. */
export class GraphBuilder {
  name: string | undefined
  directed = true
  strict = false
  readonly root = new Scope(undefined, undefined, 1)
  readonly nodes: NodeRecord[] = []
  readonly edges: DotEdge[] = []
  private readonly byId = new Map<string, NodeRecord>()
  /** Edges that later statements may mean again: all of a strict graph, else those with a `key`. */
  private readonly mergeable = new Map<NodeRecord, Map<string, DotEdge>>()
  private readonly version = { node: 0, edge: 0 }
  private readonly spend: Spend

  constructor(spend: Spend) {
    this.spend = spend
  }

  setDefaults(kind: DefaultsOf, scope: Scope, pairs: Pairs): void {
    if (pairs.length === 0) return
    scope.setDefaults(kind, pairs)
    this.version[kind]++
  }

  setGraph(scope: Scope, pairs: Pairs): void {
    scope.set(pairs, this.spend)
  }

  /** The subgraph of that name within a scope. Short texts open many, so each counts for the memory that it takes. */
  subgraph(name: string | undefined, scope: Scope, line: number): Scope {
    this.spend(subgraphWork)
    return scope.child(name, line)
  }

  /** The node of that id, made with the defaults of this place if it is new. */
  node(id: string, scope: Scope, line: number): NodeRecord {
    let node = this.byId.get(id)
    if (node === undefined) {
      node = {
        id,
        index: this.nodes.length,
        line,
        scope,
        declared: false,
        attributes: scope.defaults('node', this.version.node, this.spend),
        explicit: undefined,
        inEdge: false,
        removed: false,
      }
      this.byId.set(id, node)
      this.nodes.push(node)
    }
    scope.members.push(node)
    return node
  }

  /** Ends a node statement; says whether it was the first one of that node. */
  declare(node: NodeRecord, scope: Scope, pairs: Pairs): boolean {
    const first = !node.declared
    if (first) {
      node.declared = true
      node.scope = scope
    }
    if (pairs.length === 0) return first
    if (node.explicit === undefined) {
      node.attributes = copyAttributes(node.attributes, this.spend)
      node.explicit = new Set()
    }
    this.spend(pairs.length)
    assign(node.attributes as Attributes, pairs)
    for (let i = 0; i < pairs.length; i += 2) node.explicit.add(pairs[i]!)
    return first
  }

  /** Takes back the newest nodes that are bare names: words of a line that was no DOT. */
  forgetBareNodes(from: number): void {
    while (this.nodes.length > from) {
      const node = this.nodes[this.nodes.length - 1]!
      if (node.inEdge || node.explicit !== undefined) return
      node.removed = true
      this.byId.delete(node.id)
      this.nodes.pop()
    }
  }

  /**
   * Ends an edge statement: every node of an operand with every node of the next. `made` takes the edges that it means, with
   * the number of the operand that they lead from.
   */
  connect(operands: Operand[], scope: Scope, pairs: Pairs, line: number, made?: MadeEdge[]): void {
    let tails = this.membersOf(operands[0]!)
    for (let i = 1; i < operands.length; i++) {
      const heads = this.membersOf(operands[i]!)
      for (let t = 0; t < tails.nodes.length; t++) {
        this.spend(1)
        for (let h = 0; h < heads.nodes.length; h++) {
          const [tail, head] = [tails.nodes[t]!, heads.nodes[h]!]
          const edge = this.edge(tail, tails.ports?.[t], head, heads.ports?.[h], scope, pairs, line)
          made?.push({ edge, from: i - 1, tail: tail.id, head: head.id })
        }
      }
      tails = heads
    }
  }

  private edge(
    tail: NodeRecord,
    tailPort: string | undefined,
    head: NodeRecord,
    headPort: string | undefined,
    scope: Scope,
    pairs: Pairs,
    line: number,
  ): DotEdge {
    this.spend(1 + pairs.length)
    tail.inEdge = true
    head.inEdge = true
    const merged = this.known(tail, head, pairs)
    const swapped = merged !== undefined && merged.from !== tail.id
    const ends: Pairs = []
    if (tailPort !== undefined) ends.push(swapped ? 'headport' : 'tailport', tailPort)
    if (headPort !== undefined) ends.push(swapped ? 'tailport' : 'headport', headPort)
    const own = ends.length === 0 ? pairs : [...ends, ...pairs]
    if (merged !== undefined) {
      if (own.length > 0) merged.attributes = this.withOwn(merged.attributes, own)
      return merged
    }
    const inherited = scope.defaults('edge', this.version.edge, this.spend)
    const attributes = own.length === 0 ? inherited : this.withOwn(inherited, own)
    const edge: DotEdge = { from: tail.id, to: head.id, attributes, line }
    this.edges.push(edge)
    this.remember(tail, head, pairs, edge)
    return edge
  }

  private withOwn(inherited: DotEdge['attributes'], own: Pairs): Attributes {
    const attributes = copyAttributes(inherited, this.spend)
    assign(attributes, own)
    return attributes
  }

  private known(tail: NodeRecord, head: NodeRecord, pairs: Pairs): DotEdge | undefined {
    const key = this.mergeKey(pairs)
    if (key === undefined) return undefined
    const direct = this.mergeable.get(tail)?.get(key + head.id)
    if (direct !== undefined || this.directed) return direct
    return this.mergeable.get(head)?.get(key + tail.id)
  }

  private remember(tail: NodeRecord, head: NodeRecord, pairs: Pairs, edge: DotEdge): void {
    const key = this.mergeKey(pairs)
    if (key === undefined) return
    let heads = this.mergeable.get(tail)
    if (heads === undefined) {
      heads = new Map()
      this.mergeable.set(tail, heads)
    }
    heads.set(key + head.id, edge)
  }

  /** A prefix that tells edges of the same ends apart, or undefined where each statement makes its own edge. */
  private mergeKey(pairs: Pairs): string | undefined {
    if (this.strict) return ''
    let key: string | undefined
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === 'key') key = pairs[i + 1]!
    return key === undefined ? undefined : `${key.length}:${key}`
  }

  private membersOf(operand: Operand): { nodes: NodeRecord[]; ports: (string | undefined)[] | undefined } {
    if ('nodes' in operand) return operand
    const found = new Set<NodeRecord>()
    const open = [operand.scope]
    for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
      this.spend(1 + scope.members.length)
      for (const node of scope.members) if (!node.removed) found.add(node)
      for (const child of scope.children) open.push(child)
    }
    return { nodes: [...found].sort((a, b) => a.index - b.index), ports: undefined }
  }
}
