import type { Classified, Group } from './classes.js'
import type { Status } from './engine.js'

/** A rule on all subjects of its scope: the groups that it cannot tell apart, and what was decided of each. */
export interface Decided extends Classified {
  readonly statuses: ReadonlyMap<Group, Status>
}
