// The same plan drawn in another way: each rank apart, collectives too.
interface Sliced {
  slices?: Record<string, string | string[]>
}

interface Tensor extends Sliced {
  scales?: Sliced
}

interface Node {
  id: string
  op: string
  devices: number[]
  group?: number[]
  inputs?: Tensor[]
  outputs?: Tensor[]
  weights?: Tensor[]
}

interface Edge {
  from: string
  to: string
}

/** Each node once for each of its devices, collectives too; transfers stay as they are. */
export function apart<N extends Node, E extends Edge, P extends { nodes: N[]; edges: E[] }>(plan: P): P {
  const isSplit = ({ op, devices }: Node) => devices.length > 1 && op !== 'kv_transfer'
  const ownSlices = <One extends Sliced>(use: One, place: number): One => {
    const slices = Object.entries(use.slices ?? {}).map(([dim, texts]) => [
      dim,
      typeof texts === 'string' ? texts : texts[place]!,
    ])
    return { ...use, ...(use.slices && { slices: Object.fromEntries(slices) as Record<string, string> }) }
  }
  const own = (use: Tensor, place: number): Tensor => ({
    ...ownSlices(use, place),
    ...(use.scales && { scales: ownSlices(use.scales, place) }),
  })
  const byId = new Map(plan.nodes.map((node) => [node.id, node]))
  const nodes = plan.nodes.flatMap((node): N[] => {
    if (!isSplit(node)) return [node]
    return node.devices.map((device, place) => ({
      ...node,
      ...{ id: `${node.id}_r${device}`, devices: [device], group: node.group ?? node.devices },
      ...(node.weights && { weights: node.weights.map((use) => own(use, place)) }),
      ...(node.outputs && { outputs: node.outputs.map((use) => own(use, place)) }),
    }))
  })
  const edges = plan.edges.flatMap((edge): E[] => {
    const [from, to] = [byId.get(edge.from)!, byId.get(edge.to)!]
    const name = (node: Node, device: number) => (isSplit(node) ? `${node.id}_r${device}` : node.id)
    const isSent = from.op === 'send' && to.op === 'receive'
    if (isSent)
      return from.devices.map((one, place) => ({
        ...edge,
        from: name(from, one),
        to: name(to, to.devices[place]!),
      }))
    const common = from.devices.filter((device) => to.devices.includes(device))
    const pairs = common.length > 0 ? common : from.devices
    return pairs.map((device) => ({ ...edge, from: name(from, device), to: name(to, device) }))
  })
  return { ...plan, nodes, edges }
}
