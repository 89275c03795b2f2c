// Many variations of a deployment judged at once: one judgement, in which each variation has rows of its own.
import { decide, type Judgement, type JudgeOptions, valueOn } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import { type Variation, varied } from '../observe/varied.js'

export interface Together {
  /** By variation, the rules of severity error that are broken on it; of its phases, those meant. */
  readonly broken: readonly ReadonlySet<string>[]
  /** The value of a word of scope phase, on the first of the phases meant. */
  wordOf(variation: number, word: string): Value
}

/** Judges variations of a deployment by the rules of severity error, looking at the plan and at the named phases. */
export async function judgeTogether(
  { evaluator: { facts }, assumed }: Judgement,
  base: Base,
  { only }: JudgeOptions,
  phases: readonly string[],
  variations: readonly Variation[],
): Promise<Together> {
  const errors = base.rules.filter(({ severity }) => severity === 'error').map(({ id }) => id)
  const { checks, evaluator } = await decide(varied(facts, variations), base, {
    only: only === undefined ? errors : errors.filter((id) => only.includes(id)),
    assume: assumed,
  })
  const broken = variations.map(() => new Set<string>())
  for (const { rule, table, counts, rowsWith } of checks) {
    if (counts.broken === 0) continue
    const size = table.size / variations.length
    for (const row of rowsWith('broken')) {
      if (rule.scope === 'phase' && !phases.includes(table.name(row))) continue
      broken[Math.floor(row / size)]!.add(rule.id)
    }
  }
  const { phase } = facts.tables
  const first = Array.from({ length: phase.size }, (_, row) => phase.name(row)).indexOf(phases[0]!)
  return {
    broken,
    wordOf: (variation, name) =>
      valueOn(evaluator, evaluator.facts.tables.phase, variation * phase.size + first, {
        op: 'word',
        of: 'self',
        name,
      }),
  }
}
