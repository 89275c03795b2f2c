// One damaged plan: what the judge says without running it, and what running it says.

import type { Damage } from './damage.js'
import { drawing } from './draw.js'
import { copyOf, type Plan } from './plan.js'

/** What the two opinions are asked: errors of the judge, and the outcome of executing. */
export interface Opinions {
  rejects(plan: Plan): Promise<readonly string[]>
  /** By default with the tokens and weights of the first seed. */
  runs(plan: Plan, seed?: number): 'equal' | 'different' | 'not-executable'
}

export interface Trial {
  readonly damage: string
  /** Whether the damage changes the result or stops the plan. */
  readonly harms: boolean
  /** Rules that the damaged plan breaks. */
  readonly rules: readonly string[]
}

/**
 * The judge says of all inputs what a run says of some: a row of the vocabulary that nobody holds does harm where a token is it. Where the
 * two differ, so many inputs are tried before the damage passes for harmless.
 */
const MOST_SEEDS = 16

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
  const rules = await opinions.rejects(plan)
  let harms = false
  for (let input = 1; !harms && input <= (rules.length > 0 ? MOST_SEEDS : 1); input++)
    harms = opinions.runs(plan, input) !== 'equal'
  return { damage: name, harms, rules }
}
