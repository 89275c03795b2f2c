import { NotExecutable } from '../not-executable.js'
import type { Kernel } from './kernel.js'
import { cacheKey } from './store.js'

/** All that the device has in the cache of the layer, and the positions of its rows. */
export const load: Kernel = {
  on: 'device',
  changes: true,
  run(site) {
    const { run, device, outputs } = site
    const cached = run.caches.read(device, cacheKey(site))
    if (cached === undefined)
      throw new NotExecutable('the cache that is read was never written on this device')
    const { first, second } = cached.positions.cells
    const labels = Int32Array.from(first, (position, row) => (second?.[row] ?? 0) * run.capacity + position)
    return [...cached.tensors, cached.positions].map((value, place) => {
      const column = { name: outputs[place]?.dims[0] ?? '', labels }
      return { axes: [column, ...value.axes.slice(1)], cells: value.cells }
    })
  },
}
