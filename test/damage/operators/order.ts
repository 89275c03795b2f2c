// Collectives drawn rank by rank, and the order in which ranks come to them.
import { type Damage, isCollective } from '../damage.js'
import { type Draw, pick } from '../draw.js'
import type { Plan, PlanNode, Tensor } from '../plan.js'

export const order: Readonly<Record<string, Damage>> = {
  'collective drawn rank by rank': (plan, draw) => {
    const node = pick(plan.nodes.filter(isCollective), draw)
    if (node === undefined) return false
    drawApart(plan, node)
    return true
  },

  'order of two collectives drawn': (plan, draw) => {
    const pair = unordered(plan, draw)
    if (pair === undefined) return false
    inOrder(plan, pair, undefined)
    return true
  },

  'order of two collectives swapped on one rank': (plan, draw) => {
    const pair = unordered(plan, draw)
    if (pair === undefined) return false
    inOrder(plan, pair, draw(pair[0].devices.length))
    return true
  },
}

/** Draws two collectives rank by rank, each behind the other: the first before the second on all ranks but one. */
function inOrder(plan: Plan, [first, second]: readonly [PlanNode, PlanNode], but: number | undefined): void {
  drawApart(plan, first)
  drawApart(plan, second)
  for (const [place, device] of first.devices.entries()) {
    const [before, after] = place === but ? [second, first] : [first, second]
    plan.edges.push({
      ...{ from: partOf(before, device), to: partOf(after, device) },
      attributes: { control: true },
    })
  }
}

/** Two collectives over the same ranks in a phase, neither of which waits for the other. */
function unordered(plan: Plan, draw: Draw): readonly [PlanNode, PlanNode] | undefined {
  const collectives = plan.nodes.filter(isCollective)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const first = pick(collectives, draw)
    if (first === undefined) return undefined
    const [behind, before] = [reached(plan, first, 'to'), reached(plan, first, 'from')]
    const second = pick(
      collectives.filter(
        (other) =>
          other !== first &&
          other.phase === first.phase &&
          other.group!.join() === first.group!.join() &&
          !behind.has(other.id) &&
          !before.has(other.id),
      ),
      draw,
    )
    if (second !== undefined) return [first, second]
  }
  return undefined
}

const MOST_TRIES = 8

/** What stands behind a node, or before it. */
function reached(plan: Plan, node: PlanNode, end: 'from' | 'to'): ReadonlySet<string> {
  const start = end === 'to' ? 'from' : 'to'
  const next = new Map<string, string[]>()
  for (const edge of plan.edges) {
    const known = next.get(edge[start])
    if (known === undefined) next.set(edge[start], [edge[end]])
    else known.push(edge[end])
  }
  const found = new Set([node.id])
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other)
  return found
}

const partOf = ({ id }: PlanNode, device: number): string => `${id}_r${device}`

/** A node for each rank of a collective; an edge to or from another node is one of the ranks that both have. */
function drawApart(plan: Plan, node: PlanNode): void {
  const { devices } = node
  const nodes = new Map(plan.nodes.map((each) => [each.id, each]))
  const on = (use: Tensor, place: number): Tensor => ({
    ...use,
    ...(use.slices && {
      slices: Object.fromEntries(
        Object.entries(use.slices).map(([name, texts]) => [
          name,
          typeof texts === 'string' ? texts : texts[place]!,
        ]),
      ),
    }),
  })
  plan.nodes = plan.nodes.flatMap((each) =>
    each !== node
      ? [each]
      : devices.map((device, place) => ({
          ...structuredClone(node),
          ...{ id: partOf(node, device), devices: [device] },
          inputs: (node.inputs ?? []).map((use) => on(use, place)),
          outputs: (node.outputs ?? []).map((use) => on(use, place)),
        })),
  )
  plan.edges = plan.edges.flatMap((edge) => {
    if (edge.from !== node.id && edge.to !== node.id) return [edge]
    const other = nodes.get(edge.from === node.id ? edge.to : edge.from)
    const shared = devices.filter((device) => edge.attributes?.['control'] || other?.devices.includes(device))
    return shared.map((device) => ({
      ...edge,
      ...(edge.from === node.id ? { from: partOf(node, device) } : { to: partOf(node, device) }),
    }))
  })
}
