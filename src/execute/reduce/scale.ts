// A dimension made smaller. Between two neighbouring boundaries of slices all indices are alike to a plan, so a few of
// them stand for all: each slice keeps its place, and slices that differ still do.
import { divisor, type Range } from './ranges.js'

export interface Scale {
  /** The size in the plan, and the size that is computed with. */
  readonly size: number
  readonly reduced: number
  /** What a boundary of slices becomes. */
  at(boundary: number): number
  /** What an index becomes, or -1 where another stands for it. */
  indexAt(index: number): number
}

/** Dimensions of up to so many steps keep the proportions of their slices. */
const MOST_STEPS = 64

/** Every unit of indices becomes a number of cells: slices keep their proportions. */
export function evenScale(size: number, unit: number, cells: number): Scale {
  const at = (boundary: number) => (boundary / unit) * cells
  return {
    ...{ size, reduced: at(size), at },
    indexAt: (index) => (index % unit < cells ? Math.floor(index / unit) * cells + (index % unit) : -1),
  }
}

/** The steps in which all boundaries lie. */
export function unitOf(size: number, boundaries: Iterable<number>): number {
  let unit = size
  for (const boundary of boundaries) unit = divisor(unit, boundary)
  return Math.max(unit, 1)
}

/** The smallest scale of a dimension of at least `least` cells, where the dimension has so many, and two to each step. */
export function scaleOf(size: number, boundaries: ReadonlySet<number>, least = 2): Scale {
  const unit = unitOf(size, boundaries)
  const steps = size / unit
  const cells = Math.min(unit, Math.max(2, Math.ceil(least / Math.max(steps, 1))))
  return steps <= MOST_STEPS ? evenScale(size, unit, cells) : unevenScale(size, boundaries)
}

/**
 * Entries are looked up one by one, and what is wrong with one shows when a token is it: where slices would leave many of them, as few as
 * can be stand for all.
 */
export function entriesScale(size: number, boundaries: ReadonlySet<number>, least: number): Scale {
  const even = scaleOf(size, boundaries, least)
  if (even.reduced <= 2 * least) return even
  const pieces = new Set([0, ...boundaries, size]).size - 1
  const uneven = unevenScale(size, boundaries, Math.max(2, Math.ceil(least / pieces)))
  return uneven.reduced < even.reduced ? uneven : even
}

/** So many indices at most stand for those between two neighbouring boundaries, whatever their number. */
export function unevenScale(size: number, boundaries: ReadonlySet<number>, most = 2): Scale {
  const bounds = [...new Set([0, ...boundaries, size])].sort((a, b) => a - b)
  const offsets = new Map<number, number>()
  let reduced = 0
  for (const [i, bound] of bounds.entries()) {
    offsets.set(bound, reduced)
    reduced += Math.min(most, (bounds[i + 1] ?? bound) - bound)
  }
  const below = (index: number): number => {
    let [low, high] = [0, bounds.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (bounds[middle]! <= index) low = middle
      else high = middle - 1
    }
    return bounds[low]!
  }
  return {
    ...{ size, reduced: offsets.get(size)!, at: (boundary) => offsets.get(boundary)! },
    indexAt: (index) => {
      const bound = below(index)
      return index - bound < most ? offsets.get(bound)! + index - bound : -1
    },
  }
}

/** A dimension as it is. */
export const fullScale = (size: number): Scale => evenScale(size, 1, 1)

/** The indices that some ranges become, in their order. */
export function labelsOf(scale: Scale, ranges: readonly Range[]): Int32Array {
  const parts = ranges.map(([start, end]) => [scale.at(start), scale.at(end)] as const)
  const labels = new Int32Array(parts.reduce((sum, [start, end]) => sum + end - start, 0))
  let place = 0
  for (const [start, end] of parts) for (let index = start; index < end; index++) labels[place++] = index
  return labels
}
