// The plan document as repair edits it: nodes by id, and the candidate's edges traced back to the entries they came from.

/** An edge of the candidate, and the entry of `edges` that it was read from (a chain gives several). */
export interface DocumentEdge {
  readonly entry: number
  readonly from: string
  readonly to: string
  /** What the entry says besides its ends. */
  readonly rest: Readonly<Record<string, unknown>>
}

export interface PlanDocument {
  readonly root: Readonly<Record<string, unknown>>
  readonly nodes: readonly Readonly<Record<string, unknown>>[]
  /** Index in `nodes` by id. */
  readonly nodeIndex: ReadonlyMap<string, number>
  /** In the order of the candidate's edges. */
  readonly edges: readonly DocumentEdge[]
  /** Entries that are chains, such as "a -> b -> c". */
  readonly chains: ReadonlySet<number>
}

const arrow = /\s*->\s*/u

/** The document of a candidate that was read without problems; undefined when it has no nodes or no edges to edit. */
export function planDocument(document: unknown): PlanDocument | undefined {
  if (!isObject(document) || !Array.isArray(document.nodes)) return undefined
  const entries: unknown[] = Array.isArray(document.edges) ? document.edges : []
  const chains = new Set<number>()
  const edges: DocumentEdge[] = []
  entries.forEach((entry, index) => {
    if (typeof entry === 'string') {
      chains.add(index)
      const ids = entry.trim().split(arrow)
      for (let i = 1; i < ids.length; i++)
        edges.push({ entry: index, from: ids[i - 1]!, to: ids[i]!, rest: {} })
    } else if (isObject(entry)) {
      const { from, to, ...rest } = entry
      edges.push({ entry: index, from: String(from), to: String(to), rest })
    }
  })
  const nodes = document.nodes.filter(isObject)
  return {
    root: document,
    nodes,
    nodeIndex: new Map(nodes.map((node, index) => [String(node.id), index])),
    edges,
    chains,
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields of plan nodes; other words of a node are attributes. */
export const nodeFields: ReadonlySet<string> = new Set([
  'title',
  'op',
  'phase',
  'layer',
  'stage',
  'microbatch',
  'step',
  'devices',
  'group',
  'dtype',
])
