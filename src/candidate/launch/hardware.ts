// Devices and nodes: what is visible on each node, and how many nodes there are, make the devices of a deployment.
import type { Machines } from '../candidate.js'

/** More devices than any deployment has; a larger number is a slip. */
export const MOST_OF_DEVICES = 1_000_000

const [PER_NODE, COUNT, NODES, GPU] = [
  'hardware.devicesPerNode',
  'hardware.count',
  'hardware.nodes',
  'hardware.gpu',
] as const

/**
 * Brings what flags, variables and manifests say of machines, and what is stated from outside, to `hardware.count` (all
 * devices) and `hardware.nodes`. A launch that sees fewer devices than there are has those that it sees.
 */
export function settle(values: Map<string, unknown>, stated: Machines | undefined): void {
  const perNode = numberAt(values, PER_NODE)
  values.delete(PER_NODE)
  const nodes = stated?.nodes ?? numberAt(values, NODES) ?? (stated?.count === undefined ? undefined : 1)
  const seen = perNode === undefined ? numberAt(values, COUNT) : perNode * (nodes ?? 1)
  const counts = [seen, stated?.count].filter((count) => count !== undefined)
  if (stated?.gpu !== undefined) values.set(GPU, stated.gpu)
  if (nodes !== undefined) values.set(NODES, nodes)
  if (counts.length > 0) values.set(COUNT, Math.min(...counts))
}

function numberAt(values: ReadonlyMap<string, unknown>, path: string): number | undefined {
  const value = values.get(path)
  return typeof value === 'number' && value > 0 && value <= MOST_OF_DEVICES ? value : undefined
}
