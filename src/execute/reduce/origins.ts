// The indices of a plan behind those that are computed with.
import type { Range } from './ranges.js'
import type { Scale } from './scale.js'

/** By index that is computed with, the one of the plan that it stands for, and the place of that in its slice. */
export interface Origins {
  readonly indices: Int32Array
  readonly places: Int32Array
}

/** Of ranges of a dimension, or of several behind one another, in the order of the ranges. */
export function originsOf(
  pieces: readonly { readonly size: number; readonly scale: Scale }[],
  ranges: readonly Range[],
): Origins {
  const [indices, places]: [number[], number[]] = [[], []]
  let before = 0
  for (const [start, end] of ranges) {
    let offset = 0
    for (const { size, scale } of pieces) {
      const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, size)]
      for (let index = from; index < to; index++)
        if (scale.indexAt(index) >= 0) {
          indices.push(offset + index)
          places.push(before + offset + index - start)
        }
      offset += size
    }
    before += end - start
  }
  return { indices: Int32Array.from(indices), places: Int32Array.from(places) }
}
