// Broken subjects that are not reported as findings, because whoever asked has set them aside. The checks themselves stay
// as they are: what a broken rule blocks stays blocked, and a fix is proved against the whole law.
import type { Rule } from '../knowledge/base.js'
import type { Check } from './check.js'

/** Why subjects are set aside; reasons are told apart by identity. */
export interface Reason {
  /** Whether the outcome of the candidate overlooks what is set aside for this reason. */
  readonly overlooked: boolean
}

/** Of a rule, the reason to set a subject aside; nothing where no subject of the rule is. */
export type SetAside = (rule: Rule) => ((subject: string) => Reason | undefined) | undefined

/** Subjects on which a rule is broken, and why that is no finding. */
export interface Aside {
  readonly rule: Rule
  readonly reason: Reason
  readonly subjects: readonly string[]
}

/** Subjects of one finding: those of a group that remain. */
export interface Part {
  readonly firstRow: number
  readonly count: number
  rows(): Int32Array
}

export interface Parts {
  /** In the order of their first subjects. */
  readonly reported: readonly Part[]
  readonly aside: readonly Aside[]
}

/** The broken groups of a check, less the subjects that are set aside. Names are only asked for where some may be. */
export function partsOf(check: Check, setAside: SetAside | undefined): Parts {
  const reasonOf = setAside?.(check.rule)
  const reported: Part[] = []
  const aside = new Map<Reason, string[]>()
  for (const group of check.groups) {
    if (group.status !== 'broken') continue
    const rows = once(() => check.rowsOf(group))
    if (reasonOf === undefined) {
      reported.push({ firstRow: group.firstRow, count: group.count, rows })
      continue
    }
    const left = rows().filter((row) => {
      const name = check.table.name(row)
      const reason = reasonOf(name)
      if (reason === undefined) return true
      const names = aside.get(reason)
      if (names === undefined) aside.set(reason, [name])
      else names.push(name)
      return false
    })
    if (left.length > 0) reported.push({ firstRow: left[0]!, count: left.length, rows: () => left })
  }
  return {
    reported: reported.sort((a, b) => a.firstRow - b.firstRow),
    aside: [...aside].map(([reason, subjects]) => ({ rule: check.rule, reason, subjects })),
  }
}

/** How many broken subjects of each rule the outcome overlooks, by the id of the rule. */
export function overlookedIn(aside: readonly Aside[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { rule, reason, subjects } of aside) {
    if (reason.overlooked) counts.set(rule.id, (counts.get(rule.id) ?? 0) + subjects.length)
  }
  return counts
}

/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
