// What is to be drawn: degrees and choices of each phase, a model and a workload.
import type { Degrees } from './degrees.js'
import type { Choices } from './scene.js'
import type { ModelShape } from './shape.js'

/** The strategy of one phase. */
export interface PhaseStrategy {
  readonly degrees: Degrees
  readonly choices: Choices
  /** Layers of each stage, in order of the stages; of nearly equal number where it is not said. */
  readonly stageLayers?: readonly number[]
}

export interface Blueprint {
  readonly model: ModelShape
  readonly prefill?: PhaseStrategy
  readonly decode?: PhaseStrategy
  /** The word that says that prefill and decode run on devices of their own; absent where they do not. */
  readonly apartWord?: string
  /** Sequences. */
  readonly concurrency: number
  /** Tokens of each prompt. */
  readonly promptTokens: number
}
