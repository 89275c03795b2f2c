// Quantised weights. A weight of the model is, cell by cell, what is stored times the scale of its block; a device multiplies what it
// has stored at a place by the scale that it has at the place of the block.
import type { TensorUse } from '../candidate/candidate.js'
import type { Algebra } from './algebra/algebra.js'
import { scatterText } from './algebra/hash.js'
import { gridOf, scaleAtPlace, scaleOfIndex, scalesOf } from './reduce/blocks.js'
import type { Origins } from './reduce/origins.js'
import { rangesOf } from './reduce/ranges.js'
import { lengthOf, type Value } from './value.js'

/** A weight on a device. */
export interface Loaded {
  /** As the node has it, and as it is stored. */
  readonly use: TensorUse
  readonly stored: TensorUse
  /** Place of the device among those of the node. */
  readonly place: number
  /** By dimension of the weight. */
  readonly origins: readonly Origins[]
}

/** What a device takes for a weight of the model; why it cannot, where it has no scale for a cell. */
export function quantised(
  algebra: Algebra,
  seed: number,
  weight: Value,
  { use, stored, place, origins }: Loaded,
): Value | { readonly missing: string } {
  if (lengthOf(weight.axes) === 0) return weight
  const own: number[][] = []
  const taken: number[][] = []
  const sizes: number[] = []
  for (const [axis, { name }] of weight.axes.entries()) {
    const grid = gridOf(stored, name)
    const { block } = gridOf(use, name)
    const texts = use.scales!.slices?.[name]
    const text = texts === undefined || typeof texts === 'string' ? texts : texts[place]
    const has = text === undefined ? [[0, scalesOf(gridOf(use, name))] as const] : rangesOf(text)
    const { indices, places } = origins[axis]!
    own.push(Array.from(indices, (index) => scaleOfIndex(grid, index)))
    const found = Array.from(places, (at) => scaleAtPlace(has, Math.floor(at / block)))
    const lost = found.findIndex((scale) => scale === undefined || scale >= scalesOf(grid))
    if (lost >= 0) return { missing: `index ${indices[lost]} of \`${name}\`` }
    taken.push(found as number[])
    sizes.push(scalesOf(grid))
  }
  if (own.every((scales, axis) => scales.every((scale, i) => scale === taken[axis]![i]))) return weight
  const key = scatterText(use.scales!.name ?? `${use.name}.scale`, seed)
  const scales = (list: readonly number[][]) => algebra.drawn(key, flattened(list, sizes))
  const unscaled = algebra.times(weight.cells, algebra.inverse(scales(own)))
  return { axes: weight.axes, cells: algebra.times(unscaled, scales(taken)) }
}

/** Numbers for the scales of all cells, from those along each dimension. */
function flattened(scales: readonly (readonly number[])[], sizes: readonly number[]): Int32Array {
  let flat = [0]
  for (const [axis, own] of scales.entries())
    flat = flat.flatMap((before) => own.map((scale) => before * sizes[axis]! + scale))
  return Int32Array.from(flat)
}
