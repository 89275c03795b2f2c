// Shards that end open before operations that take the whole: the collective that joins them was left out.
import type { Draft } from './draft.js'
import type { EditSubject } from './edit-subject.js'
import { neighbours } from './neighbours.js'

interface Dim {
  readonly size?: unknown
}

/**
 * Before the subjects of one operation and layer, one on each device of a group, a new node of the operation `op` that takes from the
 * open ends in the layer `layer`, which are one operation on the same devices. Made only where one dimension of what the
 * subjects take is that of the ends times their number, and the others are equal. The subjects on which it was made.
 */
export function gatherBefore(draft: Draft, subjects: readonly EditSubject[]): readonly EditSubject[] {
  const groups = new Map<string, EditSubject[]>()
  for (const subject of subjects) {
    const { op, layer, phase, microbatch, step } = nodeOf(draft, subject.name)
    const key = JSON.stringify([op, layer, phase, microbatch, step])
    groups.set(key, [...(groups.get(key) ?? []), subject])
  }
  return [...groups.values()].flatMap((group) => (gather(draft, group) ? group : []))
}

function gather(draft: Draft, group: readonly EditSubject[]): boolean {
  const { parameters, name } = group[0]!
  const first = nodeOf(draft, name)
  const { op, layer } = parameters
  if (typeof op !== 'string' || typeof layer !== 'number') return false
  const ends = draft.document.nodes.filter(
    (node) =>
      node.layer === layer &&
      (['phase', 'microbatch', 'step'] as const).every((word) => node[word] === first[word]) &&
      neighbours(draft, String(node.id), 'to').size === 0 &&
      neighbours(draft, String(node.id), 'from').size > 0,
  )
  const devices = devicesOf(ends)
  const wanted = devicesOf(group.map((subject) => nodeOf(draft, subject.name)))
  const isSame = devices?.length === wanted?.length && devices?.every((device) => wanted?.includes(device))
  if (devices === undefined || !isSame || new Set(ends.map((end) => end.op)).size !== 1) return false
  const shards = sameDims(ends, 'outputs')
  const whole = sameDims(
    group.map((subject) => nodeOf(draft, subject.name)),
    'inputs',
  )
  if (shards === undefined || whole === undefined || !isJoined(shards, whole, ends.length)) return false
  const { outputs, phase, microbatch, step, stage } = ends[0]!
  const id = draft.freeId(`${String(ends[0]!.id)}_${op}`)
  const words = Object.entries({ phase, microbatch, step, stage }).filter(([, value]) => value !== undefined)
  draft.addNode({
    ...{ id, op, layer, devices, group: devices, inputs: outputs, outputs: first.inputs },
    ...Object.fromEntries(words),
  })
  for (const end of ends) draft.addEdge({ from: String(end.id), to: id })
  for (const subject of group) draft.addEdge({ from: id, to: subject.name })
  return true
}

const nodeOf = (draft: Draft, id: string) =>
  draft.document.nodes[draft.document.nodeIndex.get(id) ?? -1] ?? {}

/** The devices of nodes that are on one each; undefined where they are not. */
function devicesOf(nodes: readonly Readonly<Record<string, unknown>>[]): unknown[] | undefined {
  const lists = nodes.map(({ devices }) => (Array.isArray(devices) ? devices : []))
  const all = lists.flat()
  return all.length > 1 && lists.every(({ length }) => length === 1) && new Set(all).size === all.length
    ? all
    : undefined
}

/** The dimensions of the one tensor that each of the nodes gives (or takes), where they are the same. */
function sameDims(
  nodes: readonly Readonly<Record<string, unknown>>[],
  side: 'inputs' | 'outputs',
): readonly Dim[] | undefined {
  const [tensors] = nodes.map((node) => node[side])
  const isSame = nodes.every((node) => JSON.stringify(node[side]) === JSON.stringify(tensors))
  if (!isSame || !Array.isArray(tensors) || tensors.length !== 1) return undefined
  return (tensors[0] as { readonly dims?: readonly Dim[] }).dims
}

function isJoined(shards: readonly Dim[], whole: readonly Dim[], count: number): boolean {
  if (shards.length !== whole.length) return false
  const other = whole.flatMap((dim, at) => {
    const [part, all] = [shards[at]!.size, dim.size]
    return part === all ? [] : [typeof part === 'number' && part * count === all]
  })
  return other.length === 1 && other[0] === true
}
