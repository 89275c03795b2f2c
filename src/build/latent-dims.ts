// The dimensions of latent attention.
import type { Dimension } from '../candidate/candidate.js'

export interface LatentDims {
  readonly heads: Dimension
  readonly latent: Dimension
  readonly rope: Dimension
  readonly nope: Dimension
  readonly value: Dimension
}
