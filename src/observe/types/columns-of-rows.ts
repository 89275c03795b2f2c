// What rows look at: of the columns that they need, which are on the device.

import { type Cells, cellsInSight, cellsWithin } from './cells.js'
import type { Rules } from './rules.js'
import { indicesOfSequences, sequencesOf } from './sequences.js'
import type { Extent } from './types.js'

/**
 * The columns that all sequences of some rows have, and those of them that a device has; of a cache only those in sight. Undefined where
 * that is unknown.
 */
export function columnsFor(
  { types, strideOf, promptLength }: Rules,
  rows: Extent,
  columns: Extent,
  window?: number,
): { readonly needed: number; readonly part: number } | undefined {
  const { sets } = types
  const stride = strideOf(rows.name)
  if (columns.set >= 0) {
    const along = strideOf(columns.name)
    if (types.isWhole(rows)) return { needed: sets.whole(columns.size), part: columns.set }
    if (stride === undefined || along === undefined) return undefined
    const needed = indicesOfSequences(sets, sequencesOf(sets, rows.set, stride), along)
    return { needed, part: sets.united([sets.shared(columns.set, needed)]) }
  }
  if (stride === undefined) return undefined
  const sequences = sequencesOf(sets, rows.set, stride)
  const inSight = (cells: Cells) => types.addCells(cellsInSight(sets, cells, window, promptLength))
  const needed = inSight(types.cellsOf(types.allCells(sequences)))
  return { needed, part: inSight(cellsWithin(sets, types.cellsOf(columns.set), sequences)) }
}
