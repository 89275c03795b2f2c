// A folded drawing with nodes of its own for each rank: what is computed or sent apart, collectives stay one node.
import type { CandidateEdge, CandidateNode, TensorUse } from '../candidate/candidate.js'
import type { Drawing } from './draw.js'
import type { Pieces } from './pieces.js'

/** Draws each rank apart: `_r2` behind the id, the same tensors, the whole team as group. */
export function unfolded(drawing: Drawing, pieces: Pieces): Drawing {
  const apart = new Map<string, readonly (number | string)[]>()
  const nodes = drawing.nodes.flatMap((node): CandidateNode[] => {
    const devices = node.devices!
    if (pieces.isJoint(node.op!) || devices.length === 1) return [node]
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
  return {
    ...drawing,
    nodes,
    edges: drawing.edges.flatMap((edge) => unfoldEdge(edge, folded, apart, pieces)),
  }
}

function ofDevice(use: TensorUse, index: number): TensorUse {
  const { scales } = use
  if (use.slices === undefined && scales?.slices === undefined) return use
  return {
    ...use,
    ...(use.slices && { slices: slicesOf(use.slices, index) }),
    ...(scales && {
      scales: { ...scales, ...(scales.slices && { slices: slicesOf(scales.slices, index) }) },
    }),
  }
}

type Slices = NonNullable<TensorUse['slices']>

const slicesOf = (slices: Slices, index: number): Slices =>
  Object.fromEntries(
    Object.entries(slices).map(([dim, texts]) => [dim, typeof texts === 'string' ? texts : texts[index]!]),
  )

/** The edges between the ranks of two nodes: from each to itself, or, from a send to its receive, to the one at its place. */
function unfoldEdge(
  edge: CandidateEdge,
  folded: ReadonlyMap<string, CandidateNode>,
  apart: ReadonlyMap<string, readonly (number | string)[]>,
  pieces: Pieces,
): CandidateEdge[] {
  const [from, to] = [folded.get(edge.from)!, folded.get(edge.to)!]
  const isSent = from.op === pieces.opOf('send') && to.op === pieces.opOf('receive')
  const [fromApart, toApart] = [apart.has(from.id), apart.has(to.id)]
  if (!fromApart && !toApart) return [edge]
  const name = (node: CandidateNode, device: number | string) =>
    apart.has(node.id) ? `${node.id}_r${device}` : node.id
  if (isSent)
    return from.devices!.map((device, index) => ({
      ...edge,
      ...{ from: name(from, device), to: name(to, to.devices![index]!) },
    }))
  if ([from.op, to.op].includes(pieces.opOf('cacheTransfer'))) {
    const devices = fromApart ? from.devices! : to.devices!
    return devices.map((device) => ({ ...edge, from: name(from, device), to: name(to, device) }))
  }
  const shared = from.devices!.filter((device) => to.devices!.includes(device))
  return shared.map((device) => ({ ...edge, from: name(from, device), to: name(to, device) }))
}
