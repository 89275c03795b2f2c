// A cache that moves to other devices, which keep other parts of it: each cell has to come from somewhere.
import { cacheOf } from './cache-nodes.js'
import { hasHeads, orderOf } from './cache-orders.js'
import type { Conflict } from './conflict.js'
import type { Inference } from './inference.js'
import type { Kernel } from './kernel.js'
import { misheld, sourcesOf } from './sources.js'
import type { Write } from './stored.js'
import type { Extent } from './types.js'

/** What each source holds goes to the destinations, which keep the slices that are said. */
export const moveCache: Kernel = (inference, { row, node }) => {
  const { sets } = inference.rules.types
  const key = cacheOf(node)
  const [use] = node.outputs ?? []
  const devices = node.group ?? []
  if (use?.dims === undefined || use.dims.some(({ size }) => typeof size !== 'number'))
    return { because: 'not-stated', reason: 'it does not say what of the cache goes where' }
  const writes = devices.flatMap((device) => inference.caches.writesOf(key, device) ?? [])
  if (writes.length === 0) {
    const seen = 'nothing that its group has written'
    return { conflict: { kind: 'cache-unwritten', seen, takes: 'what it wrote before' } }
  }
  const sources = sourcesOf(inference, node)
  const orders = new Set(devices.map((device) => inference.orders.of(key, device)))
  const order = orderOf(node) ?? (orders.size === 1 ? [...orders][0] : undefined)
  for (const [place, device] of inference.wires.devicesOf(row).entries()) {
    const { slices, dims } = inference.givenAt(use, place)
    const [rowDimension, ...others] = dims
    const rows = { ...rowDimension!, set: slices.get(rowDimension!.name) ?? sets.whole(rowDimension!.size) }
    const kept = (extent: Extent): Extent => {
      const said = others.some(({ name }) => name === extent.name)
      return said ? { ...extent, set: slices.get(extent.name) ?? sets.whole(extent.size) } : extent
    }
    const parts = writes[0]!.parts.map((extents) => extents.map(kept))
    const gap = gapOf(inference, writes, rows, parts)
    if (gap !== undefined) return { conflict: gap, at: place }
    const wanted = others.map((extent) => kept({ ...extent, set: sets.none }))
    const wrong = misheld(inference.rules, sources, [rows, ...wanted])
    if (wrong !== undefined) return { conflict: wrong, at: place }
    const laid = hasHeads(sets, parts) ? order : undefined
    const conflict =
      inference.orders.write(key, device, laid) ??
      inference.caches.write(key, device, { ...{ rows, parts }, ...valuesOf(writes[0]!) })
    if (conflict !== undefined) return { conflict, at: place }
  }
  return undefined
}

const valuesOf = ({ values, makers, phase, step }: Write) => ({
  ...{ values, makers, phase },
  ...(step !== undefined && { step }),
})

/** Cells that a destination is to have and that no source holds. */
function gapOf(
  inference: Inference,
  writes: readonly Write[],
  rows: Extent,
  parts: Write['parts'],
): Conflict | undefined {
  const { sets } = inference.rules.types
  const other = writes.find(({ rows: own }) => own.name !== rows.name || own.size !== rows.size)
  if (other !== undefined)
    return {
      kind: 'misfit',
      dimension: rows.name,
      seen: `${rows.name}=${rows.size}`,
      takes: `${other.rows.name}=${other.rows.size}, as it was written`,
    }
  const stored = writes.map((write) => inference.caches.rowsOf(write))
  for (const [tensor, extents] of parts.entries())
    for (const [at, extent] of extents.entries()) {
      const shares = new Map<number, number[]>()
      writes.forEach((write, place) => {
        const set = write.parts[tensor]?.[at]?.set ?? sets.none
        shares.set(set, [...(shares.get(set) ?? []), stored[place]!])
      })
      const full = [...shares]
        .filter(([, own]) => sets.contains(sets.united(own), rows.set))
        .map(([set]) => set)
      if (full.length > 0 && sets.contains(sets.united(full), extent.set)) continue
      return {
        kind: 'cache-gap',
        dimension: extent.name,
        seen: `${extent.name} ${sets.text(sets.united(full)) || 'none'} with all rows ${sets.text(rows.set)}`,
        takes: `${extent.name} ${sets.text(extent.set)}, each cell from some source`,
      }
    }
  return undefined
}
