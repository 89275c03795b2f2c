// What both kinds of attention end with.
import type { Cells } from '../algebra/algebra.js'
import type { Memory } from './cache.js'
import type { Scene } from './scene.js'

/** The positions of the rows that are cached. */
export function notePositions(scene: Scene, { rows }: Memory): void {
  const first = Float64Array.from(rows, ({ position }) => position)
  const second = Float64Array.from(rows, ({ sequence }) => sequence)
  scene.noteCached('cached_positions', {}, { first, second }, rows)
}

/** Heads back to the residual stream. */
export function outputProjection({ math, model, rows, weight }: Scene, attn: Cells, width: number): Cells {
  const { hidden } = model
  const out = math.times(attn, rows.length, weight('wo', width * hidden), width, hidden)
  return model.outputBias ? math.plusRow(out, rows.length, weight('bo', hidden)) : out
}
