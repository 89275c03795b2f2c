// The status of every group of every rule: the engine runs once per rule and tuple of outcomes, whatever the candidate.
import type { Rule } from '../knowledge/base.js'
import type { Classified, Group } from './classes.js'
import { runEngine, type Status } from './engine.js'
import { remember } from './remember.js'

export interface Decided extends Classified {
  readonly statuses: ReadonlyMap<Group, Status>
}

const decided = new WeakMap<Rule, Map<string, Status>>()

export async function decide(classified: Classified): Promise<Decided> {
  const { rule } = classified
  const known = remember(decided, rule, () => new Map<string, Status>())
  const statuses = new Map<Group, Status>()
  for (const group of classified.groups) {
    let status = known.get(group.key)
    if (status === undefined) {
      status = await runEngine(rule, group.seen)
      known.set(group.key, status)
    }
    statuses.set(group, status)
  }
  return { ...classified, statuses }
}
