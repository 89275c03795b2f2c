// Phase 2: from blocks to a base in which every name is resolved.
import type { Base, Example, PatternTable, Scope, Selector, SharedFix, Table } from '../../knowledge/base.js'
import type { Page } from '../1-read/page.js'
import { Diagnostics } from '../diagnostic.js'
import type { Compiled, ScopeShape, TableShape } from '../expression/environment.js'
import type { Kept } from '../kept.js'
import type { Memo } from '../memo.js'
import type { Remembered, Reported } from '../memory.js'
import type { Blocks, Found } from './blocks.js'
import { resolveSources } from './citations.js'
import { coverage, type PageCoverage } from './coverage.js'
import { reportCycles } from './cycles.js'
import { compileEstimate } from './estimates.js'
import { type ExampleContext, reportUntestedRules, resolveExamples } from './examples.js'
import { meaningOfNames, type Names } from './expressions.js'
import { declareFailureModes, reportUnusedFailureModes } from './failure-modes.js'
import { compileFallbacks } from './fallbacks.js'
import { type FixChanges, resolveSharedFix } from './fixes.js'
import { compileFormula, declareFormula } from './formulas.js'
import { checkLinks } from './links.js'
import { resolvePatterns } from './patterns.js'
import { Registry } from './registry.js'
import { type RuleContext, reportRequirementCycles, resolveRule } from './rules.js'
import { compileSelector, declareSelectors } from './selectors.js'
import { strataOf } from './strata.js'
import { type ResolvedTable, resolveTables } from './tables.js'
import { checkPreconditions, declareWords, type Vocabulary } from './words.js'

export interface Resolved {
  readonly base: Omit<Base, 'digest'>
  readonly examples: readonly Example[]
  readonly coverage: readonly PageCoverage[]
  /** For the analysis of the rule set: the names of the base, its selectors, and where each rule has its id. */
  readonly names: Names
  readonly selectors: ReadonlyMap<string, Selector>
  readonly ruleBlocks: ReadonlyMap<string, Found<'rule'>>
}

/** What phase 2 starts from: the words of the grammar are declared in `vocabulary` already. */
export interface Unresolved {
  readonly pages: readonly Page[]
  readonly blocks: Blocks
  readonly strata: readonly string[]
  readonly scopes: ReadonlyMap<Scope, ScopeShape>
  readonly vocabulary: Vocabulary
  readonly changes: FixChanges
  readonly expressions: Memo<Compiled>
  readonly resolved: Remembered
}

/** Resolves everything; what cannot be resolved is reported and left out. Declarations come before uses. */
export function resolve(unresolved: Unresolved, diagnostics: Diagnostics): Resolved {
  const { pages, blocks, strata, scopes, vocabulary, changes, expressions } = unresolved
  for (const found of blocks.words) declareWords(found, vocabulary, diagnostics)
  const formulas = blocks.formula.filter((found) => declareFormula(found, vocabulary, diagnostics))
  for (const found of blocks.words) checkPreconditions(found, vocabulary, diagnostics)
  const tables = resolveTables(blocks.facts, diagnostics)
  const declared = declareSelectors(blocks.selector, diagnostics)
  const known = {
    strataOrder: strata,
    scopes,
    words: new Map(vocabulary.words().map((word) => [`${word.scope}.${word.name}`, word])),
    selectors: new Map(declared.values().map(({ name, stratum }) => [name, { stratum }])),
    tables: new Map(tables.map(({ table, sets }): [string, TableShape] => [table.id, { ...table, sets }])),
  }
  const meaning = meaningOfNames(known)
  const names: Names = { ...known, compiled: expressions.inContext(meaning) }
  const selectors = declared.values().flatMap((one) => compileSelector(one, names, diagnostics) ?? [])
  const derived = formulas.flatMap((found) => compileFormula(found, names, diagnostics) ?? [])
  const fallbacks = blocks.words.flatMap((found) => compileFallbacks(found, names, diagnostics))
  const estimates = declareEstimates(blocks.estimate, diagnostics).flatMap(
    (found) => compileEstimate(found, names, diagnostics) ?? [],
  )
  reportCycles([...selectors, ...derived, ...fallbacks], diagnostics)
  const failureModes = declareFailureModes(blocks['failure-mode'], diagnostics)
  const ruleRegistry = declareRules(blocks.rule, diagnostics)
  const understood = new Map(selectors.map(({ selector }) => [selector.name, selector]))
  const fallbackOf = new Map(fallbacks.map(({ name, fallback }) => [name, fallback]))
  const context = {
    ...{ names, rules: ruleRegistry, failureModes, changes, formulas, selectors: understood },
    fallbacks: [...fallbackOf.keys()],
  }
  reportRequirementCycles(ruleRegistry, diagnostics)
  const around = JSON.stringify([meaning, ...surroundings(context)])
  const kept = {
    rules: unresolved.resolved.rules.inContext(around),
    examples: unresolved.resolved.examples.inContext(around),
  }
  const rules = ruleRegistry
    .values()
    .flatMap(
      (found) => recall(kept.rules, found, diagnostics, (own) => resolveRule(found, context, own)) ?? [],
    )
  const fixes = declareFixes(blocks.fix, names, changes, diagnostics)
  const examples = blocks.example.flatMap((found) =>
    recall(kept.examples, found, diagnostics, (own) => resolveExamples(found, context, own)),
  )
  reportUntestedRules(ruleRegistry, examples, diagnostics)
  reportUnusedFailureModes(blocks['failure-mode'], ruleRegistry.values(), diagnostics)
  const words = vocabulary.words().map((word) => {
    const fallback = fallbackOf.get(`${word.scope}.${word.name}`)
    return fallback === undefined ? word : { ...word, fallback }
  })
  const ruleIds = ruleRegistry.names()
  checkLinks(pages, targetsOf(ruleIds, failureModes.names(), names, tables), diagnostics)
  const base = {
    strata: strataOf(strata),
    words,
    selectors: selectors.map(({ selector }) => selector).sort(by(({ name }) => name)),
    formulas: derived.map(({ formula }) => formula).sort(by(({ scope, id }) => `${scope}.${id}`)),
    estimates: estimates.sort(by(({ id }) => id)),
    tables: tables.map(({ table }) => table).sort(by(({ id }) => id)),
    patterns: resolveAllPatterns(
      blocks.patterns,
      vocabulary,
      tables.map(({ table }) => table),
      diagnostics,
    ),
    rules: rules.sort(by(({ id }) => id)),
    // In the order of pages and lines: of equals, the first is tried first.
    fixes,
    failureModes: failureModes.values().sort(by(({ id }) => id)),
    sources: resolveSources(
      pages,
      tables.map(({ cited }) => cited),
      diagnostics,
    ),
  }
  return {
    base,
    examples,
    coverage: coverage(pages, ruleIds, diagnostics),
    names,
    selectors: understood,
    ruleBlocks: new Map(ruleRegistry.values().map((found) => [found.value.id, found])),
  }
}

/** What rules and examples take from the base besides the meaning of names and their own pages. */
function surroundings(context: RuleContext & ExampleContext): readonly unknown[] {
  const { rules, failureModes, changes, selectors, formulas, fallbacks } = context
  return [
    rules.values().map(({ value, page }) => [value.id, value.scope, page.text.name, page.stratum]),
    failureModes.names(),
    changes,
    [...selectors].map(([name, { expression }]) => [name, expression]),
    formulas.map(({ value, page }) => [value.scope, value.id, page.text.name]),
    fallbacks,
  ]
}

/** What a block came to; what was found wrong with it is reported again. */
function recall<Value>(
  kept: Kept<Reported<Value>>,
  block: object,
  diagnostics: Diagnostics,
  make: (own: Diagnostics) => Value,
): Value {
  const known = kept.recall(block, () => {
    const own = new Diagnostics()
    const value = make(own)
    return { value, diagnostics: own.sorted() }
  })
  for (const found of known.diagnostics) diagnostics.add(found)
  return known.value
}

const by =
  <T>(key: (value: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : 1

/** Estimates by id, which is the name that they have in results. */
function declareEstimates(
  blocks: readonly Found<'estimate'>[],
  diagnostics: Diagnostics,
): readonly Found<'estimate'>[] {
  const registry = new Registry<Found<'estimate'>>('The estimate', diagnostics)
  for (const found of blocks)
    registry.declare(found.value.id, found, found.page.text, found.data.where(['id']))
  return registry.values()
}

/** Pattern tables keep the order of their pages and lines: that is the order in which they are tried. */
function resolveAllPatterns(
  blocks: readonly Found<'patterns'>[],
  vocabulary: Vocabulary,
  tables: readonly Table[],
  diagnostics: Diagnostics,
): PatternTable[] {
  const registry = new Registry<PatternTable>('The pattern table', diagnostics)
  for (const found of blocks) {
    const table = resolvePatterns(found, vocabulary, tables, diagnostics)
    if (table) registry.declare(table.id, table, found.page.text, found.data.where(['id']))
  }
  return registry.values()
}

/** Rules by id; a former id stays taken, so that links to it keep one meaning. */
function declareRules(blocks: readonly Found<'rule'>[], diagnostics: Diagnostics): Registry<Found<'rule'>> {
  const registry = new Registry<Found<'rule'>>('The rule', diagnostics)
  const former = new Registry<string>('The former id', diagnostics)
  for (const found of blocks) {
    const span = found.data.where(['id'])
    if (!registry.declare(found.value.id, found, found.page.text, span)) continue
    former.declare(found.value.id, found.value.id, found.page.text, span)
    for (const [index, id] of (found.value.was ?? []).entries()) {
      former.declare(id, found.value.id, found.page.text, found.data.where(['was', index]))
    }
  }
  return registry
}

function declareFixes(
  blocks: readonly Found<'fix'>[],
  names: Names,
  changes: FixChanges,
  diagnostics: Diagnostics,
): SharedFix[] {
  const registry = new Registry<SharedFix>('The fix', diagnostics)
  for (const found of blocks) {
    const fix = resolveSharedFix(found, names, changes, diagnostics)
    registry.declare(fix.id, fix, found.page.text, found.data.where(['id']))
  }
  return registry.values()
}

function targetsOf(
  rules: readonly string[],
  failureModes: readonly string[],
  names: Names,
  tables: readonly ResolvedTable[],
): Parameters<typeof checkLinks>[1] {
  const words = [...names.words.values()].flatMap(({ scope, name }) =>
    scope === 'plan' ? [`plan.${name}`, name] : [`${scope}.${name}`],
  )
  const tableNames = tables.flatMap(({ table, sets }) => [
    table.id,
    ...Object.keys(table.columns).map((column) => `${table.id}.${column}`),
    ...[...sets.keys()].map((set) => `${table.id}.${set}`),
  ])
  return { rules, failureModes, words, tables: tableNames }
}
