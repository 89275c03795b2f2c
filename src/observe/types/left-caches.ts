// What a prompt leaves behind for the steps that follow it elsewhere: the cache of every layer, whole.
import { cacheOf } from './cache-nodes.js'
import type { Inference } from './inference.js'

/** Operations whose layer has a cache. */
const ATTENDING: ReadonlySet<string> = new Set(['attend', 'attend-ring'])

/**
 * Blames attention whose layer leaves no whole cache, in a plan that writes caches and reads none: what they are for is not drawn. A plan
 * that writes none at all needs none.
 */
export function findUnleft(inference: Inference): void {
  const { caches, cacheReads, nodes, operatorOf, wires } = inference
  if (cacheReads.size > 0) return
  const written = caches.keys()
  if (written.size === 0) return
  const seen = new Set<string>()
  for (const [row, node] of nodes.entries()) {
    const key = cacheOf(node)
    if (node.layer === undefined || seen.has(key) || !ATTENDING.has(operatorOf(node)?.kernel ?? '')) continue
    seen.add(key)
    const lost = written.has(key) ? caches.lostOf(key) : 'nothing'
    if (lost === undefined) continue
    const conflict = { kind: 'cache-left', seen: lost, takes: 'all rows and heads of the prompt' } as const
    inference.blame(row, conflict, wires.devicesOf(row))
  }
}
