/**
 * Shardwright as a library: `compile` a knowledge base, `check` plans by it, `explain` its rules. The command line `kb` is
 * a thin user of these.
 *
 * @example
 * import { check } from 'shardwright'
 * const verdict = await check({ nodes: [{ id: 'a' }], edges: [] })
 * console.log(verdict.results[0].outcome, verdict.results[0].findings)
 */

import type { BuiltPlan } from './build/plan.js'
import type { Document } from './candidate/document.js'
import { readAssumptions } from './check/assume.js'
import { readBaseline } from './check/baseline.js'
import { type About, checkDocuments } from './check/check.js'
import { isDate } from './check/dates.js'
import type { Exceptions } from './check/exceptions.js'
import { readProfile } from './check/profiles.js'
import { findRule, selectRules } from './check/selection.js'
import { readSuppressions } from './check/suppressions.js'
import type { Compilation, CompileOptions as CompilerOptions } from './compile/index.js'
import type { Broken, Suspect } from './diagnose/index.js'
import type { DocumentEstimate } from './evaluate/index.js'
import type { Execution } from './execute/index.js'
import type { FixReport } from './judge/fix-report.js'
import type { Verdict } from './judge/verdict.js'
import type { Base, Safety } from './knowledge/base.js'
import { loadBase, loadExamples } from './knowledge/load.js'
import { packagePath, version } from './project.js'
import type { Replay } from './replay/index.js'
import type { Explanation } from './report/explain.js'
import { UsageError } from './usage-error.js'

export type { BuiltPlan } from './build/plan.js'
export type { Document } from './candidate/document.js'
export { type Baseline, baselineOf } from './check/baseline.js'
export type { About } from './check/check.js'
export type { Compilation, Diagnostic, PageCoverage } from './compile/index.js'
export type { Broken, Reason, Suspect } from './diagnose/index.js'
export type { DocumentEstimate, Estimated, EstimateOf, Quantity } from './evaluate/index.js'
export type { Difference, Execution, Extent, Mismatch } from './execute/index.js'
export type { FixReport, FixResult, Reason as RepairReason } from './judge/fix-report.js'
export type {
  AppliedFix,
  Evidence,
  Finding,
  OfferedFix,
  OldFinding,
  Outcome,
  PatchOperation,
  Problem,
  Result,
  StratumSummary,
  SuppressedFinding,
  SuppressionUse,
  TypesSummary,
  Unsettled,
  Verdict,
} from './judge/verdict.js'
export type { Base, Rule, Word } from './knowledge/base.js'
export { BaseError, loadBase } from './knowledge/load.js'
export type { Other, Replay } from './replay/index.js'
export type { Explanation } from './report/explain.js'
export { UsageError }

/** The base to work with: a folder that `compile` wrote, or a base in memory; the one of the package by default. */
export interface BaseOptions {
  readonly base?: string | Base
}

export interface CheckOptions extends BaseOptions {
  /** Ids of the only rules to report. */
  readonly only?: readonly string[]
  /** A named set of rules (`rules/profiles.yaml`); `only` goes before it. */
  readonly profile?: string
  /** Values for what the plans leave open: nested, or by full name (`{ 'model.layers': 61 }`). */
  readonly assume?: unknown
  /**
   * What launch commands and deployments leave open: `hardware` (`gpu`, `count`, `nodes`), `config` (the model's
   * config.json as data), `optionsFile` (the text of the file of options that a launch names), `engineVersion`.
   */
  readonly about?: About
  /** Prove fixes whatever the size of the plan (true), never (false), or on plans of up to 20,000 nodes (absent). */
  readonly prove?: boolean
  /** Repair first, and judge what results: outcome `fixed`, with the fixes. */
  readonly fix?: boolean
  /** Findings to live with: a list as `rules/suppressions.schema.json` describes it. Needs `asOf`. */
  readonly suppressions?: unknown
  /** The day against which ends of suppressions are judged, `2027-01-31`; no clock is read. */
  readonly asOf?: string
  /** Findings of an earlier run, as `baselineOf` gives them: they are told apart from new ones. */
  readonly baseline?: unknown
}

export interface CompileOptions extends CompilerOptions {
  /** The folder to write; nothing is written without it, nor when a diagnostic is an error. */
  readonly out?: string
}

/**
 * Compiles the Markdown pages of a folder. Problems with the pages are diagnostics of the result; what cannot be read at
 * all is thrown.
 */
export async function compile({ out, ...options }: CompileOptions): Promise<Compilation> {
  // Loaded on demand: judging a plan must not wait for the compiler.
  const { compileBase, writeGenerated } = await import('./compile/index.js')
  const compilation = await compileBase(options)
  const broken = compilation.diagnostics.some(({ severity }) => severity === 'error')
  if (out !== undefined && !broken) await writeGenerated(compilation.files, out)
  return compilation
}

/**
 * Judges a plan, or several: the text or bytes of a plan document, of Graphviz DOT or of launch commands, a plan document
 * as data, or documents with names. Plans that cannot be read are results, too.
 * @throws UsageError for options that name what the base does not have, and for what is no plan at all
 * @throws BaseError when the base cannot be loaded
 */
export async function check(
  plan: string | Uint8Array | object | Iterable<Document>,
  options: CheckOptions = {},
): Promise<Verdict> {
  const base = baseOf(options)
  const profile = options.profile === undefined ? undefined : await readProfile(options.profile)
  return checkDocuments(documentsOf(plan), base, {
    ...selectRules(base, options.only ?? [], profile),
    ...(options.assume !== undefined && { assume: readAssumptions(options.assume, base) }),
    ...(options.about !== undefined && { about: options.about }),
    ...(options.prove !== undefined && { prove: options.prove }),
    ...(options.fix === true && { fix: true }),
    ...exceptionsOf(options, base),
  })
}

export interface FixOptions extends BaseOptions {
  /** Values for what the documents leave open, as for `check`. */
  readonly assume?: unknown
  /** What launches and deployments leave open, as for `check`. */
  readonly about?: About
  /** What may be changed at most: `safe` leaves the strategy alone, `workload` (as when absent) allows everything. */
  readonly atMost?: Safety
}

/**
 * Repairs a plan, a drawing or a deployment, or several, given as for `check`: what was changed, the corrected text, and what
 * remains broken. Nothing is written.
 * @throws UsageError and BaseError as `check`
 */
export async function fix(
  plan: string | Uint8Array | object | Iterable<Document>,
  options: FixOptions = {},
): Promise<FixReport> {
  const { fixDocuments } = await import('./check/fix.js')
  const base = baseOf(options)
  return fixDocuments(documentsOf(plan), base, {
    ...(options.assume !== undefined && { assume: readAssumptions(options.assume, base) }),
    ...(options.about !== undefined && { about: options.about }),
    ...(options.atMost !== undefined && { atMost: options.atMost }),
  })
}

function exceptionsOf({ suppressions, asOf, baseline }: CheckOptions, base: Base): Exceptions {
  if (asOf !== undefined && !isDate(asOf))
    throw new UsageError(`\`${asOf}\` is no day.`, 'Write a day of the calendar: 2027-01-31.')
  if (suppressions !== undefined && asOf === undefined)
    throw new UsageError('Suppressions end on a day: say as of which day they are judged (`asOf`).')
  return {
    ...(suppressions !== undefined && { suppressions: readSuppressions(suppressions, base) }),
    ...(asOf !== undefined && { asOf }),
    ...(baseline !== undefined && { baseline: readBaseline(baseline) }),
  }
}

/**
 * Judges again what a verdict was made of, and tells whether every byte is the same. `verdict` is its text as `kb check
 * --format json` prints it; documents are given one for each of its results, in their order. The options are the recorded ones.
 * @throws UsageError where the text is no verdict, or the documents are more or fewer
 * @throws BaseError when the base cannot be loaded
 */
export async function replay(
  verdict: string,
  documents: Iterable<Document>,
  options: BaseOptions = {},
): Promise<Replay> {
  const { readRecorded, replayOn } = await import('./replay/index.js')
  const { jsonReport } = await import('./report/json.js')
  return replayOn(documents, readRecorded(verdict), baseOf(options), { check, write: jsonReport })
}

/**
 * Explains a rule by its id or a former id: condition in words, reason, examples, sources.
 * @throws UsageError when the base has no such rule
 * @throws BaseError when the base cannot be loaded
 */
export async function explain(rule: string, options: BaseOptions = {}): Promise<Explanation> {
  const { explanation } = await import('./report/explain.js')
  const base = baseOf(options)
  const examples =
    typeof options.base === 'object' ? [] : loadExamples(options.base ?? packagePath('generated'))
  return explanation(base, findRule(base, rule), examples)
}

export interface EstimateOptions extends BaseOptions {
  /** What is said of launches and deployments from outside. */
  readonly about?: About
  /** Values for what the documents leave open: nested, or by full name (`{ 'model.layers': 61 }`). */
  readonly assume?: unknown
}

/** Estimates of documents, by which program and knowledge. */
export interface Estimates {
  readonly about: { readonly shardwright: string; readonly knowledge: string }
  readonly results: readonly DocumentEstimate[]
}

/**
 * What the base estimates of a plan or deployment, or of several: quantities with intervals, evidence and sources. Documents
 * that cannot be read are results, too.
 * @throws UsageError for assumptions that the base does not have, and for what is no plan at all
 * @throws BaseError when the base cannot be loaded
 */
export async function estimate(
  plan: string | Uint8Array | object | Iterable<Document>,
  options: EstimateOptions = {},
): Promise<Estimates> {
  const { estimateDocument } = await import('./evaluate/index.js')
  const base = baseOf(options)
  const settings = {
    ...(options.assume !== undefined && { assume: readAssumptions(options.assume, base) }),
    ...(options.about !== undefined && { about: options.about }),
  }
  const results: DocumentEstimate[] = []
  for (const document of documentsOf(plan))
    results.push(...(await estimateDocument(document, base, settings)))
  return { about: { shardwright: version(), knowledge: base.digest }, results }
}

export interface ExecuteOptions extends BaseOptions {
  /** Compute with floating-point numbers and a tolerance, instead of exactly with a pair of finite fields. */
  readonly numeric?: boolean
  /** Steps of decode; when absent, as many as let each rank that shares positions own one, at least 2. */
  readonly steps?: number
  /** What weights and tokens are drawn from; 1 when absent. */
  readonly seed?: number
}

/** Executions of plans: by which program and knowledge, in which arithmetic and from which seed. */
export interface Executions {
  readonly about: {
    readonly shardwright: string
    readonly knowledge: string
    readonly arithmetic: 'fields' | 'numbers'
    readonly seed: number
  }
  readonly results: readonly Execution[]
}

/**
 * Executes a plan, or several, given as for `check`, on virtual ranks, and compares every tensor with the unsharded model.
 * Placements that a plan claims are not read. A plan that cannot be executed is a result, too, and says why.
 * @throws UsageError for what is no plan at all
 * @throws BaseError when the base cannot be loaded
 */
export async function execute(
  plan: string | Uint8Array | object | Iterable<Document>,
  options: ExecuteOptions = {},
): Promise<Executions> {
  const { executeDocument } = await import('./execute/index.js')
  const base = baseOf(options)
  const { numeric = false, seed = 1, steps } = options
  const settings = { numeric, seed, ...(steps !== undefined && { steps }) }
  const results: Execution[] = []
  for (const document of documentsOf(plan)) results.push(...(await executeDocument(document, base, settings)))
  const about = {
    shardwright: version(),
    knowledge: base.digest,
    arithmetic: numeric ? 'numbers' : 'fields',
    seed,
  } as const
  return { about, results }
}

export interface BuildOptions extends BaseOptions {
  /** A model of the catalogue by its id, or its config.json or a plan's section `model` as data. */
  readonly model: string | object
  /** What the model is called where it is given as data. */
  readonly named?: string
  /** `tpa=4,pp=2,decode.tpa=2`: words of scope phase. */
  readonly strategy?: string
  /** `prefill`, `decode` or both, the default. */
  readonly phase?: 'prefill' | 'decode' | 'both'
  /** `concurrency=8,promptTokens=16`; the smallest that the strategy divides by default. */
  readonly workload?: string
  /** Draw each rank apart. */
  readonly unfold?: boolean
}

/**
 * Builds the explicit plan of a strategy: every operation of prefill and decode on its devices. The plan is not judged: `check` does.
 * @throws UsageError where model, strategy and workload do not fit one another
 * @throws BaseError when the base cannot be loaded
 */
export async function build({
  model,
  named,
  strategy,
  phase = 'both',
  workload,
  unfold,
  ...options
}: BuildOptions): Promise<BuiltPlan> {
  const base = baseOf(options)
  const { buildPlan, readStrategy, readWorkload } = await import('./build/index.js')
  const { readCandidate } = await import('./candidate/read.js')
  const { planWordsOf } = await import('./evaluate/words.js')
  const called = named ?? (typeof model === 'string' ? model : 'the model')
  const word = planWordsOf(readCandidate(JSON.stringify(modelDocument(model)), called, base), base)
  const phases = phase === 'both' ? ['prefill', 'decode'] : [phase]
  return buildPlan({
    ...{ named: called, base, phases, said: strategy ?? '', isUnfolded: unfold ?? false },
    word: (name) => word(`model.${name}`),
    strategy: readStrategy(strategy ?? '', base, ['prefill', 'decode']),
    workload: readWorkload(workload ?? '', base),
  })
}

/** A document that says no more than the model: by its name, by the words of a plan, or by its configuration. */
function modelDocument(model: string | object): object {
  if (typeof model === 'string') return { model: { name: model } }
  const { model: section } = model as { readonly model?: unknown }
  if (typeof section === 'object' && section !== null) return { model: section }
  return { kind: 'deployment', config: model }
}

export interface DiagnoseOptions extends BaseOptions {
  /** Findings of a plan: a failure mode that a broken rule names is a suspect. */
  readonly broken?: readonly Broken[]
}

/**
 * The failure modes that a symptom or an excerpt of a log points to, the best first, with the reasons for each.
 * @throws BaseError when the base cannot be loaded
 */
export async function diagnose(report: string, options: DiagnoseOptions = {}): Promise<readonly Suspect[]> {
  const { diagnose: suspectsOf } = await import('./diagnose/index.js')
  return suspectsOf(report, baseOf(options), options.broken)
}

function baseOf({ base }: BaseOptions): Base {
  return typeof base === 'object' ? base : loadBase(base ?? packagePath('generated'))
}

function documentsOf(plan: string | Uint8Array | object | Iterable<Document>): Iterable<Document> {
  if (typeof plan === 'string' || plan instanceof Uint8Array) return [{ input: 'plan', content: plan }]
  if (typeof plan !== 'object' || plan === null) throw new UsageError(`\`${plan}\` is no plan.`, plans)
  if (Symbol.iterator in plan) return named(plan as Iterable<Document>)
  return [{ input: 'plan', content: jsonOf(plan) }]
}

const plans = 'Give text, bytes, an object with nodes and edges, or a list of { input, content }.'

function* named(documents: Iterable<Document>): Iterable<Document> {
  for (const document of documents) {
    const isDocument = typeof document === 'object' && document !== null && typeof document.input === 'string'
    const isRead = isDocument && ('missing' in document || isContent(document.content))
    if (!isRead) throw new UsageError('An item of the list is no document.', plans)
    yield document
  }
}

const isContent = (content: unknown): boolean => typeof content === 'string' || content instanceof Uint8Array

function jsonOf(plan: object): string {
  try {
    return JSON.stringify(plan)
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]
    throw new UsageError(`The plan cannot be written as JSON: ${reason}.`, plans)
  }
}
