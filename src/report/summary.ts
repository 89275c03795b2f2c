// The sentences above and below the findings: what was judged, and what came of it.

import type { OldFinding, Outcome, Result, Unsettled, Verdict } from '../judge/verdict.js'
import type { Severity } from '../knowledge/base.js'
import { counted } from './values.js'

const severities: readonly Severity[] = ['error', 'warning', 'info']
// Missing facts that a summary names; `--why` lists all of them.
const namedFacts = 4

const formats: Readonly<Record<string, string>> = {
  plan: 'plan document',
  dot: 'DOT',
  unknown: 'neither plan, deployment nor launch',
}

/** `dataflow, 94 nodes, 171 edges, 32 devices, decode`. */
export function about(result: Result): string {
  // What was drawn cannot be told from a part of it.
  const isOpen = result.kind === 'unknown' || result.outcome === 'unreadable'
  const parts = [
    isOpen ? (formats[result.format] ?? result.format) : result.kind,
    ...(isDrawn(result) ? [counted(result.nodes, 'node'), counted(result.edges, 'edge')] : []),
    ...(result.devices > 0 ? [counted(result.devices, 'device')] : []),
    ...result.phases,
  ]
  return parts.join(', ')
}

/** A deployment has no graph, and nobody counts what a text without a form would have drawn. */
function isDrawn({ format, kind, nodes }: Result): boolean {
  return nodes > 0 || (kind !== 'deployment' && format !== 'deployment' && format !== 'unknown')
}

/** `3 errors, 1 warning in 4 classes; blocked 2; not assessed 12 (missing: …): kb check --why`. */
export function summary(result: Result, why: boolean): string {
  const parts = [found(result), ...inSomeVersions(result), ...setAside(result), ...unsettled(result)]
  const more = result.blocked.length + result.notAssessed.length > 0 && !why ? ': kb check --why' : ''
  return `${parts.join('; ')}${more}`
}

function found(result: Result): string {
  if (result.findings.length === 0) {
    const passed = result.strata.reduce((sum, stratum) => sum + stratum.passed, 0)
    const nothing = result.suppressed?.length || result.old?.length ? 'nothing else broken' : 'nothing broken'
    return `${nothing}; ${counted(passed, 'rule')} passed`
  }
  const counts = severities.map((severity) => {
    const count = result.findings.filter((f) => f.severity === severity).reduce((sum, f) => sum + f.count, 0)
    return count === 0 ? '' : severity === 'info' ? `${count} info` : counted(count, severity)
  })
  const classes = result.findings.length
  return `${counts.filter((text) => text !== '').join(', ')} in ${classes} class${classes === 1 ? '' : 'es'}`
}

/** `1 error in some versions of the engine`: what is broken if the engine is of a version that nobody states. */
function inSomeVersions({ depends = [] }: Result): string[] {
  const told = depends.filter(({ severity }) => severity !== 'info')
  const counts = severities.flatMap((severity) => {
    const count = told.filter((one) => one.severity === severity).length
    return count === 0 ? [] : [counted(count, severity)]
  })
  return counts.length === 0 ? [] : [`${counts.join(', ')} in some versions of the engine`]
}

/** `suppressed 2`, `old by the baseline 4`: what was set aside, where anything was. */
export function setAside({ suppressed = [], old = [] }: Result): string[] {
  const sum = (list: readonly OldFinding[]) => list.reduce((total, { count }) => total + count, 0)
  return [
    ...(suppressed.length > 0 ? [`suppressed ${sum(suppressed)}`] : []),
    ...(old.length > 0 ? [`old by the baseline ${sum(old)}`] : []),
  ]
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
export function missingFacts(rules: readonly Unsettled[]): string[] {
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

const states = ['used', 'unused', 'expired', 'not-asked'] as const

/** What the base changes of the law, `Suppressions as of 2026-11-26: 1 used, 1 unused.` and `Baseline: …`, where there is any. */
export function exceptions({ changes = [], asOf, suppressions = [], baseline }: Verdict): string[] {
  const counts = states.flatMap((state) => {
    const count = suppressions.filter((each) => each.state === state).length
    return count === 0 ? [] : [`${count} ${state.replace('-', ' ')}`]
  })
  const gone = baseline && baseline.gone > 0 ? `, ${baseline.gone} gone: write it anew` : ''
  const off = changes.filter(({ to }) => to === 'off').map(({ rule }) => rule)
  const other = changes.filter(({ to }) => to !== 'off').map(({ rule, to }) => `${rule} ${to}`)
  return [
    ...(off.length > 0 ? [`Switched off in this base: ${off.join(', ')}.`] : []),
    ...(other.length > 0 ? [`Of another severity in this base: ${other.join(', ')}.`] : []),
    ...(counts.length > 0 ? [`Suppressions as of ${asOf}: ${counts.join(', ')}.`] : []),
    ...(baseline ? [`Baseline: ${counted(baseline.old, 'old finding')} met${gone}.`] : []),
  ]
}

/** The suppressions that somebody should look at again, one sentence each. */
export function staleSuppressions({ suppressions = [] }: Verdict): string[] {
  return suppressions.flatMap(({ rule, state, until, reason }) => {
    if (state === 'expired') return [`${rule} is no longer suppressed: that ended on ${until} (${reason})`]
    if (state === 'unused')
      return [`${rule} is suppressed in vain: nothing that was judged breaks it there (${reason})`]
    return []
  })
}
