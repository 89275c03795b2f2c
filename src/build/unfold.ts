// A folded drawing with nodes of its own for each rank: what is computed or sent apart, collectives stay one node.
import type { CandidateEdge, CandidateNode, TensorUse } from '../candidate/candidate.js'
import type { Drawing } from './draw.js'

/** What stands for a whole group even where ranks are drawn apart: one call that all of them make. */
const JOINT = new Set([
  ...['all_reduce', 'reduce_scatter', 'all_gather', 'all_to_all', 'lse_merge', 'ring_attention'],
  ...['dispatch', 'combine', 'kv_transfer', 'argmax_reduce', 'broadcast'],
])

/** Draws each rank apart: `_r2` behind the id, the same tensors, the whole team as group. */
export function unfolded(drawing: Drawing): Drawing {
  const apart = new Map<string, readonly (number | string)[]>()
  const nodes = drawing.nodes.flatMap((node): CandidateNode[] => {
    const devices = node.devices!
    if (JOINT.has(node.op!) || devices.length === 1) return [node]
    apart.set(node.id, devices)
    return devices.map((device, index) => ({
      ...node,
      ...{ id: `${node.id}_r${device}`, devices: [device], group: node.group ?? devices },
      ...(node.weights && { weights: node.weights.map((use) => ofDevice(use, index)) }),
      ...(node.inputs && { inputs: node.inputs.map((use) => ofDevice(use, index)) }),
      ...(node.outputs && { outputs: node.outputs.map((use) => ofDevice(use, index)) }),
    }))
  })
  const folded = new Map(drawing.nodes.map((node) => [node.id, node]))
  return { ...drawing, nodes, edges: drawing.edges.flatMap((edge) => unfoldEdge(edge, folded, apart)) }
}

function ofDevice(use: TensorUse, index: number): TensorUse {
  if (use.slices === undefined) return use
  const slices = Object.entries(use.slices).map(([dim, texts]) => [
    dim,
    typeof texts === 'string' ? texts : texts[index]!,
  ])
  return { ...use, slices: Object.fromEntries(slices) }
}

/** The edges between the ranks of two nodes: from each to itself, or, from a send to its receive, to the one at its place. */
function unfoldEdge(
  edge: CandidateEdge,
  folded: ReadonlyMap<string, CandidateNode>,
  apart: ReadonlyMap<string, readonly (number | string)[]>,
): CandidateEdge[] {
  const [from, to] = [folded.get(edge.from)!, folded.get(edge.to)!]
  const isSent = from.op === 'send' && to.op === 'receive'
  const [fromApart, toApart] = [apart.has(from.id), apart.has(to.id)]
  if (!fromApart && !toApart) return [edge]
  const name = (node: CandidateNode, device: number | string) =>
    apart.has(node.id) ? `${node.id}_r${device}` : node.id
  if (isSent)
    return from.devices!.map((device, index) => ({
      ...edge,
      ...{ from: name(from, device), to: name(to, to.devices![index]!) },
    }))
  if (from.op === 'kv_transfer' || to.op === 'kv_transfer') {
    const devices = fromApart ? from.devices! : to.devices!
    return devices.map((device) => ({ ...edge, from: name(from, device), to: name(to, device) }))
  }
  const shared = from.devices!.filter((device) => to.devices!.includes(device))
  return shared.map((device) => ({ ...edge, from: name(from, device), to: name(to, device) }))
}
