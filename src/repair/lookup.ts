// Nodes of a document by what they say. A fix asks for them on each of its subjects, and a document has thousands of both.
import type { Value } from '../knowledge/expression.js'
import { isObject, type PlanDocument } from './document.js'

type Node = PlanDocument['nodes'][number]

/** How a word of a node is read. */
export type Read = (node: Node, word: string) => Value

/** A field of a node. */
export const fieldOf: Read = (node, word) => node[word] as Value

/** A word of a node: a field, or what its patterns or its attributes say beside. */
export const wordOf: Read = (node, word) => {
  const { attributes } = node
  return (node[word] ?? (isObject(attributes) ? attributes[word] : undefined)) as Value
}

/** A text that two values share only when they are equal. */
export const keyOf = (value: Value): string => JSON.stringify(value ?? null)

interface Known {
  /** By the words and how they are read: ids by the values of the words. */
  readonly nodes: Map<Read, Map<string, ReadonlyMap<string, readonly string[]>>>
  ends?: { readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> }
}

/** Documents are not changed: what is edited is a draft. */
const documents = new WeakMap<PlanDocument, Known>()

function knownOf(document: PlanDocument): Known {
  const known = documents.get(document) ?? { nodes: new Map() }
  documents.set(document, known)
  return known
}

/** The ids of the nodes whose words have these values, as keys, in the order of the document. */
export function nodesWith(
  document: PlanDocument,
  wanted: readonly (readonly [word: string, key: string])[],
  read: Read,
): readonly string[] {
  const { nodes } = knownOf(document)
  const byWords = nodes.get(read) ?? new Map<string, ReadonlyMap<string, readonly string[]>>()
  nodes.set(read, byWords)
  const words = wanted.map(([word]) => word)
  const name = JSON.stringify(words)
  const ids = byWords.get(name) ?? idsByValues(document, words, read)
  byWords.set(name, ids)
  return ids.get(JSON.stringify(wanted.map(([, key]) => key))) ?? []
}

function idsByValues(
  { nodes }: PlanDocument,
  words: readonly string[],
  read: Read,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const node of nodes) {
    const key = JSON.stringify(words.map((word) => keyOf(read(node, word))))
    const ids = found.get(key)
    if (ids === undefined) found.set(key, [String(node.id)])
    else ids.push(String(node.id))
  }
  return found
}

/** Whether an edge of the document begins (`from`) or ends (`to`) at a node. */
export function hasEnd(document: PlanDocument, id: string, side: 'from' | 'to'): boolean {
  const known = knownOf(document)
  known.ends ??= {
    from: new Set(document.edges.map(({ from }) => from)),
    to: new Set(document.edges.map(({ to }) => to)),
  }
  return known.ends[side].has(id)
}
