// Repair to a fixpoint: the least change first, each step proved by judging the whole again, until nothing more helps.
//
// It ends because each step makes the plan's measure smaller: the numbers of subjects on which rules of severity error are
// broken or blocked, then those of warnings, then of notes, compared in this order. No such sequence goes down for ever.
import type { Candidate } from '../candidate/candidate.js'
import { type Found, type Judgement, type JudgeOptions, judge } from '../judge/index.js'
import type { PatchOperation } from '../judge/verdict.js'
import type { Base, Fix, Safety, Severity, SharedFix } from '../knowledge/base.js'
import { observe } from '../observe/index.js'
import { alternatives } from './alternatives.js'
import { type Form, formOf } from './form.js'
import { type Aim, type Objection, objectionTo } from './proof.js'
import { fixesOf } from './reads.js'
import { trial } from './trial.js'

export interface RepairLimits {
  /** What may be changed at most: `safe` leaves strategy and results alone, `workload` allows everything. */
  readonly atMost?: Safety
}

/** A fix that was applied. */
export interface Step {
  readonly rule: string
  readonly title: string
  readonly safety: Safety
  /** What it does, by `rules/fixes.yaml`. */
  readonly change: string
  readonly subjects: readonly string[]
  /** The step as a JSON Patch of the document that the steps before it left; absent for drawings. */
  readonly patch?: readonly PatchOperation[]
}

/** A rule that stays broken, and why each of its fixes was not taken. */
export interface Reason {
  readonly rule: string
  readonly severity: Severity
  readonly count: number
  readonly message: string
  readonly tried: readonly { readonly title: string; readonly safety: Safety; readonly why: string }[]
}

export interface Repair {
  /** The candidate as repaired, and the judgement of it. */
  readonly candidate: Candidate
  readonly judgement: Judgement
  /** The judgement that repair started from. */
  readonly before: Judgement
  readonly steps: readonly Step[]
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
  const before = await judge(observe(candidate), base, options)
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
  readonly steps: readonly Step[]
  /** Of the last round: by rule and title of its fixes, why they were not taken. */
  readonly refused: ReadonlyMap<string, Reason['tried']>
}

async function toFixpoint(start: State, base: Base, options: JudgeOptions, atMost: Safety): Promise<Run> {
  const steps: Step[] = []
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
  readonly step: Step
  readonly state: State
  readonly measure: Measure
  /** Rules that it takes out of application. */
  readonly left: number
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
   * The next step: of the fixes that change least, the first that leaves no error, else the one that leaves the fewest;
   * of equal ones the first that takes no rule out of application.
   */
  async best(): Promise<Proved | undefined> {
    if (this.form === undefined) return undefined
    for (const [, pairs] of byRank(this.pairs())) {
      let best: Proved | undefined
      for (const [found, fix] of pairs) {
        const proved = await this.bestOf(this.form, found, fix)
        if (proved !== undefined && (best === undefined || isBetter(proved, best))) best = proved
        if (best !== undefined && isEnough(best)) break
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
    let best: Proved | undefined
    let why: string | undefined
    for (const { draft, removedNodes } of alternatives(form, this.state.judgement, this.base, found, fix)) {
      const edited = form.edited(draft)
      if (edited === undefined) {
        why ??= 'it cannot be written into this document'
        continue
      }
      const { base, options, state: now } = this
      const judgement = await trial(edited, base, options, now.judgement, found, 'scope' in fix)
      if (judgement === undefined) {
        why ??= `${found.rule.id} stays broken after it`
        continue
      }
      const left = new Set<string>()
      const objection = objectionTo(now.judgement, judgement, this.aim(found, fix, removedNodes, left))
      const measure = measureOf(judgement)
      if (objection !== undefined || !isLess(measure, this.measure)) {
        why ??= objection === undefined ? 'nothing is won by it' : objectionText(objection)
        continue
      }
      const state = { candidate: edited.candidate, judgement }
      const proved = { step: stepOf(found, fix, edited.patch), state, measure, left: left.size }
      if (best === undefined || isBetter(proved, best)) best = proved
      if (isEnough(best)) break
    }
    if (best === undefined) this.refuse(found, fix, why ?? 'it does not fit here')
    return best
  }

  private aim(found: Found, fix: Fix | SharedFix, removedNodes: Aim['removedNodes'], left: Set<string>): Aim {
    const { id: rule, severity } = found.rule
    const aim = { rule, severity, rows: new Set(found.rows()), removedNodes, mayExpose: true }
    if (!('scope' in fix)) return aim
    const fixes = fixesOf(this.base)
    return {
      ...aim,
      mayLeave(rule) {
        const may = fixes.decidesWhether(fix, rule)
        if (may) left.add(rule.id)
        return may
      },
    }
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

/** A `safe` step is taken as it comes: it stands in the way of no other. */
function isEnough({ measure, left, step }: Proved): boolean {
  return step.safety === 'safe' || (measure[0] === 0 && left === 0)
}

function isBetter(a: Proved, b: Proved): boolean {
  return a.measure[0] === b.measure[0] ? a.left < b.left : a.measure[0] < b.measure[0]
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

function stepOf(found: Found, { title, safety, change }: Fix, patch: Step['patch']): Step {
  const { rule } = found
  const subjects = found.finding.subjects
  return { rule: rule.id, title, safety, change, subjects, ...(patch && { patch }) }
}

const objections: Readonly<Record<Objection['why'], string>> = {
  'still-broken': 'stays broken after it',
  'falls-silent': 'could no longer be decided after it',
  breaks: 'would be broken by it',
}

const objectionText = ({ why, rule }: Objection): string => `${rule} ${objections[why]}`

function reasonsOf(judgement: Judgement, refused: Run['refused']): Reason[] {
  return judgement.findings.flatMap(({ rule, finding }) =>
    rule.severity === 'error'
      ? [
          {
            rule: rule.id,
            severity: rule.severity,
            count: finding.count,
            message: finding.message,
            tried: refused.get(rule.id) ?? [],
          },
        ]
      : [],
  )
}
