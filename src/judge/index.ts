// The judge: facts and rules in, findings out. It knows subjects, words and graphs, and nothing of what they mean.
import type { Base, Rule, Severity } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import type { Facts } from '../observe/facts.js'
import { type Aside, once, overlookedIn, partsOf, type SetAside } from './aside.js'
import { valueAt } from './axis.js'
import { blockedRows, type Failed } from './blocked.js'
import { type Check, checkOf, failedOf } from './check.js'
import { decideAll } from './decide.js'
import type { Decided } from './decided.js'
import { createEvaluator } from './evaluate.js'
import type { Assumptions, Evaluator } from './evaluator.js'
import { blockedOf, type Found, findingOf, notAssessedOf } from './findings.js'
import { outcomeOf, summarize } from './outcome.js'
import { Unchanged } from './unchanged.js'
import type { Result } from './verdict.js'

export type { Aside, Reason, SetAside } from './aside.js'
export { valueOn } from './at.js'
export type { Check, CheckStatus } from './check.js'
export { type Found, noFixOf } from './findings.js'

export interface JudgeOptions {
  /** Ids of the rules to report; what they require is judged with them. All rules when absent. */
  readonly only?: readonly string[]
  /** Values for words that the candidate does not say, by `model.layers`, `node.op` …; never for words it does say. */
  readonly assume?: Assumptions
  /** Places where the input broke its grammar or schema. */
  readonly problems?: number
  /** Broken subjects that are no findings. */
  readonly setAside?: SetAside
  /** The judgement of a candidate that differs little, by the same base: what is the same to a rule is not decided again. */
  readonly since?: Pick<Judgement, 'evaluator'>
}

/** Everything of a result that comes from rules; findings offer no fixes yet. */
export interface Judgement
  extends Pick<
    Result,
    | 'kind'
    | 'format'
    | 'nodes'
    | 'edges'
    | 'devices'
    | 'phases'
    | 'outcome'
    | 'strata'
    | 'blocked'
    | 'notAssessed'
    | 'notApplicable'
  > {
  readonly findings: readonly Found[]
  readonly aside: readonly Aside[]
  /** How far tensors are placed, where a dataflow has any. */
  readonly types: Result['types'] | undefined
  readonly assumed: Readonly<Record<string, Value>>
  /** Every reported rule on all its subjects, in the order of strata and then of the base. */
  readonly checks: readonly Check[]
  readonly evaluator: Evaluator
}

/**
 * Judges the facts of one candidate by the rules of a base.
 * @throws RangeError when `only` names no rule of the base
 * @throws TypeError when a rule's conditions are not sound
 */
export async function judge(facts: Facts, base: Base, options: JudgeOptions = {}): Promise<Judgement> {
  const { checks, evaluator, kind } = await decide(facts, base, options)
  // What a verdict tells is worked out when it is asked for: a proof of a fix looks at the checks alone.
  const parted = once(() => checks.map((check) => ({ check, ...partsOf(check, options.setAside) })))
  const aside = once(() => parted().flatMap((parts) => parts.aside))
  const measured = once(() => measure(evaluator))
  const outcome = once(() => outcomeOf(kind, options.problems ?? 0, checks, overlookedIn(aside())))
  const strata = once(() => summarize(base.strata, checks))
  const findings = once(() =>
    parted().flatMap(({ check, reported }) => reported.map((part) => findingOf(evaluator, check, part))),
  )
  const blocked = once(() => checks.flatMap((check) => blockedOf(check) ?? []))
  const notAssessed = once(() => checks.flatMap((check) => notAssessedOf(evaluator, check) ?? []))
  const notApplicable = once(() => checks.filter(isNowhereApplicable).map((check) => check.rule.id))
  return {
    get format() {
      return measured().format
    },
    get nodes() {
      return measured().nodes
    },
    get edges() {
      return measured().edges
    },
    get devices() {
      return measured().devices
    },
    get phases() {
      return measured().phases
    },
    kind,
    get outcome() {
      return outcome()
    },
    get types() {
      return kind === 'dataflow' && outcome() !== 'unreadable' ? facts.typing?.() : undefined
    },
    get strata() {
      return strata()
    },
    get findings() {
      return findings()
    },
    get aside() {
      return aside()
    },
    get blocked() {
      return blocked()
    },
    get notAssessed() {
      return notAssessed()
    },
    get notApplicable() {
      return notApplicable()
    },
    assumed: options.assume ?? {},
    checks,
    evaluator,
  }
}

/**
 * The checks of a judgement alone. Evidence and sentences cost more than they are worth where thousands of variations are
 * asked only whether they hold.
 * @throws RangeError when `only` names no rule of the base
 */
export async function decide(
  facts: Facts,
  base: Base,
  { only, assume, since }: Pick<JudgeOptions, 'only' | 'assume' | 'since'>,
): Promise<Pick<Judgement, 'checks' | 'evaluator' | 'kind'>> {
  const evaluator = createEvaluator(facts, base, assume)
  const kind = kindOf(evaluator)
  const reported = reportedRules(base, only)
  const isMap = kind === 'device-map'
  const wanted = withRequired(base, reported).filter((rule) => !isMap || rule.scope === 'plan')
  const isAlike = since?.evaluator.base === base && since.evaluator.assumed === assume
  const decided = await decideAll(
    evaluator,
    wanted,
    isAlike ? new Unchanged(since.evaluator, evaluator) : undefined,
  )
  const all = checkAll(evaluator, wanted, decided)
  const checks = [...all.values()].filter((check) => reported.has(check.rule.id))
  return { checks: inOrder(base, checks), evaluator, kind }
}

function reportedRules(base: Base, only: readonly string[] | undefined): ReadonlySet<string> {
  const known = new Set(base.rules.map((rule) => rule.id))
  for (const id of only ?? []) if (!known.has(id)) throw new RangeError(`the base has no rule ${id}`)
  return only === undefined ? known : new Set(only)
}

/** The rules with the given ids and all that they require, in the order of the base. */
function withRequired(base: Base, ids: ReadonlySet<string>): readonly Rule[] {
  const rules = new Map(base.rules.map((rule) => [rule.id, rule]))
  const wanted = new Set<string>()
  const visit = (id: string) => {
    if (wanted.has(id)) return
    wanted.add(id)
    rules.get(id)?.requires.forEach(visit)
  }
  ids.forEach(visit)
  return base.rules.filter((rule) => wanted.has(rule.id))
}

/** Each rule after those that it requires, which may block it. */
function checkAll(
  evaluator: Evaluator,
  rules: readonly Rule[],
  decided: ReadonlyMap<string, Decided>,
): ReadonlyMap<string, Check> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const checks = new Map<string, Check>()
  const failed = new Map<string, Failed | undefined>()
  const visit = (rule: Rule): void => {
    if (checks.has(rule.id)) return
    for (const id of rule.requires) {
      const required = byId.get(id)
      if (required === undefined) continue
      visit(required)
      if (!failed.has(id)) failed.set(id, failedOf(checks.get(id)!))
    }
    const blocked = blockedRows(evaluator, rule, (id) => failed.get(id))
    checks.set(rule.id, checkOf(evaluator.facts.tables[rule.scope], decided.get(rule.id)!, blocked))
  }
  rules.forEach(visit)
  return checks
}

const severities: readonly Severity[] = ['error', 'warning', 'info']

/** By stratum, severity and id. */
function inOrder(base: Base, checks: readonly Check[]): readonly Check[] {
  const strata = new Map(base.strata.map((stratum, i) => [stratum.id, i]))
  const place = ({ rule }: Check) =>
    (strata.get(rule.stratum) ?? -1) * severities.length + severities.indexOf(rule.severity)
  return [...checks].sort((a, b) => place(a) - place(b) || (a.rule.id < b.rule.id ? -1 : 1))
}

function isNowhereApplicable({ counts }: Check): boolean {
  return counts.broken + counts.passed + counts.notAssessed + counts.blocked === 0
}

const kinds: readonly Result['kind'][] = ['dataflow', 'device-map', 'sketch', 'deployment']

function kindOf(evaluator: Evaluator): Result['kind'] {
  const kind = planWord(evaluator, 'kind')
  return kinds.find((known) => known === kind) ?? 'unknown'
}

/** What every verdict says of the candidate itself. */
function measure(evaluator: Evaluator): Pick<Judgement, 'format' | 'nodes' | 'edges' | 'devices' | 'phases'> {
  const { facts } = evaluator
  const format = planWord(evaluator, 'format')
  const phases = planWord(evaluator, 'drawnPhases')
  const devices = planWord(evaluator, 'devices')
  return {
    format: typeof format === 'string' ? format : 'unknown',
    nodes: facts.graph.nodes,
    edges: facts.graph.edges,
    devices: typeof devices === 'object' ? devices.length : 0,
    phases: typeof phases === 'object' ? phases.map(String) : [],
  }
}

function planWord(evaluator: Evaluator, name: string): Value {
  const { plan } = evaluator.facts.tables
  return plan.size === 0 ? undefined : valueAt(evaluator.evaluate(plan, { op: 'word', of: 'self', name }), 0)
}
