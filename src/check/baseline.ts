// A baseline: the findings of an earlier run, subject by subject, so that a later run can tell what is new.
import { posix } from 'node:path'
import type { GoneFinding, Verdict } from '../judge/verdict.js'
import type { Rule } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'

/** Version of the form of the file. */
const version = 1

export interface Baseline {
  readonly version: number
  readonly findings: readonly OldFinding[]
}

/** Subjects on which a rule was broken in an input; a name stands as often as it did then. */
export interface OldFinding {
  readonly input: string
  readonly rule: string
  readonly subjects: readonly string[]
}

/** The findings of a verdict as a baseline, sorted: the same findings give the same baseline. */
export function baselineOf({ results }: Verdict): Baseline {
  const found = new Map<string, OldFinding>()
  for (const { input: name, findings, old } of results) {
    const input = inputKey(name)
    for (const { rule, subjects } of [...findings, ...(old ?? [])]) {
      const key = `${input}\0${rule}`
      found.set(key, { input, rule, subjects: [...(found.get(key)?.subjects ?? []), ...subjects].sort() })
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1))
  return { version, findings: sorted.map(([, finding]) => finding) }
}

/** The baseline that a verdict was judged with, as far as its rules and inputs go: what it met, and what it did not. */
export function baselineBehind({ results }: Verdict): Baseline {
  const inputs = new Map(results.map((result) => [inputKey(result.input), result]))
  const findings = [...inputs].flatMap(([input, { old = [], gone = [] }]) =>
    [...old, ...gone].map(({ rule, subjects }) => ({ input, rule, subjects })),
  )
  return { version, findings }
}

/** Checks data that should be a baseline. @throws UsageError when it is none. */
export function readBaseline(data: unknown): Baseline {
  const { version: found, findings } = (data ?? {}) as Partial<Baseline>
  if (found !== version || !Array.isArray(findings) || !findings.every(isOldFinding)) {
    throw new UsageError(
      'This is no baseline of this version.',
      'Write it anew with `--write-baseline FILE`, and look at what it holds before you commit it.',
    )
  }
  return data as Baseline
}

function isOldFinding(value: unknown): value is OldFinding {
  const { input, rule, subjects } = (value ?? {}) as Partial<OldFinding>
  const areNames = Array.isArray(subjects) && subjects.every((name) => typeof name === 'string')
  return typeof input === 'string' && typeof rule === 'string' && areNames
}

/** The findings of a baseline for each input: what looks them up takes the input as it is given. */
export function byInput({ findings }: Baseline): (input: string) => readonly OldFinding[] {
  const found = new Map<string, OldFinding[]>()
  for (const finding of findings) {
    const same = found.get(finding.input)
    if (same === undefined) found.set(finding.input, [finding])
    else same.push(finding)
  }
  return (input) => found.get(inputKey(input)) ?? []
}

/** The name of an input without what does not change its meaning: `./plans//a.json` is `plans/a.json`. */
function inputKey(input: string): string {
  return posix.normalize(input)
}

/** The recorded subjects of one input, taken off one by one as they are met again. */
export class OldSubjects {
  /** By rule and subject, how often it is still to be met. */
  private readonly recorded = new Map<string, Map<string, number>>()

  constructor(findings: readonly OldFinding[]) {
    for (const finding of findings) {
      const names = this.recorded.get(finding.rule) ?? new Map<string, number>()
      for (const name of finding.subjects) names.set(name, (names.get(name) ?? 0) + 1)
      this.recorded.set(finding.rule, names)
    }
  }

  /** What takes a subject of the rule off; nothing when none was recorded, under its id or a former one. */
  of({ id, was }: Rule): ((subject: string) => boolean) | undefined {
    const recorded = [id, ...was].flatMap((name) => this.recorded.get(name) ?? [])
    if (recorded.length === 0) return undefined
    return (subject) => {
      const names = recorded.find((each) => (each.get(subject) ?? 0) > 0)
      names?.set(subject, names.get(subject)! - 1)
      return names !== undefined
    }
  }

  /** Those that were not met, sorted, of the rules that `asked` takes by their recorded id. */
  left(asked: (rule: string) => boolean): GoneFinding[] {
    const rules = [...this.recorded.keys()].filter(asked).sort()
    return rules.flatMap((rule) => {
      const names = [...this.recorded.get(rule)!].flatMap(([name, count]) => Array<string>(count).fill(name))
      return names.length > 0 ? [{ rule, subjects: names.sort() }] : []
    })
  }
}
