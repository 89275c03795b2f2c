import { picked } from '../algebra/algebra.js'
import { asCached, type Cached } from '../caches.js'
import { NotExecutable } from '../not-executable.js'
import { lengthOf, type Value } from '../value.js'
import type { Kernel } from './kernel.js'
import { cacheAt, layoutOf } from './store.js'

/** All that the device has in the cache of the layer, and the positions of its rows. */
export const load: Kernel = {
  on: 'device',
  changes: true,
  run(site) {
    const { run, device, outputs } = site
    const cached = run.caches.read(device, cacheAt(site))
    if (cached === undefined)
      throw new NotExecutable('the cache that is read was never written on this device')
    const { layout } = layoutOf(site)
    const isOther = layout !== undefined && cached.layout !== undefined && layout !== cached.layout
    const tensors = isOther ? cached.tensors.map((tensor) => misread(tensor, cached)) : cached.tensors
    return [...tensors, cached.positions].map((value, place) =>
      asCached(value, cached.positions, run.capacity, outputs[place]?.dims[0]),
    )
  },
}

/** Places of a block behind those that are written: blocks are longer than what is in them. */
const SPARE = 1

/**
 * What is there where positions come first (NHD) and heads are read first (HND), or the other way round: the cells of a sequence are one block,
 * whose places mean other positions and heads.
 */
function misread(tensor: Value, { positions, layout }: Cached): Value {
  const { axes, cells } = tensor
  if (axes.length < 3) return tensor
  const [count, width] = [axes[1]!.labels.length, lengthOf(axes.slice(2))]
  const rowsOf = new Map<number, number[]>()
  positions.cells.first.forEach((_, row) => {
    const sequence = positions.cells.second?.[row] ?? 0
    rowsOf.set(sequence, [...(rowsOf.get(sequence) ?? []), row])
  })
  const from = new Int32Array(axes[0]!.labels.length * count)
  for (const rows of rowsOf.values()) {
    const length = rows.length + SPARE
    for (const [at, row] of rows.entries())
      for (let head = 0; head < count; head++) {
        const place = layout === 'HND' ? at * count + head : head * length + at
        const inner = layout === 'HND' ? length : count
        const [outer, rest] = [Math.floor(place / inner), place % inner]
        const [there, of] = layout === 'HND' ? [rows[rest], outer] : [rows[outer], rest]
        from[row * count + head] = there === undefined ? -1 : there * count + of
      }
  }
  const read = picked(
    cells,
    Int32Array.from({ length: cells.first.length }, (_, i) => {
      const source = from[Math.floor(i / width)]!
      return source < 0 ? 0 : source * width + (i % width)
    }),
  )
  for (const [i, source] of from.entries())
    if (source < 0)
      for (const numbers of [read.first, read.second]) numbers?.fill(0, i * width, (i + 1) * width)
  return { axes, cells: read }
}
