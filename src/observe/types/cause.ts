// Why a result lies as it does.
import type { Placement } from '../../tensor/placements.js'
import type { Instance } from './roles.js'
import type { Side } from './types.js'

/** The rule that explains how one dimension is cut, and where its parts have to be joined again, what is there of what is needed. */
export interface Cause {
  readonly rule: Placement
  readonly instance: Instance
  readonly side: Side
}
