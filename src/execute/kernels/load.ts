import { asCached } from '../caches.js'
import { NotExecutable } from '../not-executable.js'
import type { Kernel } from './kernel.js'
import { cacheAt } from './store.js'

/** All that the device has in the cache of the layer, and the positions of its rows. */
export const load: Kernel = {
  on: 'device',
  changes: true,
  run(site) {
    const { run, device, outputs } = site
    const cached = run.caches.read(device, cacheAt(site))
    if (cached === undefined)
      throw new NotExecutable('the cache that is read was never written on this device')
    return [...cached.tensors, cached.positions].map((value, place) =>
      asCached(value, cached.positions, run.capacity, outputs[place]?.dims[0]),
    )
  },
}
