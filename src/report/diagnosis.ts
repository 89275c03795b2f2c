// A diagnosis as text for a terminal.
import type { Reason, Suspect } from '../diagnose/index.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'

/**
 * The best suspects as text, the first of them in full; `all` counts those that are left out too. Lines of the report are told
 * by their number where it has several.
 */
export function diagnosisText(
  suspects: readonly Suspect[],
  { all, lines }: { readonly all: number; readonly lines: number },
  layout: Layout,
): Promise<string> {
  const shown = suspects.map((suspect, i) => ({
    ...suspect,
    number: i + 1,
    family: suspect.family ?? '',
    symptoms: suspect.reasons.some((reason) => 'named' in reason) ? suspect.symptoms : [],
    reasons: tellingOf(suspect.reasons).map((reason) => reasonText(reason, lines > 1)),
    remedies: i === 0 ? suspect.remedies : suspect.remedies.slice(0, 1),
    detectedBy: suspect.detectedBy.join(', '),
    undetected: suspect.detectedBy.length > 0 ? '' : (suspect.undetected ?? ''),
  }))
  const left = all - suspects.length
  return render(
    'diagnose',
    {
      suspects: shown,
      hint: suspects[0]?.reasons.every((reason) => 'words' in reason)
        ? 'Only words in common point to these. An error text (--log) or the plan that was run (--plan) tells more.'
        : '',
      more:
        left > 0 ? `${left} more ${left === 1 ? 'fits' : 'fit'} less well: kb diagnose --limit ${all}` : '',
    },
    layout,
  )
}

/** Words in common add nothing to a line or a rule. */
function tellingOf(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.some((reason) => 'sign' in reason || 'rule' in reason || 'named' in reason)
    ? reasons.filter((reason) => !('words' in reason))
    : reasons
}

function reasonText(reason: Reason, numbered: boolean): string {
  if ('sign' in reason) return `${numbered ? `line ${reason.line}` : 'it'} says "${reason.in}"`
  if ('named' in reason) return 'it is named'
  if ('rule' in reason) return `the plan breaks ${reason.rule}: ${reason.message}`
  if ('hiddenBy' in reason) return `often hidden behind "${reason.hiddenBy}"`
  return `words in common: ${reason.words.join(', ')}`
}
