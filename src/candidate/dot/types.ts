/** Attribute values by name. The object has no prototype, so any name, `__proto__` included, is plain data. */
export interface DotAttributes {
  readonly [name: string]: string
}

/** A node of the graph. A value in HTML form (`<…>`) keeps its angle brackets; a quoted one is unescaped. */
export interface DotNode {
  id: string
  /** Whether the id occurs in a node statement, and not only as an end of edges. */
  declared: boolean
  /** As Graphviz applies them: the defaults in force when the node first occurred, then its own. */
  attributes: DotAttributes
  /** The names of the attributes that were set on the node itself rather than by defaults. */
  explicit: ReadonlySet<string>
  /** Ids of the clusters around the first node statement (or the first occurrence), outermost first. */
  clusters: readonly string[]
  /** Physical line of the first occurrence, counted from 1. */
  line: number
}

/** An edge. Ports are the attributes `tailport` and `headport`. */
export interface DotEdge {
  from: string
  to: string
  attributes: DotAttributes
  line: number
}

/** A subgraph whose name starts with `cluster`, or whose attribute `cluster` is true. */
export interface DotCluster {
  id: string
  /** As drawn: where the cluster sets no label, it inherits the one of the graph around it. */
  label: string | undefined
  attributes: DotAttributes
  explicit: ReadonlySet<string>
  /** The id of the enclosing cluster. */
  parent: string | undefined
  line: number
}

export type DotErrorCategory =
  | 'unclosed-string'
  | 'missing-brace'
  | 'unquoted-value'
  | 'lost-header'
  | 'literal-newline'
  | 'pseudo-code'
  | 'stray-quote'
  | 'html-label'
  | 'corrupted-token'
  | 'not-dot'
  | 'limit'

/** A place where reading could not go on, and what to do about it. */
export interface DotSyntaxError {
  line: number
  column: number
  category: DotErrorCategory
  /** What was read there, shortened. */
  read: string
  expected: string
  repair: string
}

/** What was read of a text. `errors` is empty when Graphviz would accept the text and find a graph in it. */
export interface DotGraph {
  name: string | undefined
  directed: boolean
  strict: boolean
  attributes: DotAttributes
  /** In order of first occurrence. */
  nodes: DotNode[]
  edges: DotEdge[]
  clusters: DotCluster[]
  errors: DotSyntaxError[]
}

export interface DotLimits {
  /** Errors that are recorded; reading goes on beyond them. */
  maxErrors: number
  /** Open braces; reading stops beyond them. */
  maxDepth: number
  /** Attributes, edges and subgraphs that are made; keeps short texts from making huge graphs. */
  maxWork: number
}

export const defaultLimits: DotLimits = { maxErrors: 50, maxDepth: 1000, maxWork: 10_000_000 }
