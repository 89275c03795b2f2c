// Repair to a fixpoint: the least change first, each step proved by judging the whole again, until nothing more helps.
//
// It ends because each step makes the plan's measure smaller: the numbers of subjects on which rules of severity error are
// broken or blocked, then those of warnings, then of notes, compared in this order. No such sequence goes down for ever.
import type { Candidate } from '../candidate/candidate.js'
import type { Reason } from '../judge/fix-report.js'
import { type Found, type Judgement, type JudgeOptions, judge, noFixOf } from '../judge/index.js'
import type { AppliedFix } from '../judge/verdict.js'
import type { Base, Fix, Safety, Severity, SharedFix } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { aimOf } from './aim.js'
import { type Alternative, alternatives } from './alternatives.js'
import type { Form } from './form.js'
import { formOf } from './forms.js'
import { type Objection, objectionTo } from './proof.js'
import { fixesOf } from './reads.js'
import { trial } from './trial.js'

export interface RepairLimits {
  /** What may be changed at most: `safe` leaves strategy and results alone, `workload` allows everything. */
  readonly atMost?: Safety
}

export interface Repair {
  /** The candidate as repaired, and the judgement of it. */
  readonly candidate: Candidate
  readonly judgement: Judgement
  /** The judgement that repair started from. */
  readonly before: Judgement
  readonly steps: readonly AppliedFix[]
  /** Errors that remain, none of which any fix mends. */
  readonly reasons: readonly Reason[]
}

interface State {
  readonly candidate: Candidate
  readonly judgement: Judgement
}

type Measure = readonly [errors: number, warnings: number, notes: number]

/**
 * Repairs a candidate as far as the fixes of the base go: errors by any fix within the limits, warnings and notes by `safe`
 * ones. Where errors remain, only `safe` steps are kept: what does not heal a plan does not change its strategy.
 */
export async function repair(
  candidate: Candidate,
  base: Base,
  options: JudgeOptions = {},
  limits: RepairLimits = {},
): Promise<Repair> {
  const before = await judge(observe(candidate, base), base, options)
  const start = { candidate, judgement: before }
  const full = await toFixpoint(start, base, options, limits.atMost ?? 'workload')
  const isHealed = measureOf(full.state.judgement)[0] === 0
  const isSafe = full.steps.every(({ safety }) => safety === 'safe')
  const done = isHealed || isSafe ? full : await toFixpoint(start, base, options, 'safe')
  return {
    ...done.state,
    before,
    steps: done.steps,
    reasons: isHealed ? [] : reasonsOf(full.state.judgement, full.refused),
  }
}

const degrees: readonly Safety[] = ['safe', 'strategy', 'workload']

interface Run {
  readonly state: State
  readonly steps: readonly AppliedFix[]
  /** Of the last round: by rule and title of its fixes, why they were not taken. */
  readonly refused: ReadonlyMap<string, Reason['tried']>
}

async function toFixpoint(start: State, base: Base, options: JudgeOptions, atMost: Safety): Promise<Run> {
  const steps: AppliedFix[] = []
  let state = start
  for (;;) {
    const round = new Round(state, base, options, atMost)
    const next = await round.best()
    if (next === undefined) return { state, steps, refused: round.refused }
    steps.push(next.step)
    state = next.state
  }
}

/** A step that was proved, and where it leads. */
interface Proved {
  readonly step: AppliedFix
  readonly state: State
  readonly measure: Measure
  /** Rules that it takes out of application. */
  readonly left: number
}

/** Why an edit is no step, and whether the rule that it is for would be mended at least. */
interface Refusal {
  readonly why: string
  readonly mends: boolean
}

/** One search for the next step. */
class Round {
  readonly refused = new Map<string, { title: string; safety: Safety; why: string }[]>()
  private readonly state: State
  private readonly base: Base
  private readonly options: JudgeOptions
  private readonly atMost: Safety
  private readonly form: Form | undefined
  private readonly measure: Measure

  constructor(state: State, base: Base, options: JudgeOptions, atMost: Safety) {
    this.state = state
    this.base = base
    this.options = options
    this.atMost = atMost
    this.form = formOf(state.candidate, base)
    this.measure = measureOf(state.judgement)
  }

  /**
   * The next step: of the fixes that change least, the first that leaves no error and adds no warning, else the one that
   * leaves the fewest errors; of equal ones that which takes the fewest rules out of application, then that with the fewest
   * warnings.
   */
  async best(): Promise<Proved | undefined> {
    if (this.form === undefined) return undefined
    for (const [, pairs] of byRank(this.pairs())) {
      let best: Proved | undefined
      for (const [found, fix] of pairs) {
        const proved = await this.bestOf(this.form, found, fix)
        if (proved !== undefined && (best === undefined || isBetter(proved, best))) best = proved
        if (best !== undefined && this.isEnough(best)) break
      }
      if (best !== undefined) return best
    }
    return undefined
  }

  private pairs(): (readonly [Found, Fix | SharedFix])[] {
    const fixes = fixesOf(this.base)
    const most = degrees.indexOf(this.atMost)
    return this.state.judgement.findings.flatMap((found) => {
      const limit = found.rule.severity === 'error' ? most : 0
      return fixes.of(found.rule).flatMap((fix) => {
        if (degrees.indexOf(fix.safety) <= limit) return [[found, fix] as const]
        this.refuse(found, fix, 'it would change more than is allowed')
        return []
      })
    })
  }

  private async bestOf(form: Form, found: Found, fix: Fix | SharedFix): Promise<Proved | undefined> {
    const { base, state } = this
    let best: Proved | undefined
    const whys: Refusal[] = []
    for (const alternative of alternatives(form, state.judgement, base, found, fix)) {
      const proved = await this.attempt(form, found, fix, alternative)
      if ('why' in proved) whys.push(proved)
      else if (best === undefined || isBetter(proved, best)) best = proved
      if (best !== undefined && this.isEnough(best)) break
    }
    if (best !== undefined) return best
    // What mends the rule and breaks another tells more than what does not mend it. Of shared fixes most do not fit.
    const why = (whys.find(({ mends }) => mends) ?? whys[0])?.why
    if (why !== undefined || !('scope' in fix)) this.refuse(found, fix, why ?? 'it does not fit here')
    return undefined
  }

  private async attempt(
    form: Form,
    found: Found,
    fix: Fix | SharedFix,
    { draft, removedNodes, subjects, rows }: Alternative,
  ): Promise<Proved | Refusal> {
    const { base, options, state } = this
    const edited = await form.edited(draft)
    if (edited === undefined) return { why: 'it cannot be written into this document', mends: false }
    const judgement = await trial(edited, base, options, state.judgement, found, 'scope' in fix)
    if (judgement === undefined) return { why: `${found.rule.id} stays broken after it`, mends: false }
    const left = new Set<string>()
    const aim = { ...aimOf(base, found, fix, removedNodes, left), rows, mayExpose: true }
    const objection = objectionTo(state.judgement, judgement, aim)
    if (objection !== undefined)
      return { why: objectionText(objection), mends: objection.why !== 'still-broken' }
    const measure = measureOf(judgement)
    if (!isLess(measure, this.measure)) return { why: 'nothing is won by it', mends: true }
    const next = { candidate: edited.candidate, judgement }
    return { step: stepOf(found, fix, subjects, edited.patch), state: next, measure, left: left.size }
  }

  /**
   * Whether no other step is looked for. A `safe` step is taken as it comes: it stands in the way of no other. Another has
   * to heal all errors without a warning that was not there: a degree that leaves no memory for a cache is no way out.
   */
  private isEnough({ measure, left, step }: Proved): boolean {
    if (step.safety === 'safe') return true
    return measure[0] === 0 && left === 0 && measure[1] <= this.measure[1]
  }

  private refuse({ rule }: Found, { title, safety }: Fix, why: string): void {
    const tried = this.refused.get(rule.id) ?? []
    if (!tried.some((one) => one.title === title)) tried.push({ title, safety, why })
    this.refused.set(rule.id, tried)
  }
}

function byRank<T extends readonly [Found, Fix]>(pairs: readonly T[]): [number, T[]][] {
  const groups = new Map<number, T[]>()
  for (const pair of pairs) {
    const { rank } = pair[1]
    groups.set(rank, [...(groups.get(rank) ?? []), pair])
  }
  return [...groups].sort(([a], [b]) => a - b)
}

function isBetter(a: Proved, b: Proved): boolean {
  if (a.measure[0] !== b.measure[0]) return a.measure[0] < b.measure[0]
  return a.left === b.left ? a.measure[1] < b.measure[1] : a.left < b.left
}

function isLess(a: Measure, b: Measure): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]!
  return false
}

const severities: readonly Severity[] = ['error', 'warning', 'info']

/** Subjects on which rules are broken or blocked, by severity; advice is no error. */
function measureOf({ checks }: Judgement): Measure {
  const measure: [number, number, number] = [0, 0, 0]
  for (const { rule, counts } of checks)
    measure[severities.indexOf(rule.severity)]! += counts.broken + counts.blocked
  return measure
}

function stepOf(
  { rule }: Found,
  { title, safety, change }: Fix,
  edited: Alternative['subjects'],
  patch: AppliedFix['patch'],
): AppliedFix {
  const subjects = edited.map(({ name }) => name)
  return { rule: rule.id, title, safety, change, subjects, ...(patch && { patch }) }
}

const objections: Readonly<Record<Objection['why'], string>> = {
  'still-broken': 'stays broken after it',
  'falls-silent': 'could no longer be decided after it',
  breaks: 'would be broken by it',
}

const objectionText = ({ why, rule }: Objection): string => `${rule} ${objections[why]}`

function reasonsOf(judgement: Judgement, refused: Run['refused']): Reason[] {
  return judgement.findings.flatMap((found) => {
    const { rule, finding } = found
    if (rule.severity !== 'error') return []
    const { count, message } = finding
    const because = noFixOf(judgement.evaluator, found)
    const tried = refused.get(rule.id) ?? []
    return [
      {
        ...{ rule: rule.id, severity: rule.severity, count, message },
        ...(because === undefined ? {} : { because }),
        tried,
      },
    ]
  })
}
