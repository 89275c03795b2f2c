import type { Clause, FailureMode, Rule, Selector } from '../../knowledge/base.js'
import { isEveryVersion, rangeProblem } from '../../knowledge/version.js'
import type { Diagnostics } from '../diagnostic.js'
import { compileExpression, lowerRule } from '../expression/index.js'
import { nearestHint } from '../hint.js'
import type { Found } from './blocks.js'
import { citesOf } from './citations.js'
import { definitionCycles } from './cycles.js'
import { compileAt, type Names } from './expressions.js'
import { type FixChanges, resolveFixes } from './fixes.js'
import { readMessage } from './message.js'
import type { Registry } from './registry.js'
import { isAtOrBelow } from './strata.js'

/** What rules refer to besides words and selectors. */
export interface RuleContext {
  readonly names: Names
  readonly rules: Registry<Found<'rule'>>
  readonly failureModes: Registry<FailureMode>
  readonly changes: FixChanges
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
  const engine = engineClauses(found, names, diagnostics)
  const when = clauses(found, 'when', names, diagnostics)
  const must = clauses(found, 'must', names, diagnostics)
  const message = readMessage(data, ['message'], value.message, value.scope, names, diagnostics)
  const noFix =
    value.noFix === undefined
      ? {}
      : {
          noFix: readMessage(data, ['noFix'], value.noFix, value.scope, names, diagnostics),
          noFixText: value.noFix,
        }
  const fixes = resolveFixes(found, names, context.changes, diagnostics)
  if (!engine || !when || !must) return undefined
  const applies = [...engine, ...when]
  const { facts, conditions } = lowerRule(
    applies.map(({ expression }) => expression),
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
    ...(value.engine === undefined
      ? {}
      : { engine: { names: [value.engine.name].flat(), versions: value.engine.versions } }),
    scope: value.scope,
    requires: value.requires ?? [],
    ...(value.failureMode === undefined ? {} : { failureMode: value.failureMode }),
    cites: citesOf(section, page),
    reason: section.prose,
    when: applies,
    must,
    facts,
    conditions,
    message,
    messageText: value.message,
    fixes,
    ...noFix,
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

/** The ranges, all of which hold the version of the engine where none is stated; a base may have the word or not. */
const FOLLOWING = 'cluster.engineVersions'

/**
 * What a rule of an engine asks before its own conditions: that the candidate names the engine or one that descends from
 * it, and a version in the range. A candidate that names no engine, or one that nobody knows, is not held to it.
 */
function engineClauses(found: Found<'rule'>, names: Names, diagnostics: Diagnostics): Clause[] | undefined {
  const { value, data, page } = found
  if (value.engine === undefined) return []
  const { name, versions } = value.engine
  const lineage = 'cluster.engineLineage'
  const stated = `cluster.engineVersion.within(${JSON.stringify(versions)})`
  // What is stated goes first: a version that follows from something else is never asked then.
  const follows = names.words.has(`plan.${FOLLOWING}`)
  const texts = [
    ['name', `known(${lineage}) && ${JSON.stringify([name].flat())}.intersects(${lineage})`],
    ['versions', follows ? `first(${stated}, ${FOLLOWING}.areWithin(${JSON.stringify(versions)}))` : stated],
  ] as const
  const problem = rangeProblem(versions)
  if (problem !== undefined) {
    diagnostics.report('rule/engine-versions', page.text, data.where(['engine', 'versions']), {
      reason: problem,
    })
    return undefined
  }
  const wanted = { scope: value.scope, stratum: page.stratum, expect: 'truth' } as const
  const clauses: Clause[] = []
  for (const [key, text] of isEveryVersion(versions) ? texts.slice(0, 1) : texts) {
    const { expression, problems } = compileExpression(text, { ...names, ...wanted })
    const span = data.where(['engine', key])
    for (const { message } of problems)
      diagnostics.report('rule/engine-words', page.text, span, { reason: message })
    if (expression !== undefined)
      clauses.push({ text, place: { page: page.text.name, line: span.line }, expression })
  }
  return clauses.length === 0 ? undefined : clauses
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
    if (!mode) {
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
    const hint =
      'cite a source in the prose of the section: [^id], with the id under `sources` in the frontmatter'
    diagnostics.report('law/uncited', page.text, data.where(['id']), { kind: value.kind }, { hint })
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
