// Suppressions and baseline over a run of several documents: what each sets aside, and what was never met.
import type { Aside, Reason, SetAside } from '../judge/index.js'
import type { Result, Verdict } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { type Baseline, byInput, type OldFinding, OldSubjects } from './baseline.js'
import { meansInput, meansSubject, type Suppression } from './suppressions.js'

export interface Exceptions {
  readonly suppressions?: readonly Suppression[]
  /** The day against which the ends of suppressions are judged; needed where there are suppressions. */
  readonly asOf?: string
  readonly baseline?: Baseline
}

/** Ids of the rules that are reported; all when absent. */
type Reported = ReadonlySet<string> | undefined

/** A suppression over the run. Its identity is the reason that the judge is given. */
class Use implements Reason {
  readonly overlooked = true
  readonly suppression: Suppression
  readonly expired: boolean
  private readonly reported: boolean
  private asked = false
  private count = 0

  constructor(suppression: Suppression, asOf: string, reported: Reported) {
    this.suppression = suppression
    this.expired = suppression.until < asOf
    this.reported = reported?.has(suppression.rule) ?? true
  }

  /** Whether it holds for an input, which is remembered. */
  opensFor(input: string): boolean {
    const means = meansInput(this.suppression, input)
    this.asked ||= means && this.reported
    return means && !this.expired
  }

  met(subjects: number): void {
    this.count += subjects
  }

  summary(): NonNullable<Verdict['suppressions']>[number] {
    const { expired, asked, count } = this
    const state = expired ? 'expired' : count > 0 ? 'used' : asked ? 'unused' : 'not-asked'
    return { ...this.suppression, state, count }
  }
}

/** What is old by the baseline: the outcome still speaks of it. */
const isOld: Reason = { overlooked: false }

/** The exceptions of a run; documents are begun and ended one after the other. */
export class ExceptionRun {
  private readonly uses: readonly Use[]
  private readonly given: Exceptions
  private readonly recorded: ((input: string) => readonly OldFinding[]) | undefined
  private readonly isAsked: (rule: string) => boolean
  private readonly gone = new Map<string, number>()
  private met = 0

  constructor(given: Exceptions, base: Base, rules: readonly string[] | undefined) {
    const reported = rules && new Set(rules)
    this.given = given
    this.recorded = given.baseline && byInput(given.baseline)
    this.uses = (given.suppressions ?? []).map((each) => new Use(each, given.asOf ?? '', reported))
    const known = new Set(base.rules.flatMap(({ id, was }) => [id, ...was]))
    const asked = new Set(
      base.rules.filter(({ id }) => reported?.has(id) ?? true).flatMap(({ id, was }) => [id, ...was]),
    )
    // A rule that the base no longer has breaks nothing: what it found is gone.
    this.isAsked = (rule) => asked.has(rule) || !known.has(rule)
  }

  /** What the judge asks of a document, and how the result is to be told of what it set aside. */
  begin(input: string): {
    setAside?: SetAside
    end(aside: readonly Aside[]): Pick<Result, 'suppressed' | 'old' | 'gone'>
  } {
    const { suppressions, baseline } = this.given
    if (suppressions === undefined && baseline === undefined) return { end: () => ({}) }
    const open = this.uses.filter((use) => use.opensFor(input))
    const old = this.recorded && new OldSubjects(this.recorded(input))
    const setAside: SetAside = (rule) => {
      const own = open.filter(({ suppression }) => suppression.rule === rule.id)
      const takeOff = old?.of(rule)
      if (own.length === 0 && takeOff === undefined) return undefined
      return (subject) =>
        own.find(({ suppression }) => meansSubject(suppression, subject)) ??
        (takeOff?.(subject) ? isOld : undefined)
    }
    return { setAside, end: (aside) => this.end(input, aside, old) }
  }

  private end(
    input: string,
    aside: readonly Aside[],
    old: OldSubjects | undefined,
  ): Pick<Result, 'suppressed' | 'old' | 'gone'> {
    const suppressed = aside.flatMap((one) => {
      if (!(one.reason instanceof Use)) return []
      one.reason.met(one.subjects.length)
      const { reason, until } = one.reason.suppression
      return [{ ...brief(one), reason, until }]
    })
    const known = aside.filter(({ reason }) => reason === isOld).map(brief)
    this.met += known.reduce((sum, { count }) => sum + count, 0)
    const gone = old?.left(this.isAsked) ?? []
    this.gone.set(
      input,
      gone.reduce((sum, { subjects }) => sum + subjects.length, 0),
    )
    return { ...(this.given.suppressions && { suppressed }), ...(old && { old: known, gone }) }
  }

  /** What the verdict says of the exceptions themselves. */
  summary(): Pick<Verdict, 'asOf' | 'suppressions' | 'baseline'> {
    const { suppressions, asOf, baseline } = this.given
    const gone = [...this.gone.values()].reduce((sum, count) => sum + count, 0)
    return {
      ...(asOf !== undefined && { asOf }),
      ...(suppressions && { suppressions: this.uses.map((use) => use.summary()) }),
      ...(baseline && { baseline: { old: this.met, gone } }),
    }
  }
}

function brief({ rule, subjects }: Aside): NonNullable<Result['old']>[number] {
  const { id, stratum, severity, kind, scope } = rule
  return { rule: id, stratum, severity, kind, scope, count: subjects.length, subjects }
}
