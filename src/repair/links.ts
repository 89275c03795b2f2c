// Edits that connect what is not connected. Each is made only where the document leaves one way to do it.
import type { Value } from '../knowledge/expression.js'
import type { Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'
import { fieldOf, hasEnd, keyOf, nodesWith, wordOf } from './lookup.js'
import { neighbours, other, type Side } from './neighbours.js'

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
  return nodesWith(draft.document, wanted, wordOf).filter((id) => id !== name)
}

/**
 * The subject gets the neighbours on these sides that all nodes alike have, where they have the same. Nodes alike are the
 * same operation on other devices: one on devices of the subject is another operation.
 */
export function shareNeighbours(draft: Draft, subject: EditSubject, sides: readonly Side[]): boolean {
  const own = devicesOf(draft, subject.name)
  const all = alike(draft, subject)
  const hasNeighbours = (id: string) => sides.some((side) => neighbours(draft, id, side).size > 0)
  if (all.some((id) => overlap(own, devicesOf(draft, id)) && hasNeighbours(id))) return false
  const kin = all.filter(hasNeighbours)
  const isWhole = sides.length === 1
  // What has no edge at all says nothing of itself by its place: its devices have to.
  if (!isWhole && (own === undefined || kin.some((id) => devicesOf(draft, id) === undefined))) return false
  const shared: { readonly side: Side; readonly ids: ReadonlySet<string> }[] = []
  for (const side of sides) {
    const sets = kin
      .map((id) => ({ id, ids: neighbours(draft, id, side) }))
      .filter(({ ids }) => !isWhole || ids.size > 0)
      .map(({ id, ids }) => new Set([...ids].map((there) => counterpart(draft, there, id, subject.name))))
    const [first] = sets
    if (first === undefined || first.size === 0 || first.has(subject.name) || first.has(undefined))
      return false
    if (!sets.every((set) => set.size === first.size && [...set].every((id) => first.has(id)))) return false
    const ids = new Set([...first].map(String))
    // One example may have neighbours of its own: only those that are on the subject's devices too are shared.
    const isCommon = (id: string) => own!.every((device) => devicesOf(draft, id)?.includes(device))
    if (!isWhole && sets.length === 1 && ![...ids].every(isCommon)) return false
    shared.push({ side, ids })
  }
  for (const { side, ids } of shared) for (const id of ids) addEdge(draft, subject.name, id, side)
  return true
}

/**
 * What a neighbour of a node is to the same operation on other devices: a neighbour on just the node's devices is there the one
 * node of its operation and layer on the other's devices (undefined where that is not one); any other is itself.
 */
function counterpart(draft: Draft, neighbour: string, of: string, to: string): string | undefined {
  const [its, own, wanted] = [neighbour, of, to].map((id) => devicesOf(draft, id))
  if (its === undefined || keyOf(its as Value) !== keyOf(own as Value) || wanted === undefined)
    return neighbour
  const { nodes, nodeIndex } = draft.document
  const model = nodes[nodeIndex.get(neighbour) ?? -1] ?? {}
  const same = ['op', 'layer', ...together].map((word) => [word, keyOf(fieldOf(model, word))] as const)
  const found = nodesWith(draft.document, [['devices', keyOf(wanted as Value)], ...same], fieldOf)
  return model.op !== undefined && found.length === 1 ? found[0]! : undefined
}

type Devices = readonly unknown[] | undefined

function devicesOf(draft: Draft, id: string): Devices {
  const devices = draft.document.nodes[draft.document.nodeIndex.get(id) ?? -1]?.devices
  return Array.isArray(devices) ? devices : undefined
}

const overlap = (a: Devices, b: Devices): boolean => a?.some((device) => b?.includes(device)) ?? false

/**
 * An edge to (or from) the one node with the words of the parameters that has no edge on that side yet, or to each of several that
 * are the same operation on different devices. A node that leads to the subject (or that it leads to) is not meant.
 */
export function linkOpenEnd(draft: Draft, subject: EditSubject, side: Side): boolean {
  const open = alike(draft, subject).filter(
    (id) => isOpen(draft, id, side) && neighbours(draft, id, side).size > 0,
  )
  const beyond = open.length === 0 ? new Set<string>() : beyondOf(draft, subject.name, other(side))
  const ends = open.filter((id) => !beyond.has(id))
  if (ends.length === 0 || !isOneOperation(draft, ends)) return false
  for (const id of ends) addEdge(draft, subject.name, id, side)
  return true
}

/** All nodes on ways through a node on one side of it, itself among them. */
function beyondOf(draft: Draft, id: string, side: Side): ReadonlySet<string> {
  const all = new Set([id])
  for (const there of all) for (const next of neighbours(draft, there, side)) all.add(next)
  return all
}

/** Whether nodes are one, or the same operation on devices that they do not share. */
function isOneOperation(draft: Draft, ids: readonly string[]): boolean {
  if (ids.length === 1) return true
  const seen = new Set<unknown>()
  const { nodes, nodeIndex } = draft.document
  const op = nodes[nodeIndex.get(ids[0]!) ?? -1]?.op
  return ids.every((id) => {
    const devices = devicesOf(draft, id)
    if (devices === undefined || devices.length === 0 || devices.some((device) => seen.has(device)))
      return false
    for (const device of devices) seen.add(device)
    return op !== undefined && nodes[nodeIndex.get(id) ?? -1]?.op === op
  })
}

/** Whether the document gives a node no edge on the side where the subject would be. */
function isOpen(draft: Draft, id: string, side: Side): boolean {
  return !hasEnd(draft.document, id, side)
}

function addEdge(draft: Draft, own: string, there: string, side: Side): void {
  draft.addEdge(side === 'to' ? { from: own, to: there } : { from: there, to: own })
}

/**
 * A node that is nowhere declared becomes the one that its parameter names, where both have the same numbers in their names and
 * the other lacks just what this one has: the inputs, the outputs or both.
 */
export function mergeInto(draft: Draft, { name, parameters }: EditSubject): boolean {
  const { node } = parameters
  if (typeof node !== 'string' || numbersOf(node) !== numbersOf(name)) return false
  const sides = (['from', 'to'] as const).filter((side) => neighbours(draft, name, side).size > 0)
  if (sides.some((side) => neighbours(draft, node, side).size > 0) || neighbours(draft, name, 'to').has(node))
    return false
  for (const index of draft.edgesAt(name)) {
    const { from, to } = draft.edges[index]!
    draft.reroute(index, { ...(from === name && { from: node }), ...(to === name && { to: node }) })
  }
  draft.removeNode(name)
  return true
}

const numbersOf = (id: string): string => (id.match(/\d+/g) ?? []).join()
