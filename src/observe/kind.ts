// What the graph draws: a dataflow, a map of devices and their links, or a sketch without operations.
import type { Candidate } from '../candidate/candidate.js'

/** The node word by which a base marks a node that is a device and no operation. */
const DEVICE_WORD = 'drawsDevice'

export type GraphKind = 'dataflow' | 'device-map' | 'sketch' | 'deployment'

/**
 * A deployment has no graph. A map when most nodes are devices, each drawn once or twice: what names the same device over
 * and over is work on it. A sketch without edges or without any operation; else a dataflow.
 */
export function graphKind({ format, nodes, edges }: Candidate): GraphKind {
  if (format === 'deployment') return 'deployment'
  const drawn = new Set<string>()
  let devices = 0
  let operations = 0
  for (const node of nodes) {
    if (node.attributes?.[DEVICE_WORD] === true) {
      devices++
      drawn.add(node.title ?? node.id)
    } else if (node.op !== undefined) operations++
  }
  if (devices * 2 > nodes.length && drawn.size * 2 >= devices) return 'device-map'
  return edges.length === 0 || operations === 0 ? 'sketch' : 'dataflow'
}
