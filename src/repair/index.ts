// From findings to fixes that may be offered: each is applied to a copy and judged again in full.
import type { Candidate } from '../candidate/candidate.js'
import { type Judgement, type JudgeOptions, judge } from '../judge/index.js'
import type { Finding, OfferedFix } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { aimOf } from './aim.js'
import { alternatives } from './alternatives.js'
import { jsonFormOf } from './json-form.js'
import { isRepaired } from './proof.js'
import { fixesOf } from './reads.js'
import { trial } from './trial.js'

/** Beyond this many nodes, fixes are proved on request only: each proof judges the whole plan once more. */
const MOST_NODES_UNASKED = 20_000

export interface RepairOptions extends JudgeOptions {
  /** Prove fixes whatever the size (true), never (false), or on plans of up to 20,000 nodes (absent). */
  readonly prove?: boolean
}

/**
 * The findings of a judgement with the fixes that their rules offer. On a document in JSON a fix is a JSON Patch, and is left
 * out unless `isRepaired` holds for it, over all rules of the base. Elsewhere, and where nothing is proved, it is a suggestion without a patch.
 */
export async function offerFixes(
  candidate: Candidate,
  judgement: Judgement,
  base: Base,
  options: RepairOptions = {},
): Promise<readonly Finding[]> {
  const proves = options.prove ?? candidate.nodes.length <= MOST_NODES_UNASKED
  const form = proves ? jsonFormOf(candidate, base) : undefined
  const { only, prove: _, ...judging } = options
  const before =
    form !== undefined && only !== undefined
      ? await judge(observe(candidate, base), base, judging)
      : judgement
  const findings: Finding[] = []
  for (const found of judgement.findings) {
    const fixes: OfferedFix[] = []
    for (const fix of form === undefined ? found.rule.fixes : fixesOf(base).of(found.rule)) {
      const { title, safety } = fix
      if (form === undefined) {
        fixes.push({ title, safety, proved: false })
        continue
      }
      // Shared fixes are many: errors get the one that changes least, and `kb fix` looks further.
      if ('scope' in fix && (fixes.length > 0 || found.rule.severity !== 'error')) continue
      for (const { draft, removedNodes } of alternatives(form, judgement, base, found, fix)) {
        const edited = await form.edited(draft)
        const after = edited && (await trial(edited, base, judging, before, found, 'scope' in fix))
        if (edited?.patch === undefined || after === undefined) continue
        if (!isRepaired(before, after, aimOf(base, found, fix, removedNodes))) continue
        fixes.push({ title, safety, proved: true, patch: edited.patch })
        break
      }
    }
    findings.push(
      fixes.length === 0 ? found.finding : { ...found.finding, subjects: found.finding.subjects, fixes },
    )
  }
  return findings
}
