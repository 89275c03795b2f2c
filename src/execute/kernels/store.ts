import type { CacheAt, Cached } from '../caches.js'
import { NotExecutable } from '../not-executable.js'
import { taken, type Value } from '../value.js'
import type { Kernel, Site } from './kernel.js'

/** The cache that a node speaks of. */
export const cacheAt = ({ attributes, layer }: Pick<Site, 'attributes' | 'layer'>): CacheAt => ({
  name: attributes['cache'],
  layer,
})

/** The order in which a node says that positions and heads lie. */
export const layoutOf = ({ attributes }: Pick<Site, 'attributes'>): Pick<Cached, 'layout'> =>
  attributes['cacheLayout'] === undefined ? {} : { layout: attributes['cacheLayout'] }

/** Puts rows into the cache: those that it is the device's turn to keep, where the team shares positions. */
export const store: Kernel = {
  on: 'device',
  changes: true,
  run(site) {
    const positions = site.inputs.at(-1)
    const tensors = site.inputs.slice(0, -1)
    if (positions === undefined || tensors.length === 0)
      throw new NotExecutable('a cache is given tensors and, last, positions')
    for (const { axes } of tensors)
      if (axes[0]?.labels.length !== positions.axes[0]?.labels.length)
        throw new NotExecutable('what is cached has other rows than there are positions')
    const rows = ownRows(site, positions)
    const kept = (value: Value) => (rows === undefined ? value : taken(value, 0, rows))
    site.run.caches.append(site.device, cacheAt(site), {
      tensors: tensors.map(kept),
      positions: kept(positions),
      ...layoutOf(site),
    })
    return []
  },
}

function ownRows({ attributes, team, seat }: Site, { cells }: Value): Int32Array | undefined {
  const block = attributes['ownerBlock']
  if (typeof block !== 'number') return undefined
  if (seat < 0) throw new NotExecutable('positions are dealt to a group that the device is not in')
  if (team.length === 1) return undefined
  const rows: number[] = []
  cells.first.forEach((position, row) => {
    if (Math.floor(position / block) % team.length === seat) rows.push(row)
  })
  return Int32Array.from(rows)
}
