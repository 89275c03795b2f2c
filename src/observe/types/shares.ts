// Indices of one dimension that share those of another: query heads and their key-value heads.
import type { IndexSets } from '../../tensor/index-sets.js'
import type { Extent } from './types.js'

/**
 * Whether each index of `many` finds its own of `few` where a program looks for it: of n local ones over m, the i-th takes
 * the ⌊i · m / n⌋-th, and of N over M in all, index g belongs to ⌊g · M / N⌋.
 */
export function sharesEvenly(sets: IndexSets, many: Extent, few: Extent): boolean {
  const [n, m] = [sets.size(many.set), sets.size(few.set)]
  if (n === 0) return true
  const owners = sets.indices(few.set)
  return sets
    .indices(many.set)
    .every((index, i) => owners[Math.floor((i * m) / n)] === Math.floor((index * few.size) / many.size))
}
