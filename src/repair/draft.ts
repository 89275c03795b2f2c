// A draft collects the changes that the edits of one fix make to a plan document and turns them into one JSON Patch.
import type { PatchOperation } from '../judge/verdict.js'
import { isObject, type PlanDocument } from './document.js'
import { pointer } from './pointer.js'

export interface DraftEdge {
  from: string
  to: string
  rest: Readonly<Record<string, unknown>>
  removed: boolean
}

export interface Draft {
  readonly document: PlanDocument
  /** Edges of the document as edited so far, by their index in the candidate, then the added ones. */
  readonly edges: readonly Readonly<DraftEdge>[]
  /** Indexes of the edges at a node as edited so far, removed ones left out, in ascending order. */
  edgesAt(id: string): number[]
  /** `like` is the node that it is a copy of. */
  addNode(node: Readonly<Record<string, unknown>>, like?: string): void
  addEdge(edge: { from: string; to: string; rest?: Readonly<Record<string, unknown>> }): void
  reroute(edge: number, ends: { from?: string; to?: string }): void
  removeEdge(edge: number): void
  removeNode(id: string): void
  /** Sets a value at a path of keys below the document's root; false where another value was set there before. */
  set(path: readonly (string | number)[], value: unknown): boolean
  /** Has flags of a launch, by the names that it uses, written as their successors. */
  succeed(flags: readonly string[]): void
  /** An id that no node has: `base`, or `base` with the lowest free number behind it. */
  freeId(base: string): string
  /** The changes as they were made, for documents that are no JSON. */
  changes(): Changes
  patch(): PatchOperation[]
}

export interface Changes {
  readonly addedNodes: readonly Readonly<Record<string, unknown>>[]
  /** Of added nodes that are copies: the node that they are copies of. */
  readonly models: ReadonlyMap<string, string>
  readonly removedNodes: ReadonlySet<string>
  /** Edges of the document, by their index, that are removed or lead elsewhere. */
  readonly touched: ReadonlySet<number>
  /** Edges beyond those of the document. */
  readonly addedEdges: readonly Readonly<DraftEdge>[]
  readonly sets: number
  /** Flags that are written as their successors. */
  readonly succeeded: readonly string[]
}

export function createDraft(document: PlanDocument): Draft {
  const edges: DraftEdge[] = document.edges.map(({ from, to, rest }) => ({ from, to, rest, removed: false }))
  const touched = new Set<number>()
  const ids = new Set(document.nodeIndex.keys())
  for (const edge of document.edges) ids.add(edge.from).add(edge.to)
  const addedNodes: Readonly<Record<string, unknown>>[] = []
  const removedNodes = new Set<string>()
  const models = new Map<string, string>()
  const sets: PatchOperation[] = []
  const written = new Map<string, unknown>()
  const succeeded: string[] = []
  const at = new Map<string, Set<number>>()
  const note = (index: number) => {
    for (const id of [edges[index]!.from, edges[index]!.to]) {
      const known = at.get(id)
      if (known === undefined) at.set(id, new Set([index]))
      else known.add(index)
    }
  }
  for (let index = 0; index < edges.length; index++) note(index)

  return {
    document,
    edges,
    edgesAt(id) {
      const isAt = (index: number) =>
        !edges[index]!.removed && (edges[index]!.from === id || edges[index]!.to === id)
      return [...(at.get(id) ?? [])].filter(isAt).sort((a, b) => a - b)
    },
    addNode(node, like) {
      ids.add(String(node.id))
      if (like !== undefined) models.set(String(node.id), like)
      addedNodes.push(node)
    },
    addEdge({ from, to, rest = {} }) {
      note(edges.push({ from, to, rest, removed: false }) - 1)
    },
    reroute(index, ends) {
      const edge = edges[index]!
      edge.from = ends.from ?? edge.from
      edge.to = ends.to ?? edge.to
      note(index)
      touched.add(index)
    },
    removeEdge(index) {
      edges[index]!.removed = true
      touched.add(index)
    },
    removeNode(id) {
      removedNodes.add(id)
    },
    set(path, value) {
      const at = pointer(path)
      if (written.has(at)) return JSON.stringify(written.get(at)) === JSON.stringify(value)
      for (const operation of setOperations(document, path, value)) {
        if (operation.path !== at && written.has(operation.path)) continue
        written.set(operation.path, operation.value)
        sets.push(operation)
      }
      return true
    },
    succeed(flags) {
      succeeded.push(...flags)
    },
    freeId(base) {
      if (!ids.has(base)) return base
      let number = 2
      while (ids.has(`${base}_${number}`)) number++
      return `${base}_${number}`
    },
    changes: () => ({
      addedNodes,
      models,
      removedNodes,
      touched,
      addedEdges: edges.slice(document.edges.length).filter(({ removed }) => !removed),
      sets: sets.length,
      succeeded,
    }),
    patch: () => [
      ...sets,
      ...addedNodes.map((value): PatchOperation => ({ op: 'add', path: '/nodes/-', value })),
      ...edgeOperations(document, edges, touched),
      ...[...removedNodes]
        .flatMap((id) => document.nodeIndex.get(id) ?? [])
        .sort((a, b) => b - a)
        .map((index): PatchOperation => ({ op: 'remove', path: pointer(['nodes', index]) })),
    ],
  }
}

/** Replaced ends, then additions, then removals from the end, so that no index moves before it is used. */
function edgeOperations(
  document: PlanDocument,
  edges: readonly DraftEdge[],
  touched: ReadonlySet<number>,
): PatchOperation[] {
  const replaced: PatchOperation[] = []
  const added: PatchOperation[] = []
  const removed: number[] = []
  const entries = new Set([...touched].flatMap((index) => document.edges[index]?.entry ?? []))
  const edgesOf = new Map<number, number[]>([...entries].map((entry) => [entry, []]))
  document.edges.forEach(({ entry }, index) => void edgesOf.get(entry)?.push(index))
  for (const entry of [...entries].sort((a, b) => a - b)) {
    const own = edgesOf.get(entry)!
    const left = own.map((index) => edges[index]!).filter((edge) => !edge.removed)
    if (left.length === 0) removed.push(entry)
    else if (document.chains.has(entry)) {
      replaced.push({ op: 'replace', path: pointer(['edges', entry]), value: entryOf(left[0]!) })
      for (const edge of left.slice(1)) added.push({ op: 'add', path: '/edges/-', value: entryOf(edge) })
    } else {
      const before = document.edges[own[0]!]!
      const now = left[0]!
      if (before.from !== now.from)
        replaced.push({ op: 'replace', path: pointer(['edges', entry, 'from']), value: now.from })
      if (before.to !== now.to)
        replaced.push({ op: 'replace', path: pointer(['edges', entry, 'to']), value: now.to })
    }
  }
  for (const edge of edges.slice(document.edges.length)) {
    if (!edge.removed) added.push({ op: 'add', path: '/edges/-', value: entryOf(edge) })
  }
  const isFirst = added.length > 0 && !Array.isArray(document.root.edges)
  const list: PatchOperation[] = isFirst ? [{ op: 'add', path: '/edges', value: [] }] : []
  return [
    ...replaced,
    ...list,
    ...added,
    ...removed
      .sort((a, b) => b - a)
      .map((entry): PatchOperation => ({ op: 'remove', path: pointer(['edges', entry]) })),
  ]
}

function entryOf(edge: DraftEdge): Record<string, unknown> {
  return { from: edge.from, to: edge.to, ...edge.rest }
}

/** `replace` where the value exists, else `add`, with the objects on the way to it. */
function setOperations(
  document: PlanDocument,
  path: readonly (string | number)[],
  value: unknown,
): PatchOperation[] {
  const operations: PatchOperation[] = []
  let at: unknown = document.root
  for (let i = 0; i < path.length; i++) {
    const key = path[i]!
    const exists = (isObject(at) || Array.isArray(at)) && Object.hasOwn(at, key)
    if (i === path.length - 1) operations.push({ op: exists ? 'replace' : 'add', path: pointer(path), value })
    else if (!exists) operations.push({ op: 'add', path: pointer(path.slice(0, i + 1)), value: {} })
    at = exists ? (at as Record<string | number, unknown>)[key] : {}
  }
  return operations
}
