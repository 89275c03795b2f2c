// The way of repair: the fixes of the base, and before less is asked of a deployment, a choice of degrees that holds every
// rule at once.
import type { Candidate } from '../candidate/candidate.js'
import type { JudgeOptions } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import { legalChoices } from '../plan/legal.js'
import { makeChoice } from '../repair/chosen.js'
import { type Repair, type RepairLimits, repair } from '../repair/repair.js'
import { withCommand } from './launch-text.js'

/** Choices that are tried, the best first: most that are legal are proved at once. */
const MOST_CHOICES = 4

/**
 * Repairs a candidate. Where its fixes, one at a time, do not heal a deployment, or only by asking less of it, the best
 * legal choice of its degrees is made instead, if that heals it; where none is legal, the first change that lets one be.
 */
export async function repaired(
  candidate: Candidate,
  base: Base,
  judging: JudgeOptions,
  limits: RepairLimits = {},
): Promise<Repair> {
  const done = await healed(candidate, base, judging, limits)
  return withCommand(candidate, done, base, judging)
}

async function healed(
  candidate: Candidate,
  base: Base,
  judging: JudgeOptions,
  limits: RepairLimits,
): Promise<Repair> {
  const done = await repair(candidate, base, judging, limits)
  const { before, judgement, steps } = done
  const isGentle = steps.every(({ safety }) => safety !== 'workload')
  const isHealed = judgement.findings.every(({ rule }) => rule.severity !== 'error') && isGentle
  const isOpen = before.kind === 'deployment' && before.outcome === 'rejected'
  if (isHealed || !isOpen || limits.atMost === 'safe' || candidate.problems.length > 0) return done
  // What is mended without a choice stays mended.
  const safe = steps.filter(({ safety }) => safety === 'safe')
  const start =
    safe.length === steps.length
      ? done
      : safe.length > 0
        ? await repair(candidate, base, judging, { atMost: 'safe' })
        : { ...done, candidate, judgement: before, steps: [] }
  const made = await chosen(start, base, judging, limits)
  return made === undefined ? done : { ...made, before, steps: [...start.steps, ...made.steps] }
}

/** The choice that heals a deployment as it is after the safe steps. */
async function chosen(
  { candidate, judgement }: Repair,
  base: Base,
  judging: JudgeOptions,
  limits: RepairLimits,
): Promise<Repair | undefined> {
  const choices = await legalChoices(candidate, judgement, base, judging)
  if (choices.length === 0) return undefined
  const [only] = choices
  if (choices.length === 1 && only!.legal.length === 0 && limits.atMost !== 'strategy')
    for (const relaxation of only!.relaxations) {
      const chosen = {
        phases: only!.phases,
        set: { ...relaxation.degrees, ...relaxation.set },
        with: relaxation,
      }
      const made = await makeChoice(candidate, judgement, base, judging, [chosen])
      if (made !== undefined) return made
    }
  for (let nth = 0; nth < MOST_CHOICES; nth++) {
    const chosen = choices.flatMap(({ phases, legal }) => {
      const choice = legal[nth]
      return choice === undefined ? [] : [{ phases, set: choice.set }]
    })
    if (chosen.length < choices.length) return undefined
    const made = await makeChoice(candidate, judgement, base, judging, chosen)
    if (made !== undefined) return made
  }
  return undefined
}
