import type { Clause, FailureMode, Rule, Selector } from '../../knowledge/base.js'
import type { Diagnostics } from '../diagnostic.js'
import { lowerRule } from '../expression/lower.js'
import { nearestHint } from '../hint.js'
import type { Found } from './blocks.js'
import { citesOf } from './citations.js'
import { definitionCycles } from './cycles.js'
import { compileAt, type Names } from './expressions.js'
import { resolveFixes } from './fixes.js'
import { readMessage } from './message.js'
import type { Registry } from './registry.js'
import { isAtOrBelow } from './strata.js'

/** What rules refer to besides words and selectors. */
export interface RuleContext {
  readonly names: Names
  readonly rules: Registry<Found<'rule'>>
  readonly failureModes: Registry<FailureMode>
  /** Selectors that could be understood. */
  readonly selectors: ReadonlyMap<string, Selector>
}

/** A rule in full; undefined when one of its conditions cannot be understood, which is reported. */
export function resolveRule(
  found: Found<'rule'>,
  context: RuleContext,
  diagnostics: Diagnostics,
): Rule | undefined {
  const { value, data, page, section, block } = found
  const { names } = context
  checkReferences(found, context, diagnostics)
  const when = clauses(found, 'when', names, diagnostics)
  const must = clauses(found, 'must', names, diagnostics)
  const message = readMessage(data, ['message'], value.message, value.scope, names, diagnostics)
  const fixes = resolveFixes(found, names, diagnostics)
  if (!when || !must) return undefined
  const { facts, conditions } = lowerRule(
    when.map(({ expression }) => expression),
    must.map(({ expression }) => expression),
    context.selectors,
  )
  return {
    id: value.id,
    title: section.heading,
    stratum: page.stratum,
    place: { page: page.text.name, line: block.span.line },
    severity: value.severity,
    kind: value.kind,
    ...(value.engine === undefined ? {} : { engine: value.engine }),
    scope: value.scope,
    requires: value.requires ?? [],
    ...(value.failureMode === undefined ? {} : { failureMode: value.failureMode }),
    cites: citesOf(section, page),
    reason: section.prose,
    when,
    must,
    facts,
    conditions,
    message,
    messageText: value.message,
    fixes,
    was: value.was ?? [],
    ...(value.traces === undefined ? {} : { traces: value.traces }),
  }
}

function clauses(
  found: Found<'rule'>,
  key: 'when' | 'must',
  names: Names,
  diagnostics: Diagnostics,
): Clause[] | undefined {
  const { value, data, page } = found
  const wanted = { scope: value.scope, stratum: page.stratum, expect: 'truth' } as const
  const texts = value[key] ?? []
  const read = texts.flatMap((text, index) => {
    const { expression } = compileAt(data, [key, index], text, wanted, names, diagnostics)
    if (!expression) return []
    return [{ text, place: { page: page.text.name, line: data.where([key, index]).line }, expression }]
  })
  return read.length === texts.length ? read : undefined
}

function checkReferences(found: Found<'rule'>, context: RuleContext, diagnostics: Diagnostics): void {
  const { value, data, page, section } = found
  const ours = page.stratum
  const checkStratum = (name: string, theirs: string, path: readonly (string | number)[]): void => {
    if (isAtOrBelow(theirs, ours)) return
    diagnostics.report('law/stratum', page.text, data.where(path), { name, theirs, ours })
  }
  for (const [index, id] of (value.requires ?? []).entries()) {
    const path = ['requires', index]
    const required = context.rules.get(id)
    if (required) checkStratum(id, required.page.stratum, path)
    else {
      const hint = nearestHint(id, context.rules.names())
      diagnostics.report('rule/unknown', page.text, data.where(path), { name: id }, { hint })
    }
  }
  if (value.failureMode !== undefined) {
    const mode = context.failureModes.get(value.failureMode)
    if (mode) checkStratum(mode.id, mode.stratum, ['failureMode'])
    else {
      const hint = nearestHint(value.failureMode, context.failureModes.names())
      diagnostics.report(
        'failure-mode/unknown',
        page.text,
        data.where(['failureMode']),
        { name: value.failureMode },
        { hint },
      )
    }
  }
  if (value.kind !== 'wisdom' && citesOf(section, page).length === 0) {
    const code = value.kind === 'engine' ? 'law/uncited' : 'law/hard-uncited'
    const hint =
      'cite a source in the prose of the section: [^id], with the id under `sources` in the frontmatter'
    diagnostics.report(code, page.text, data.where(['id']), { kind: value.kind }, { hint })
  }
}

/** Rules that require each other would block each other for ever. */
export function reportRequirementCycles(rules: Registry<Found<'rule'>>, diagnostics: Diagnostics): void {
  const definitions = rules.values().map(({ value }) => ({ name: value.id, uses: value.requires ?? [] }))
  for (const cycle of definitionCycles(definitions)) {
    const { page, data } = rules.get(cycle[0]!)!
    const path = [...cycle, cycle[0]!].join(' → ')
    diagnostics.report('rule/requires-itself', page.text, data.where(['requires']), { path })
  }
}
