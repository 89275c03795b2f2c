import type { Candidate } from '../../candidate/candidate.js'
import type { DotGraph, Outline } from '../../candidate/dot/index.js'

/** A drawing that is edited. */
export interface Drawing {
  readonly text: string
  readonly graph: DotGraph
  readonly outline: Outline
  readonly candidate: Candidate
}
