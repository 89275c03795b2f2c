// The tensors that the reference makes, by name.
import type { Cells } from '../algebra/algebra.js'

/** A whole tensor. Of one whose first dimension is not all there, `has` tells which of its indices are. */
export interface Tensor {
  readonly dims: readonly string[]
  readonly sizes: readonly number[]
  readonly cells: Cells
  has?(index: number): boolean
}

export type Tensors = ReadonlyMap<string, Tensor>
