// Edits that connect what is not connected, or part what is tied in a knot. Each is made only where the document leaves one
// way to do it.
import type { Value } from '../knowledge/expression.js'
import type { Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'

type Side = 'from' | 'to'

const other = (side: Side): Side => (side === 'from' ? 'to' : 'from')

/** The distinct neighbours of a node: those that its edges lead to (`to`) or come from (`from`). */
function neighbours(draft: Draft, id: string, side: Side): Set<string> {
  const edges = draft.edgesAt(id).map((index) => draft.edges[index]!)
  return new Set(edges.filter((edge) => edge[other(side)] === id).map((edge) => edge[side]))
}

/** Words in which nodes that go together agree, or that both leave open. */
const together = ['phase', 'microbatch', 'step'] as const

/**
 * Nodes, other than the subject, whose words are as the parameters say, and which run together with it; none where a parameter
 * is unknown.
 */
function alike(draft: Draft, { name, parameters }: EditSubject): string[] {
  const { nodes, nodeIndex } = draft.document
  const own = nodes[nodeIndex.get(name) ?? -1]
  if (own === undefined || Object.values(parameters).includes(undefined)) return []
  const wanted = [
    ...Object.entries(parameters).map(([word, value]) => [word, keyOf(value)] as const),
    ...together.map((word) => [word, keyOf(own[word] as Value)] as const),
  ]
  return nodes
    .filter((node) => node.id !== name && wanted.every(([word, key]) => keyOf(node[word] as Value) === key))
    .map((node) => String(node.id))
}

const keyOf = (value: Value): string => JSON.stringify(value ?? null)

/** The subject gets the neighbours on that side that all nodes alike have, where they have the same. */
export function shareNeighbours(draft: Draft, subject: EditSubject, side: Side): boolean {
  const sets = alike(draft, subject)
    .map((id) => neighbours(draft, id, side))
    .filter(({ size }) => size > 0)
  const [first] = sets
  if (first === undefined || first.has(subject.name)) return false
  if (!sets.every((set) => set.size === first.size && [...set].every((id) => first.has(id)))) return false
  for (const id of first) addEdge(draft, subject.name, id, side)
  return true
}

/** An edge to (or from) the one node with the words of the parameters that has no edge on that side yet. */
export function linkOpenEnd(draft: Draft, subject: EditSubject, side: Side): boolean {
  const open = alike(draft, subject).filter(
    (id) => isOpen(draft, id, side) && neighbours(draft, id, side).size > 0,
  )
  if (open.length !== 1) return false
  addEdge(draft, subject.name, open[0]!, side)
  return true
}

/** Whether the document gives a node no edge on the side where the subject would be. */
function isOpen(draft: Draft, id: string, side: Side): boolean {
  return !draft.document.edges.some((edge) => edge[side] === id)
}

function addEdge(draft: Draft, own: string, there: string, side: Side): void {
  draft.addEdge(side === 'to' ? { from: own, to: there } : { from: there, to: own })
}

const idsOf = (value: Value): string[] => (typeof value === 'object' ? value.map(String) : [])

/** Edges that lead both ways between two nodes of a list: an exchange within one operation, which is no order. */
export function removeMutual(draft: Draft, { parameters }: EditSubject): boolean {
  const ids = new Set(idsOf(parameters.among))
  let isAny = false
  for (const id of ids) {
    for (const index of draft.edgesAt(id)) {
      const { from, to } = draft.edges[index]!
      const isMutual = from === id && ids.has(to) && neighbours(draft, to, 'to').has(id)
      if (!isMutual || !neighbours(draft, id, 'from').has(to)) continue
      for (const there of draft.edgesAt(to)) {
        const back = draft.edges[there]!
        if (back.from === to && back.to === id) draft.removeEdge(there)
      }
      draft.removeEdge(index)
      isAny = true
    }
  }
  return isAny
}

/**
 * A node that hands back to each of the nodes that it takes from stands for as many: each of them gets one of its own, between
 * itself and what it leads to. The first keeps the node.
 */
export function unfold(draft: Draft, { parameters }: EditSubject): boolean {
  const shared = new Set(idsOf(parameters.through))
  let isAny = false
  for (const id of shared) {
    const users = neighbours(draft, id, 'from')
    const readers = neighbours(draft, id, 'to')
    const isExchange = users.size > 0 && users.size === readers.size
    if (!isExchange || ![...users].every((user) => readers.has(user) && !shared.has(user))) continue
    ;[...users].forEach((user, index) => void unfoldFor(draft, id, user, index === 0))
    isAny = true
  }
  return isAny
}

/** Words of a copy that are those of the node it is for. */
const placed = ['phase', 'layer', 'stage', 'microbatch', 'step', 'dtype'] as const

function unfoldFor(draft: Draft, id: string, user: string, keeps: boolean): void {
  const nodeOf = (name: string) => draft.document.nodes[draft.document.nodeIndex.get(name) ?? -1] ?? {}
  const [original, beside] = [nodeOf(id), nodeOf(user)]
  const own = keeps ? id : draft.freeId(`${user}_${String(original.op ?? id)}`)
  for (const index of draft.edgesAt(user)) {
    const { from, to } = draft.edges[index]!
    if (from === user && to === id) {
      if (!keeps) draft.reroute(index, { to: own })
    } else if (from === id && to === user) draft.removeEdge(index)
    else if (from === user && !neighbours(draft, user, 'from').has(to)) draft.reroute(index, { from: own })
  }
  if (keeps) return
  const isTeam = Array.isArray(beside.devices) && beside.devices.length > 1
  const devices = isTeam ? beside.devices : (original.devices ?? beside.devices)
  const words = placed.flatMap((word) => (beside[word] === undefined ? [] : [[word, beside[word]]]))
  const tensors = beside.outputs === undefined ? {} : { inputs: beside.outputs, outputs: beside.outputs }
  draft.addNode({
    ...{ id: own, op: original.op },
    ...Object.fromEntries(words),
    ...(devices === undefined ? {} : { devices }),
    ...(original.group === undefined ? {} : { group: isTeam ? devices : original.group }),
    ...tensors,
  })
}
