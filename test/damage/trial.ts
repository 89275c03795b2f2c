// One damaged plan: what the judge says without running it, and what running it says.

import type { Damage } from './damage.js'
import { drawing } from './draw.js'
import { copyOf, type Plan } from './plan.js'

/** What the two opinions are asked: errors of the judge, and the outcome of executing. */
export interface Opinions {
  rejects(plan: Plan): Promise<readonly string[]>
  runs(plan: Plan): 'equal' | 'different' | 'not-executable'
}

export interface Trial {
  readonly damage: string
  /** Whether the damage changes the result or stops the plan. */
  readonly harms: boolean
  /** Rules that the damaged plan breaks. */
  readonly rules: readonly string[]
}

/** Does one kind of damage to a plan; undefined where the plan has no place for it. */
export async function tryDamage(
  document: unknown,
  name: string,
  damage: Damage,
  seed: number,
  opinions: Opinions,
): Promise<Trial | undefined> {
  const plan = copyOf(document)
  if (!damage(plan, drawing(seed))) return undefined
  const outcome = opinions.runs(plan)
  return { damage: name, harms: outcome !== 'equal', rules: await opinions.rejects(plan) }
}
