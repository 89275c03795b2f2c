// What an edit does, judged in full. Of a fix that is tried on many rules, most choices do not even help the rule that they
// are tried for: that is asked first, alone, as it costs a tenth.
import { type Found, type Judgement, type JudgeOptions, judge } from '../judge/index.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import type { Edited } from './form.js'

/** The judgement of an edited document by all rules; undefined where the rule alone is broken on as many subjects as before. */
export async function trial(
  { candidate }: Edited,
  base: Base,
  { only: _, ...options }: JudgeOptions,
  before: Judgement,
  { rule }: Found,
  asksFirst: boolean,
): Promise<Judgement | undefined> {
  const brokenIn = ({ checks }: Pick<Judgement, 'checks'>) =>
    checks.find((check) => check.rule.id === rule.id)?.counts.broken ?? 0
  if (asksFirst) {
    const alone = await judge(observe(candidate, base), base, { ...options, only: [rule.id], since: before })
    if (brokenIn(alone) >= brokenIn(before)) return undefined
  }
  return judge(observe(candidate, base), base, { ...options, since: before })
}
