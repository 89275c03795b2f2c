// Nodes of a plan as they run.
import type { CandidateNode } from '../candidate/candidate.js'
import type { Operator } from '../tensor/operators.js'
import type { Kernel } from './kernels/kernel.js'
import type { Phase } from './phases.js'

export interface ProgramNode {
  readonly index: number
  readonly id: string
  readonly source: CandidateNode
  readonly operator: Operator
  readonly kernel: Kernel
  readonly phase: Phase
  /** Devices by number, in the order of the plan, and the place of each. */
  readonly devices: readonly number[]
  readonly places: ReadonlyMap<number, number>
  /** The group that the node names, else its devices. */
  readonly team: readonly number[]
  /** Names of the tensors that it reads and gives; where a plan names only one side of a transfer, those. */
  readonly reads: readonly string[]
  readonly gives: readonly string[]
}

/** Nodes that run at once: one, or those of one collective that is drawn by device. */
export type Unit = readonly ProgramNode[]

export interface Edge {
  readonly from: ProgramNode
  readonly to: ProgramNode
  readonly isControl: boolean
}
