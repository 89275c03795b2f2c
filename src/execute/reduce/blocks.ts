// Blocks of quantised weights: which scale a plan lets a device multiply a cell by, and which one the cell was divided by. Both go by
// the indices and places of the plan, not by those that are computed with.
import type { TensorUse } from '../../candidate/candidate.js'
import { type Range, rangesOf } from './ranges.js'

/** How a weight was quantised along one dimension: so many indices in a row to a scale, counted anew from each start. */
export interface Grid {
  readonly size: number
  readonly block: number
  readonly starts: readonly number[]
}

/** How a dimension of a weight is in blocks, by what a use of it says. */
export function gridOf({ dims = [], parts = {}, scales }: TensorUse, name: string): Grid {
  const size = Number(dims.find((dim) => dim.name === name)?.size)
  const starts = [0]
  const own = scales?.parts?.includes(name) ? (parts[name] ?? []) : []
  for (const part of own.slice(0, -1)) starts.push(starts.at(-1)! + Number(part.size))
  return { size, block: scales?.blocks?.[name] ?? Math.max(size, 1), starts }
}

/** The scale of an index. */
export function scaleOfIndex({ size, block, starts }: Grid, index: number): number {
  let before = 0
  for (let i = 0; ; i++) {
    const end = starts[i + 1] ?? size
    if (index < end || i === starts.length - 1) return before + Math.floor((index - starts[i]!) / block)
    before += Math.ceil((end - starts[i]!) / block)
  }
}

/** So many scales a dimension has. */
export const scalesOf = (grid: Grid): number => (grid.size > 0 ? scaleOfIndex(grid, grid.size - 1) + 1 : 0)

/** The scale at a place of those that a device has; undefined where it has fewer. */
export function scaleAtPlace(has: readonly Range[], place: number): number | undefined {
  let left = place
  for (const [start, end] of has) {
    if (left < end - start) return start + left
    left -= end - start
  }
  return undefined
}

/**
 * Where, along a slice of a weight, the scales of a device begin or cease to be the right ones, as indices: between two of these all
 * indices are alike.
 */
export function turnsOf(grid: Grid, block: number, slice: readonly Range[], has: readonly Range[]): number[] {
  const turns: number[] = []
  let place = 0
  for (const [start, last] of slice) {
    const end = Math.min(last, grid.size)
    let before: number | undefined
    for (let index = start; index < end; ) {
      const scale = scaleAtPlace(has, Math.floor(place / block))
      const apart = scale === undefined ? Number.NaN : scale - scaleOfIndex(grid, index)
      if (index > start && !Object.is(apart, before)) turns.push(index)
      before = apart
      const first = grid.starts.findLast((one) => one <= index)!
      const next = grid.starts.find((one) => one > index) ?? Number.POSITIVE_INFINITY
      const step = Math.min(
        ...[end - index, next - index],
        ...[block - (place % block), grid.block - ((index - first) % grid.block)],
      )
      index += step
      place += step
    }
  }
  return turns
}

/** The slices of a weight that devices have along a dimension, each with the scales that go with it. */
export function pairsOf(use: TensorUse, name: string): readonly (readonly [Range[], Range[]])[] {
  const grid = gridOf(use, name)
  const texts = (of: TensorUse['slices']) => {
    const own = of?.[name]
    return own === undefined || typeof own === 'string' ? [own] : own
  }
  const [cut, scales] = [texts(use.slices), texts(use.scales?.slices)]
  const pairs = new Map<string, readonly [Range[], Range[]]>()
  for (let place = 0; place < Math.max(cut.length, scales.length); place++) {
    const [slice, has] = [cut[cut.length === 1 ? 0 : place], scales[scales.length === 1 ? 0 : place]]
    pairs.set(`${slice} ${has}`, [
      slice === undefined ? [[0, grid.size]] : rangesOf(slice),
      has === undefined ? [[0, scalesOf(grid)]] : rangesOf(has),
    ])
  }
  return [...pairs.values()]
}
