// Waits that no edge draws: the parts of a joint operation begin together, so what comes before one part comes before all.
import { cyclesOf } from './cycles.js'
import type { SubjectTable } from './facts.js'
import { bytes, copied, int32s, mapped } from './flat.js'
import { buildGraph, type Graph } from './graph.js'
import { type JointParts, jointParts, listOf } from './joint.js'

/** Edges looked at to see in which order devices come to their operations of one kind, at all and for each node. */
const MOST_WORK = 1_000_000
const MOST_WORK_PER_NODE = 16

/** Which nodes are sought, by row: 0 no, 1 yes, 2 perhaps. */
export type Marks = Uint8Array

/** Nodes that hand over to a neighbour and nodes that take over: one that hands over ends when the other has taken. */
export interface HandOver {
  readonly giving: Marks
  readonly taking: Marks
}

/**
 * The shortest circle of nodes in which each waits for the one before, when the parts of each joint operation among the
 * chosen nodes begin together, and so do both ends of each hand-over: an edge leads from each node to the next, or both
 * begin together. Empty where there is none.
 *
 * The k-th call of a device meets the k-th call of the others. Where a device's order is not drawn, or devices call
 * unequally often, nobody knows which parts meet; such operations are left out, and without a circle among the rest
 * nothing is known. Nor is it in a graph that has cycles as drawn.
 */
export function circularWait(
  graph: Graph,
  nodes: SubjectTable,
  chosen: () => Marks,
  handOver?: HandOver,
): readonly number[] | undefined {
  const parts = jointParts(nodes)
  const given = handOver === undefined ? NOTHING_GIVEN : handOvers(graph, handOver)
  if (parts.rows.length === 0 && given.taker.size === 0) return given.isWhole ? [] : undefined
  if (graph.components !== graph.nodes) return undefined
  const { eventOf, isWhole } = meetings(graph, nodes, parts, parts.rows.length > 0 ? chosen() : NONE)
  const circle = shortestCircle(graph, withHandOvers(eventOf, given.taker), given.taker)
  return circle.length > 0 || (isWhole && given.isWhole) ? circle : undefined
}

interface Given {
  /** The row that takes over from a row. */
  readonly taker: ReadonlyMap<number, number>
  readonly isWhole: boolean
}

const NONE: Marks = new Uint8Array(0)
const NOTHING_GIVEN: Given = { taker: new Map(), isWhole: true }

/** Pairs of neighbours of which one hands over to the other alone, and that one takes from nobody else. */
function handOvers({ nodes, tail, head }: Graph, { giving, taking }: HandOver): Given {
  const taker = new Map<number, number>()
  const giver = new Map<number, number>()
  // A node may take from one and hand over to another: each part it plays is looked at by itself.
  const givesMore = bytes(nodes)
  const takesMore = bytes(nodes)
  let isWhole = true
  if (!giving.includes(1) && !giving.includes(2)) return NOTHING_GIVEN
  tail.forEach((from, e) => {
    const to = head[e]!
    if (giving[from] === 0 || taking[to] === 0) return
    if (giving[from] === 2 || taking[to] === 2) {
      isWhole = false
      givesMore[from] = takesMore[to] = 1
    }
    if ((taker.get(from) ?? to) !== to) givesMore[from] = 1
    if ((giver.get(to) ?? from) !== from) takesMore[to] = 1
    taker.set(from, to)
    giver.set(to, from)
  })
  for (const [from, to] of taker) if (givesMore[from] === 1 || takesMore[to] === 1) taker.delete(from)
  return { taker, isWhole }
}

/** Events of which both ends of a hand-over are one. */
function withHandOvers(eventOf: Int32Array, taker: ReadonlyMap<number, number>): Int32Array {
  const parent = copied(eventOf)
  const find = (row: number): number => {
    let event = row
    while (parent[event] !== event) {
      parent[event] = parent[parent[event]!]!
      event = parent[event]!
    }
    return event
  }
  for (const [from, to] of taker) {
    const a = find(from)
    const b = find(to)
    parent[Math.max(a, b)] = Math.min(a, b)
  }
  return mapped(parent, (_, row) => find(row))
}

/** The lowest row of the parts that meet, for each row (itself where it meets nobody); and whether all meetings are known. */
function meetings(graph: Graph, nodes: SubjectTable, parts: JointParts, chosen: Marks) {
  const eventOf = mapped(int32s(graph.nodes), (_, row) => row)
  const order = new CallOrder(graph)
  const devices = nodes.column('devices')
  const unclear = new Set<number>()
  const calls: Map<unknown, number[]>[] = Array.from({ length: parts.operations }, () => new Map())
  parts.rows.forEach((row, index) => {
    if (chosen[row] === 0) return
    if (chosen[row] === 2) unclear.add(parts.operation[index]!)
    for (const device of listOf(devices, devices.codes[row]!)) {
      const ofDevice = calls[parts.operation[index]!]!
      const rows = ofDevice.get(device)
      if (rows === undefined) ofDevice.set(device, [row])
      else rows.push(row)
    }
  })
  calls.forEach((ofDevice, operation) => {
    if (unclear.has(operation)) return
    const lists = [...ofDevice.values()].map((rows) => order.sorted(rows))
    const isOrdered = (rows: readonly number[] | undefined): rows is readonly number[] => rows !== undefined
    if (!lists.every(isOrdered) || !meet(lists, eventOf)) unclear.add(operation)
  })
  return { eventOf, isWhole: unclear.size === 0 }
}

/** Joins the k-th rows of all lists; false where their lengths differ, or a row that several lists share has several places. */
function meet(lists: readonly (readonly number[])[], eventOf: Int32Array): boolean {
  const places = new Map<number, number>()
  const isUneven = lists.some((rows) => rows.length !== lists[0]!.length)
  const isAskew = lists.some((rows) =>
    rows.some((row, place) => {
      const known = places.get(row)
      places.set(row, place)
      return known !== undefined && known !== place
    }),
  )
  if (isUneven || isAskew) return false
  for (const place of lists[0]?.keys() ?? []) {
    const together = lists.map((rows) => rows[place]!)
    const lowest = Math.min(...together)
    for (const row of together) eventOf[row] = lowest
  }
  return true
}

/** In which order paths lead through nodes. */
class CallOrder {
  private readonly graph: Graph
  private readonly place: Int32Array
  private readonly seen: Int32Array
  private round = 0
  private work: number

  constructor(graph: Graph) {
    this.graph = graph
    this.place = int32s(graph.nodes)
    graph.order.forEach((row, place) => {
      this.place[row] = place
    })
    this.seen = int32s(graph.nodes)
    this.work = MOST_WORK + MOST_WORK_PER_NODE * graph.nodes
  }

  /** The rows in the order of a path through all of them; undefined where no path is found. */
  sorted(rows: readonly number[]): readonly number[] | undefined {
    if (rows.length < 2) return rows
    const sorted = [...rows].sort((a, b) => this.place[a]! - this.place[b]!)
    const isChain = sorted.every((row, i) => i === 0 || this.leads(sorted[i - 1]!, row))
    return isChain ? sorted : undefined
  }

  private leads(from: number, to: number): boolean {
    const { successorStart, successors } = this.graph
    this.round++
    const open = [from]
    while (open.length > 0 && this.work > 0) {
      const v = open.pop()!
      for (let i = successorStart[v]!; i < successorStart[v + 1]!; i++) {
        const w = successors[i]!
        this.work--
        if (w === to) return true
        if (this.seen[w] === this.round || this.place[w]! > this.place[to]!) continue
        this.seen[w] = this.round
        open.push(w)
      }
    }
    return false
  }
}

/** The shortest cycle of the graph whose nodes are the events, as rows of the graph: how it enters and leaves each event. */
function shortestCircle(
  graph: Graph,
  eventOf: Int32Array,
  taker: ReadonlyMap<number, number>,
): readonly number[] {
  const isPart = bytes(graph.nodes)
  eventOf.forEach((event, row) => {
    if (event !== row) isPart[row] = isPart[event] = 1
  })
  if (!isPart.includes(1)) return []
  const merged = buildGraph(graph.nodes, {
    tail: mapped(graph.tail, (row) => eventOf[row]!),
    head: mapped(graph.head, (row) => eventOf[row]!),
  })
  const lone = selfWait(graph, eventOf, taker)
  if (lone !== undefined) return lone
  const [first, ...rest] = cyclesOf(merged).map((cycle) => cycle.shortest)
  if (first === undefined) return []
  return drawnWay(
    graph,
    eventOf,
    rest.reduce((best, way) => (way.length < best.length ? way : best), first),
  )
}

/** An edge within one event that is not its hand-over: the shortest circle there is. */
function selfWait(
  { tail, head }: Graph,
  eventOf: Int32Array,
  taker: ReadonlyMap<number, number>,
): readonly number[] | undefined {
  const edge = tail.findIndex((row, e) => {
    const next = head[e]!
    return row !== next && eventOf[row] === eventOf[next] && taker.get(row) !== next
  })
  return edge < 0 ? undefined : [tail[edge]!, head[edge]!]
}

/** A cycle of events as the rows that its edges leave and enter. */
function drawnWay(graph: Graph, eventOf: Int32Array, events: readonly number[]): readonly number[] {
  const after = new Map(events.map((event, i) => [event, events[(i + 1) % events.length]!]))
  const edges = new Map<number, readonly [number, number]>()
  graph.tail.forEach((row, e) => {
    const event = eventOf[row]!
    if (!edges.has(event) && after.get(event) === eventOf[graph.head[e]!])
      edges.set(event, [row, graph.head[e]!])
  })
  const way = events.flatMap((event) => edges.get(event)!)
  return way.filter((row, i) => row !== way[(i + way.length - 1) % way.length])
}
