// Positions that are read and that no device holds of those that read together.
import { cacheOf } from './cache-nodes.js'
import type { Conflict } from './conflict.js'
import type { Inference } from './inference.js'
import { windowOf } from './sequences.js'

/**
 * Blames reads of cells that nobody has written. What was blamed for these before is not to blame: no sum or merge completes what is not
 * there.
 */
export function findGaps(inference: Inference): void {
  const { cacheReads, caches, conflicts, nodes, wires } = inference
  if (cacheReads.size === 0) return
  const windows = windowsOf(inference)
  // Layers are read alike: what is missing in one is missing in all.
  const known = new Map<string, Conflict | undefined>()
  const missing = (shares: Shares, sequences: number, window: number | undefined) => {
    const question = JSON.stringify([shares, sequences, window])
    if (!known.has(question)) known.set(question, caches.missing(shares, sequences, window))
    return known.get(question)
  }
  for (const [key, { devices, sequences }] of cacheReads) {
    const shares = caches.sharesOf(key, devices)
    for (const [own, row] of shares === undefined ? [] : sequences) {
      const gap = missing(shares!, own, windows.get(key))
      if (gap === undefined) continue
      for (const [at, { ofCells }] of conflicts)
        if (ofCells && nodes[at]!.phase === nodes[row]!.phase && cacheOf(nodes[at]!) === key)
          conflicts.delete(at)
      inference.blame(row, gap, wires.devicesOf(row))
    }
  }
}

/** By parts of a cache, the cells of each device that has them. */
type Shares = readonly (readonly number[])[]

/** By cache how far back those look that attend to it; undefined where one of them looks at all that there is. */
function windowsOf({ nodes, operatorOf }: Inference): ReadonlyMap<string, number | undefined> {
  const farthest = new Map<string, number | undefined>()
  for (const node of nodes) {
    if (node.layer === undefined || operatorOf(node)?.kernel !== 'attend') continue
    const key = cacheOf(node)
    const window = windowOf(node)
    const before = farthest.has(key) ? farthest.get(key) : 0
    const isAll = window === undefined || before === undefined
    farthest.set(key, isAll ? undefined : Math.max(before, window))
  }
  return farthest
}
