// Many variations of a deployment judged at once: one judgement, in which each variation has rows of its own. Variations that
// count other subjects (another number of stages) are judged apart, since their tables have other rows.
import type { Candidate } from '../candidate/candidate.js'
import { countedStages } from '../candidate/counted.js'
import { decide, type Judgement, type JudgeOptions, valueOn } from '../judge/index.js'
import type { Base, Rule } from '../knowledge/base.js'
import type { Value } from '../knowledge/expression.js'
import type { Facts, SubjectTable } from '../observe/facts.js'
import { observe } from '../observe/index.js'
import { type Variation, varied } from '../observe/varied.js'
import { rulesOfChoices } from './of-choices.js'

/** Variations that are judged at once, at the most. */
export const mostVariations = 20_000

export interface Together {
  /** By variation, the rules of severity error that are broken on it; of its phases, those meant. */
  readonly broken: readonly ReadonlySet<string>[]
  /** By variation, the rules that are broken now and of which it cannot be said with it. */
  readonly open: readonly ReadonlySet<string>[]
  /** By variation, the rules of severity warning that foresee a failure of a kind that is foreseen now with certainty. */
  readonly warned: readonly ReadonlySet<string>[]
  /** The value of a word of scope phase, on the first of the phases meant. */
  wordOf(variation: number, word: string): Value
}

/** Judges variations of a deployment by the rules of severity error and warnings of the same failures, looking at the plan and at the named phases. */
export async function judgeTogether(
  candidate: Candidate,
  { evaluator: { facts }, assumed, checks: now }: Judgement,
  base: Base,
  { only }: JudgeOptions,
  phases: readonly string[],
  variations: readonly Variation[],
): Promise<Together> {
  const failures = new Set(
    now.flatMap(({ rule, counts }) =>
      rule.severity === 'error' && rule.failureMode !== undefined && counts.broken > 0
        ? [rule.failureMode]
        : [],
    ),
  )
  const asked = rulesOfChoices(base, failures)
  const options = {
    only: only === undefined ? asked : asked.filter((id) => only.includes(id)),
    assume: assumed,
  }
  const broken = variations.map(() => new Set<string>())
  const open = variations.map(() => new Set<string>())
  const warned = variations.map(() => new Set<string>())
  const brokenNow = new Set(now.filter(({ counts }) => counts.broken > 0).map(({ rule }) => rule.id))
  const places = new Array<(word: string) => Value>(variations.length)
  for (const { counts, members } of alikeInCounts(base, variations)) {
    const own =
      Object.keys(counts).length === 0 ? facts : observe(counting(candidate, base, phases, counts), base)
    await judgeAlike(own, members)
  }
  return { broken, open, warned, wordOf: (variation, word) => places[variation]!(word) }

  async function judgeAlike(own: Facts, members: readonly number[]): Promise<void> {
    const { checks, evaluator } = await decide(
      varied(
        own,
        members.map((at) => variations[at]!),
      ),
      base,
      options,
    )
    for (const { rule, table, counts, rowsWith } of checks) {
      const isOpen =
        rule.severity === 'error' && brokenNow.has(rule.id) && counts.notAssessed + counts.blocked > 0
      if (counts.broken === 0 && !isOpen) continue
      const size = table.size / members.length
      const isMeant = meant(rule, table, phases)
      const note = (rows: Int32Array, by: readonly Set<string>[]) => {
        for (const row of rows) if (isMeant(row)) by[members[Math.floor(row / size)]!]!.add(rule.id)
      }
      note(rowsWith('broken'), rule.severity === 'error' ? broken : warned)
      if (isOpen) for (const status of ['notAssessed', 'blocked'] as const) note(rowsWith(status), open)
    }
    const { phase } = own.tables
    const first = Array.from({ length: phase.size }, (_, row) => phase.name(row)).indexOf(phases[0]!)
    members.forEach((at, i) => {
      places[at] = (name) =>
        valueOn(evaluator, evaluator.facts.tables.phase, i * phase.size + first, {
          op: 'word',
          of: 'self',
          name,
        })
    })
  }
}

/** Whether a row is of a phase that is meant, or of none. */
function meant({ scope }: Rule, table: SubjectTable, phases: readonly string[]): (row: number) => boolean {
  if (scope === 'phase') return (row) => phases.includes(table.name(row))
  const related = table.related('phase')
  if (related === undefined) return () => true
  return (row) => related.rows[row]! < 0 || phases.includes(related.table.name(related.rows[row]!))
}

type Counts = Readonly<Record<string, Value>>

/** Variations by what they say of the words that count subjects. */
function alikeInCounts(base: Base, variations: readonly Variation[]) {
  const words = base.words.filter(({ scope, counts }) => scope === 'phase' && counts !== undefined)
  const alike = new Map<string, { readonly counts: Counts; readonly members: number[] }>()
  variations.forEach(({ words: { phase = {} } }, at) => {
    const said = words.filter(({ name }) => Object.hasOwn(phase, name))
    const counts = Object.fromEntries(said.map(({ name }) => [name, phase[name]]))
    const key = said.map(({ name }) => `${name} ${phase[name]}`).join()
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { counts, members: [at] })
    else known.members.push(at)
  })
  return alike.values()
}

/** The candidate with other counts in the phases meant. */
function counting(candidate: Candidate, base: Base, names: readonly string[], counts: Counts): Candidate {
  const given = Object.entries(counts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const phases = Object.fromEntries(
    Object.entries(candidate.phases).map(([name, words]) => [
      name,
      names.includes(name) ? { ...words, ...Object.fromEntries(given) } : words,
    ]),
  )
  return { ...candidate, phases, countedStages: countedStages(base, phases) }
}
