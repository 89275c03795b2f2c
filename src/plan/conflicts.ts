// The smallest sets of demands that cannot hold together, whatever degrees are chosen.
import type { Judgement, JudgeOptions } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import type { Demand } from './demands.js'
import { judgeTogether } from './together.js'

/** Larger sets explain nothing; and looking at them takes more and more combinations. */
const largest = 3
/** Rows that are judged at once, at the most. */
const mostRows = 200_000

/**
 * Each set of demands, of the smallest size at which there is one, that every choice of degrees breaks a rule with while all
 * other demands are left open. The empty set where the model and the engine alone leave no choice; nothing where only
 * larger sets conflict.
 */
export async function conflictsOf(
  judgement: Judgement,
  base: Base,
  options: JudgeOptions,
  phases: readonly string[],
  choices: readonly Readonly<Record<string, Value>>[],
  demands: readonly Demand[],
): Promise<readonly (readonly string[])[]> {
  for (let size = 0; size <= Math.min(largest, demands.length); size++) {
    const sets = subsets(demands, size)
    if (sets.length * choices.length > mostRows) return []
    const variations = sets.flatMap((kept) => {
      const open = demands.filter((demand) => !kept.includes(demand))
      const plan = Object.assign({}, ...open.map(({ without }) => without.plan))
      const phase = Object.assign({}, ...open.map(({ without }) => without.phase))
      return choices.map((chosen) => ({ phases, words: { plan, phase: { ...phase, ...chosen } } }))
    })
    const { broken } = await judgeTogether(judgement, base, options, phases, variations)
    const isBroken = (set: number) =>
      choices.every((_, choice) => broken[set * choices.length + choice]!.size > 0)
    const found = sets.filter((_, set) => isBroken(set))
    if (found.length > 0) return found.map((kept) => kept.map(({ path }) => path))
  }
  return []
}

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]))
}
