// What the typing of every operation looks things up in.
import type { Operator } from '../../tensor/operators.js'
import type { Filler, Pad, Padding } from '../../tensor/paddings.js'
import type { Placement } from '../../tensor/placements.js'
import type { Conflict } from './conflict.js'
import type { StrideOf } from './sequences.js'
import type { Types } from './types.js'

export interface Rules {
  readonly types: Types
  readonly strideOf: StrideOf
  /** Positions of a prompt; 1 where the plan does not say how many. */
  readonly promptLength: number
  readonly placements: ReadonlyMap<string, readonly Placement[]>
  readonly paddings: ReadonlyMap<string, readonly Padding[]>
}

/** A tensor that a node reads, on a device. */
export interface Read {
  readonly name: string
  readonly type: number
}

/** A weight on a device. */
export interface Weight {
  readonly name: string
  readonly extents: readonly WeightExtent[]
}

export interface WeightExtent {
  readonly name: string
  readonly size: number
  readonly set: number
  readonly pad?: Pad
  /** Matrices side by side along the dimension. */
  readonly parts?: readonly { readonly name: string; readonly size: number }[]
}

/** What a node says of a tensor that it gives. */
export interface Given {
  readonly name: string
  readonly dims: readonly { readonly name: string; readonly size: number; readonly pad?: Pad }[]
  /** By dimension the set that the device keeps, where the plan says it. */
  readonly slices: ReadonlyMap<string, number>
}

/** An operation on a device. `oneValue`: all that it reads are parts of one value. */
export interface Question {
  readonly operator: Operator
  readonly reads: readonly Read[]
  readonly weights: readonly Weight[]
  readonly gives: readonly Given[]
  readonly oneValue: boolean
  /** How many positions back rows look, their own included; all of them where absent. */
  readonly window?: number
  /** What the operation writes where its results are padded. */
  readonly fills?: Filler
}

/** Types of the outputs, and what is wrong. */
export interface Outcome {
  readonly outputs: readonly number[]
  readonly conflict?: Conflict
  /** Partial values of which what was read are parts were put together: the result is that value. */
  readonly sameValue?: boolean
}
