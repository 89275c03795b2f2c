// The smallest sets of demands that cannot hold together, whatever degrees are chosen.
import type { Candidate } from '../candidate/candidate.js'
import type { Judgement, JudgeOptions } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import type { Demand } from './demands.js'
import type { Mendable } from './hopeless.js'
import { judgeTogether, mostVariations } from './together.js'

/** Larger sets explain nothing; and looking at them takes more and more combinations. */
const largest = 3

/**
 * Each set of demands, of the smallest size at which there is one, that every choice of degrees breaks a rule with while all
 * other demands are left open. The empty set where the model and the engine alone leave no choice; nothing where only
 * larger sets conflict.
 */
export async function conflictsOf(
  candidate: Candidate,
  judgement: Judgement,
  base: Base,
  options: JudgeOptions,
  phases: readonly string[],
  choices: readonly Readonly<Record<string, Value>>[],
  demands: readonly Demand[],
  mendable: Mendable,
): Promise<readonly (readonly string[])[]> {
  for (let size = 0; size <= Math.min(largest, demands.length); size++) {
    const sets = subsets(demands, size)
    const asked = sets.map((kept) => {
      const open = demands.filter((demand) => !kept.includes(demand))
      const plan = Object.assign({}, ...open.map(({ without }) => without.plan))
      const phase = Object.assign({}, ...open.map(({ without }) => without.phase))
      return mendable({ plan, phase }).map((at) => ({
        phases,
        words: { plan, phase: { ...phase, ...choices[at] } },
      }))
    })
    const variations = asked.flat()
    if (variations.length > mostVariations) return []
    const { broken } = await judgeTogether(candidate, judgement, base, options, phases, variations)
    let from = 0
    const found = sets.filter((_, set) => {
      const own = broken.slice(from, from + asked[set]!.length)
      from += own.length
      return own.every(({ size }) => size > 0)
    })
    if (found.length > 0) return found.map((kept) => kept.map(({ path }) => path))
  }
  return []
}

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]))
}
