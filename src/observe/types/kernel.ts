// What types the outputs of a node.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Operator } from '../../tensor/operators.js'
import type { Inference, Reading, Stop } from './inference.js'

/** A node with what it reads. */
export interface Visit {
  readonly row: number
  readonly node: CandidateNode
  readonly operator: Operator
  readonly readings: readonly Reading[]
}

/** Types the outputs of a node; why it cannot, where it cannot. */
export type Kernel = (inference: Inference, visit: Visit) => Stop | undefined
