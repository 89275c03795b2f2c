// The sentences above and below the findings: what was judged, and what came of it.

import type { Outcome, Result, Unsettled } from '../judge/verdict.js'
import type { Severity } from '../knowledge/base.js'
import { counted } from './values.js'

const severities: readonly Severity[] = ['error', 'warning', 'info']
// Missing facts that a summary names; `--why` lists all of them.
const namedFacts = 4

const formats: Readonly<Record<string, string>> = {
  plan: 'plan document',
  dot: 'DOT',
  unknown: 'neither a plan document nor DOT',
}

/** `dataflow, 94 nodes, 171 edges, 32 devices, decode`. */
export function about(result: Result): string {
  // What was drawn cannot be told from a part of it.
  const isOpen = result.kind === 'unknown' || result.outcome === 'unreadable'
  const parts = [
    isOpen ? (formats[result.format] ?? result.format) : result.kind,
    counted(result.nodes, 'node'),
    counted(result.edges, 'edge'),
    ...(result.devices > 0 ? [counted(result.devices, 'device')] : []),
    ...result.phases,
  ]
  return parts.join(', ')
}

/** `3 errors, 1 warning in 4 classes; blocked 2; not assessed 12 (missing: …): kb check --why`. */
export function summary(result: Result, why: boolean): string {
  const parts = [found(result), ...unsettled(result)]
  const more = result.blocked.length + result.notAssessed.length > 0 && !why ? ': kb check --why' : ''
  return `${parts.join('; ')}${more}`
}

function found(result: Result): string {
  if (result.findings.length === 0) {
    const passed = result.strata.reduce((sum, stratum) => sum + stratum.passed, 0)
    return `nothing broken; ${counted(passed, 'rule')} passed`
  }
  const counts = severities.map((severity) => {
    const count = result.findings.filter((f) => f.severity === severity).reduce((sum, f) => sum + f.count, 0)
    return count === 0 ? '' : severity === 'info' ? `${count} info` : counted(count, severity)
  })
  const classes = result.findings.length
  return `${counts.filter((text) => text !== '').join(', ')} in ${classes} class${classes === 1 ? '' : 'es'}`
}

function unsettled({ blocked, notAssessed }: Result): string[] {
  const missing = missingFacts(notAssessed)
  const named = missing.slice(0, namedFacts).join(', ')
  const because = named === '' ? '' : ` (missing: ${named}${missing.length > namedFacts ? ' …' : ''})`
  return [
    ...(blocked.length > 0 ? [`blocked ${blocked.length}`] : []),
    ...(notAssessed.length > 0 ? [`not assessed ${notAssessed.length}${because}`] : []),
  ]
}

/** The missing facts, those that hold up most rules first. */
function missingFacts(rules: readonly Unsettled[]): string[] {
  const counts = new Map<string, number>()
  for (const { because } of rules) for (const fact of because) counts.set(fact, (counts.get(fact) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([fact]) => fact)
}

/** `4 inputs: 1 valid, 3 rejected`; empty for a single one. */
export function total(results: readonly Result[]): string {
  if (results.length < 2) return ''
  const counts = new Map<Outcome, number>()
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return `${results.length} inputs: ${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`
}
