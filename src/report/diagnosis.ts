// A diagnosis as text for a terminal.
import type { Reason, Suspect } from '../diagnose/index.js'
import type { Layout } from './helpers.js'
import { render } from './templates.js'

/** The best suspects as text; `all` counts those that are left out. */
export function diagnosisText(suspects: readonly Suspect[], all: number, layout: Layout): Promise<string> {
  const left = all - suspects.length
  const more = left > 0 ? `${left} more fit less well: kb diagnose --limit ${all}` : ''
  const shown = suspects.map(({ reasons, detectedBy, family = '', undetected = '', ...suspect }) => ({
    ...suspect,
    family,
    undetected,
    reasons: reasons.map(reasonText),
    detectedBy: detectedBy.join(', '),
  }))
  return render('diagnose', { suspects: shown, more }, layout)
}

function reasonText(reason: Reason): string {
  if ('sign' in reason) return `it says "${reason.in}"`
  if ('rule' in reason) return `the plan breaks ${reason.rule}: ${reason.message}`
  if ('hiddenBy' in reason) return `often hidden behind: ${reason.hiddenBy}`
  return `both speak of ${reason.words.join(', ')}`
}
