// Positions that are read and that no device holds of those that read together.
import { cacheOf } from './cache-nodes.js'
import type { Inference } from './inference.js'
import { windowOf } from './sequences.js'

/**
 * Blames reads of cells that nobody has written. What was blamed for these before is not to blame: no sum or merge completes what is not
 * there.
 */
export function findGaps(inference: Inference): void {
  const { cacheReads, caches, conflicts, nodes, wires } = inference
  for (const [key, { devices, sequences }] of cacheReads) {
    const shares = caches.sharesOf(key, devices)
    for (const [own, row] of shares === undefined ? [] : sequences) {
      const gap = caches.missing(shares!, own, windowAt(inference, key))
      if (gap === undefined) continue
      for (const [at, { ofCells }] of conflicts)
        if (ofCells && nodes[at]!.phase === nodes[row]!.phase && cacheOf(nodes[at]!) === key)
          conflicts.delete(at)
      inference.blame(row, gap, wires.devicesOf(row))
    }
  }
}

/** How far back those look that attend to a cache. */
function windowAt({ nodes, operatorOf }: Inference, key: string): number | undefined {
  let farthest: number | undefined
  for (const node of nodes) {
    if (node.layer === undefined || operatorOf(node)?.kernel !== 'attend' || cacheOf(node) !== key) continue
    const window = windowOf(node)
    if (window === undefined) return undefined
    farthest = Math.max(farthest ?? 0, window)
  }
  return farthest
}
