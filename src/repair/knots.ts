// Edits that part what is tied in a knot. Each is made only where the document leaves one way to do it.
import type { Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'
import { idsOf, neighbours } from './neighbours.js'

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
 * Nodes of a list that lead to each other both ways, of one operation and layer, are parts of one exchange: what feeds one of
 * them then feeds each, and the edges between them go. Nothing that reached a part before fails to reach it after.
 */
export function feedEach(draft: Draft, { parameters }: EditSubject): boolean {
  const ids = idsOf(parameters.among)
  const parts = new Set(ids)
  const nodeOf = (id: string) => draft.document.nodes[draft.document.nodeIndex.get(id) ?? -1] ?? {}
  const isOne = (a: string, b: string) =>
    nodeOf(a).op === nodeOf(b).op &&
    nodeOf(a).layer === nodeOf(b).layer &&
    nodeOf(a).phase === nodeOf(b).phase
  const mutual = (id: string) => {
    const before = neighbours(draft, id, 'from')
    return [...neighbours(draft, id, 'to')].filter((there) => parts.has(there) && before.has(there))
  }
  const seen = new Set<string>()
  let isAny = false
  for (const start of ids) {
    if (seen.has(start)) continue
    const exchange = [start]
    seen.add(start)
    for (const id of exchange) {
      for (const there of mutual(id)) {
        if (seen.has(there) || !isOne(id, there)) continue
        seen.add(there)
        exchange.push(there)
      }
    }
    if (exchange.length < 2) continue
    const within = new Set(exchange)
    const feeders = new Map(
      exchange.map((id) => [id, [...neighbours(draft, id, 'from')].filter((from) => !within.has(from))]),
    )
    if ([...feeders.values()].some(({ length }) => length === 0)) return false
    const all = new Set([...feeders.values()].flat())
    for (const id of exchange) {
      for (const index of draft.edgesAt(id)) {
        const { from, to } = draft.edges[index]!
        if (from === id && within.has(to)) draft.removeEdge(index)
      }
      for (const from of all) if (!feeders.get(id)!.includes(from)) draft.addEdge({ from, to: id })
    }
    isAny = true
  }
  return isAny
}

/**
 * A node that hands back to each of the nodes that it takes from stands for as many: each of them gets one of its own, between
 * itself and what it leads to. So does one that hands each on to the next stage or layer, or that several layers share. The
 * first keeps the node.
 */
export function unfold(draft: Draft, { parameters }: EditSubject): boolean {
  const shared = new Set(idsOf(parameters.through))
  let isAny = false
  for (const id of shared) {
    const uses = handovers(draft, id) ?? usesByLayer(draft, id)
    uses.forEach(([users, readers], index) => void (index > 0 && passThroughCopy(draft, id, users, readers)))
    if (uses.length > 1) isAny = true
  }
  for (const id of shared) {
    const users = neighbours(draft, id, 'from')
    const readers = neighbours(draft, id, 'to')
    const isExchange = users.size > 0 && users.size === readers.size
    if (!isExchange || ![...users].every((user) => readers.has(user) && !shared.has(user))) continue
    const own = draft.edgesAt(id)
    ;[...users].forEach((user, index) => void unfoldFor(draft, id, user, own, index === 0))
    isAny = true
  }
  return isAny
}

/** Words of a copy that are those of the node it is for. */
const placed = ['phase', 'layer', 'stage', 'microbatch', 'step', 'dtype'] as const

/**
 * Of a node that takes from each of a row of nodes but the last and leads to each but the first: who hands over to whom.
 * Undefined where the nodes have no order by stage or layer, or are no such row.
 */
function handovers(draft: Draft, id: string): Use[] | undefined {
  const [users, readers] = [neighbours(draft, id, 'from'), neighbours(draft, id, 'to')]
  const row = [...new Set([...users, ...readers])]
  const nodes = row.map((name) => draft.document.nodes[draft.document.nodeIndex.get(name) ?? -1] ?? {})
  if (new Set(nodes.map(({ phase }) => phase)).size !== 1) return undefined
  for (const word of ['stage', 'layer'] as const) {
    const places = new Map(row.map((name, index) => [name, nodes[index]![word]]))
    if (![...places.values()].every((place) => typeof place === 'number')) continue
    if (new Set(places.values()).size !== row.length) continue
    const sorted = row.sort((a, b) => Number(places.get(a)) - Number(places.get(b)))
    const isRow = sorted.every(
      (name, index) => users.has(name) === index < row.length - 1 && readers.has(name) === index > 0,
    )
    return isRow ? sorted.slice(1).map((reader, index) => [[sorted[index]!], [reader]] as const) : undefined
  }
  return undefined
}

/** Who takes from whom through a node, use by use. */
type Use = readonly [users: readonly string[], readers: readonly string[]]

/** The uses of a node by layers, where each layer that leads to it takes from it and none else does. */
function usesByLayer(draft: Draft, id: string): Use[] {
  const [users, readers] = (['from', 'to'] as const).map((side) => {
    const byLayer = new Map<unknown, string[]>()
    for (const name of neighbours(draft, id, side)) {
      const { phase, layer } = draft.document.nodes[draft.document.nodeIndex.get(name) ?? -1] ?? {}
      const key = typeof layer === 'number' ? JSON.stringify([phase, layer]) : undefined
      byLayer.set(key, [...(byLayer.get(key) ?? []), name])
    }
    return byLayer
  }) as [Map<unknown, string[]>, Map<unknown, string[]>]
  const isPaired = users.size === readers.size && [...users.keys()].every((key) => readers.has(key))
  if (!isPaired || users.size < 2 || users.has(undefined)) return []
  const isBoth = [...users].some(([key, names]) => names.some((name) => readers.get(key)!.includes(name)))
  return isBoth ? [] : [...users].map(([key, names]) => [names, readers.get(key)!] as const)
}

function passThroughCopy(
  draft: Draft,
  id: string,
  users: readonly string[],
  readers: readonly string[],
): void {
  const own = addCopy(draft, id, users[0]!)
  for (const index of draft.edgesAt(id)) {
    const { from, to } = draft.edges[index]!
    if (to === id && users.includes(from)) draft.reroute(index, { to: own })
    else if (from === id && readers.includes(to)) draft.reroute(index, { from: own })
  }
}

/** `own` are the edges of the node as it was before any of its users got a copy. */
function unfoldFor(draft: Draft, id: string, user: string, own: readonly number[], keeps: boolean): void {
  const use = keeps ? id : addCopy(draft, id, user)
  for (const index of draft.edgesAt(user)) {
    const { from, to } = draft.edges[index]!
    if (own.includes(index)) {
      if (from === id) draft.removeEdge(index)
      else if (!keeps) draft.reroute(index, { to: use })
    } else if (from === user && !neighbours(draft, user, 'from').has(to)) draft.reroute(index, { from: use })
  }
}

/** A copy of a node for one of those that use it. */
function addCopy(draft: Draft, id: string, user: string): string {
  const nodeOf = (name: string) => draft.document.nodes[draft.document.nodeIndex.get(name) ?? -1] ?? {}
  const [original, beside] = [nodeOf(id), nodeOf(user)]
  const own = draft.freeId(`${user}_${String(original.op ?? id)}`)
  const isTeam = Array.isArray(beside.devices) && beside.devices.length > 1
  // A communication that is drawn without a place has none in its copies either.
  const devices = original.devices === undefined ? undefined : isTeam ? beside.devices : original.devices
  const words = placed.flatMap((word) => (beside[word] === undefined ? [] : [[word, beside[word]]]))
  const tensors = beside.outputs === undefined ? {} : { inputs: beside.outputs, outputs: beside.outputs }
  draft.addNode(
    {
      ...{ id: own, op: original.op },
      ...Object.fromEntries(words),
      ...(devices === undefined ? {} : { devices }),
      ...(original.group === undefined ? {} : { group: isTeam ? devices : original.group }),
      ...tensors,
    },
    id,
  )
  return own
}

/**
 * Of two edges that lead both ways between two nodes, one is there twice, turned round, where without it both nodes keep a
 * successor and a predecessor, and without the other one of them would lose its last.
 */
export function removeReversed(draft: Draft, { parameters }: EditSubject): boolean {
  const ids = new Set(idsOf(parameters.among))
  const count = (id: string, side: 'from' | 'to') => neighbours(draft, id, side).size
  const turned: number[] = []
  for (const from of ids) {
    for (const index of draft.edgesAt(from)) {
      const { to } = draft.edges[index]!
      if (draft.edges[index]!.from !== from || !ids.has(to) || !neighbours(draft, to, 'to').has(from))
        continue
      const mayGo = count(from, 'to') > 1 && count(to, 'from') > 1
      const isOtherNeeded = count(to, 'to') === 1 || count(from, 'from') === 1
      if (from !== to && mayGo && isOtherNeeded) turned.push(index)
    }
  }
  for (const index of turned) draft.removeEdge(index)
  return turned.length > 0
}
