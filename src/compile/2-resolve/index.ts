// Phase 2: from blocks to a base in which every name is resolved.
import type {
  Base,
  Example,
  PatternTable,
  Scope,
  Selector,
  SharedFix,
  Table,
  Word,
} from '../../knowledge/base.js'
import type { Page } from '../1-read/page.js'
import { Diagnostics } from '../diagnostic.js'
import type { Compiled, ScopeShape, TableShape } from '../expression/environment.js'
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
import { compileFormula, wordOfFormula } from './formulas.js'
import { checkLinks } from './links.js'
import { resolvePatterns } from './patterns.js'
import { Registry } from './registry.js'
import { type RuleContext, reportRequirementCycles, resolveRule } from './rules.js'
import { compileSelector, declareSelectors } from './selectors.js'
import { strataOf } from './strata.js'
import { type ResolvedTable, resolveTables } from './tables.js'
import { checkNamed, type Vocabulary, wordsOf } from './words.js'

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
  const kept = unresolved.resolved
  for (const found of blocks.words) {
    const own = recall(kept.words, found, diagnostics, (reported) => wordsOf(found, reported))
    for (const { word, span } of own) vocabulary.declare(word, found.page.text, span)
  }
  const formulas = blocks.formula.filter((found) => {
    const word = recall(kept.derived, found, diagnostics, (own) => wordOfFormula(found, own))
    return vocabulary.declare(word, found.page.text, found.data.where(['id']))
  })
  for (const found of blocks.words) checkNamed(found, vocabulary, diagnostics)
  const tables = recall(kept.tables, blocks.facts, diagnostics, (own) =>
    resolveTables(blocks.facts, own, kept.eachTable),
  )
  const allWords = vocabulary.words()
  const declared = declareSelectors(blocks.selector, kept.declared, diagnostics)
  const known = {
    strataOrder: strata,
    scopes,
    words: new Map(allWords.map((word) => [`${word.scope}.${word.name}`, word])),
    selectors: new Map(declared.values().map(({ name, stratum }) => [name, { stratum }])),
    tables: new Map(tables.map(({ table, sets }): [string, TableShape] => [table.id, { ...table, sets }])),
  }
  const meaning = meaningOfNames(known)
  const names: Names = { ...known, compiled: expressions.inContext(meaning) }
  kept.selectors.inContext(meaning)
  const selectors = declared
    .values()
    .flatMap(
      (one) => recall(kept.selectors, one, diagnostics, (own) => compileSelector(one, names, own)) ?? [],
    )
  kept.formulas.inContext(meaning)
  kept.fallbacks.inContext(meaning)
  const derived = formulas.flatMap(
    (found) => recall(kept.formulas, found, diagnostics, (own) => compileFormula(found, names, own)) ?? [],
  )
  const fallbacks = blocks.words.flatMap((found) =>
    recall(kept.fallbacks, found, diagnostics, (own) => compileFallbacks(found, names, own)),
  )
  const estimates = declareEstimates(blocks.estimate, diagnostics).flatMap(
    (found) => compileEstimate(found, names, diagnostics) ?? [],
  )
  reportCycles([...selectors, ...derived, ...fallbacks], diagnostics)
  const modes = blocks['failure-mode']
  const failureModes = recall(kept.failureModes, modes, diagnostics, (own) => declareFailureModes(modes, own))
  const ruleRegistry = declareRules(blocks.rule, diagnostics)
  const understood = new Map(selectors.map(({ selector }) => [selector.name, selector]))
  const fallbackOf = new Map(fallbacks.map(({ name, fallback }) => [name, fallback]))
  const context = {
    ...{ names, rules: ruleRegistry, failureModes, changes, formulas, selectors: understood },
    fallbacks: [...fallbackOf.keys()],
  }
  reportRequirementCycles(ruleRegistry, diagnostics)
  const around = `${meaning}\n${JSON.stringify(surroundings(context))}`
  kept.rules.inContext(around)
  kept.fixes.inContext(around)
  kept.examples.inContext(around)
  const rules = ruleRegistry
    .values()
    .flatMap(
      (found) => recall(kept.rules, found, diagnostics, (own) => resolveRule(found, context, own)) ?? [],
    )
  const fixes = declareFixes(blocks.fix, diagnostics, (found) =>
    recall(kept.fixes, found, diagnostics, (own) => resolveSharedFix(found, names, changes, own)),
  )
  const examples = blocks.example.flatMap((found) =>
    recall(kept.examples, found, diagnostics, (own) => resolveExamples(found, context, own)),
  )
  reportUntestedRules(ruleRegistry, examples, diagnostics)
  reportUnusedFailureModes(modes, ruleRegistry.values(), diagnostics)
  const words = allWords.map((word) => {
    const fallback = fallbackOf.get(`${word.scope}.${word.name}`)
    return fallback === undefined ? word : falling(kept.falling, word, fallback)
  })
  const ruleIds = ruleRegistry.names()
  const named = tables.flatMap(({ table }) => (table.aliases === undefined ? [] : table.id))
  checkLinks(pages, targetsOf(ruleIds, failureModes.names(), names, tables), diagnostics)
  const base = {
    strata: strataOf(strata),
    words,
    selectors: selectors.map(({ selector }) => selector).sort(by(({ name }) => name)),
    formulas: derived.map(({ formula }) => formula).sort(by(({ scope, id }) => `${scope}.${id}`)),
    estimates: estimates.sort(by(({ id }) => id)),
    tables: tables.map(({ table }) => table).sort(by(({ id }) => id)),
    patterns: recall(
      kept.patterns.inContext(`${meaning} ${named.join()}`),
      blocks.patterns,
      diagnostics,
      (own) =>
        resolveAllPatterns(
          blocks.patterns,
          vocabulary,
          tables.map(({ table }) => table),
          own,
        ),
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

/** A word with what it is where a candidate does not say: the same object as long as both are. */
function falling(known: WeakMap<Word, Word>, word: Word, fallback: NonNullable<Word['fallback']>): Word {
  const before = known.get(word)
  if (before?.fallback === fallback) return before
  const now = { ...word, fallback }
  known.set(word, now)
  return now
}

/** What a block, or a list of blocks, came to; what was found wrong with it is reported again. */
function recall<Source extends object, Value>(
  kept: { recall(source: Source, make: () => Reported<Value>): Reported<Value> },
  source: Source,
  diagnostics: Diagnostics,
  make: (own: Diagnostics) => Value,
): Value {
  const known = kept.recall(source, () => {
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
  diagnostics: Diagnostics,
  resolved: (found: Found<'fix'>) => SharedFix,
): SharedFix[] {
  const registry = new Registry<SharedFix>('The fix', diagnostics)
  for (const found of blocks) {
    const fix = resolved(found)
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
