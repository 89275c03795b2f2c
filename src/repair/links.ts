// Edits that connect what is not connected. Each is made only where the document leaves one way to do it.
import type { Value } from '../knowledge/expression.js'
import type { Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'
import { neighbours, type Side } from './neighbours.js'

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

/**
 * The subject gets the neighbours on these sides that all nodes alike have, where they have the same. Nodes alike are the
 * same operation on other devices: one on devices of the subject is another operation.
 */
export function shareNeighbours(draft: Draft, subject: EditSubject, sides: readonly Side[]): boolean {
  const own = devicesOf(draft, subject.name)
  const kin = alike(draft, subject).filter((id) => sides.some((side) => neighbours(draft, id, side).size > 0))
  if (kin.some((id) => overlap(own, devicesOf(draft, id)))) return false
  const isWhole = sides.length === 1
  // What has no edge at all says nothing of itself by its place: its devices have to.
  if (!isWhole && (own === undefined || kin.some((id) => devicesOf(draft, id) === undefined))) return false
  const shared: { readonly side: Side; readonly ids: ReadonlySet<string> }[] = []
  for (const side of sides) {
    const sets = kin
      .map((id) => neighbours(draft, id, side))
      .filter(({ size }) => !isWhole || size > 0)
    const [first] = sets
    if (first === undefined || first.size === 0 || first.has(subject.name)) return false
    if (!sets.every((set) => set.size === first.size && [...set].every((id) => first.has(id)))) return false
    // One example may have neighbours of its own: only those that are on the subject's devices too are shared.
    const isCommon = (id: string) => own!.every((device) => devicesOf(draft, id)?.includes(device))
    if (!isWhole && sets.length === 1 && ![...first].every(isCommon)) return false
    shared.push({ side, ids: first })
  }
  for (const { side, ids } of shared) for (const id of ids) addEdge(draft, subject.name, id, side)
  return true
}

type Devices = readonly unknown[] | undefined

function devicesOf(draft: Draft, id: string): Devices {
  const devices = draft.document.nodes[draft.document.nodeIndex.get(id) ?? -1]?.devices
  return Array.isArray(devices) ? devices : undefined
}

const overlap = (a: Devices, b: Devices): boolean => a?.some((device) => b?.includes(device)) ?? false

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
