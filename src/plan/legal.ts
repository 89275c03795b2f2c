// Which choices of degrees hold every rule at once, and what stands in the way where none does.
import type { Candidate } from '../candidate/candidate.js'
import { lacksWords } from '../candidate/launch/engine-words.js'
import type { Judgement, JudgeOptions } from '../judge/index.js'
import type { Choices, LegalChoice } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import type { Scalar } from '../knowledge/expression.js'
import { type Choice, choicesFor, combinations, wordsOf } from './choices.js'
import { conflictsOf } from './conflicts.js'
import { demandsOf } from './demands.js'
import { mendableOf } from './hopeless.js'
import { relaxationsOf } from './relaxations.js'
import { judgeTogether, type Together } from './together.js'

/**
 * What may be chosen instead of the degrees of a deployment, for each set of phases that are run alike. A choice is legal
 * when no rule of severity error is broken with it, and those that are broken now can be decided. Those come first that leave fewest warnings of the
 * failures that are foreseen now, then in ascending order of the measures that the base names in its table `choiceMeasures`, then of how many fields differ from what is stated, then of how far they differ.
 * Where there is none, the single changes are told that help, and, if all choices could be decided, the smallest sets of
 * stated demands that no choice can meet.
 */
export async function legalChoices(
  candidate: Candidate,
  judgement: Judgement,
  base: Base,
  options: JudgeOptions = {},
): Promise<readonly Choices[]> {
  const found: Choices[] = []
  const lacks = lacksWords(candidate.given['cluster.engine'], base)
  for (const { phases, choices } of phasesAlike(judgement, base, lacks)) {
    if (choices.length === 0) continue
    const all = combinations(choices)
    const taken = choices.slice(0, all[0]!.length)
    const words = all.map((values) => wordsOf(taken, values))
    const together = await judgeTogether(
      candidate,
      judgement,
      base,
      options,
      phases,
      words.map((phase) => ({ phases, words: { phase } })),
    )
    const legalFrom = (judged: Together, from: number, asked: readonly number[]) =>
      legalOf(
        judged,
        from,
        base,
        taken,
        asked.map((at) => all[at]!),
      )
    const legal = legalFrom(together, 0, [...all.keys()])
    const mendable = mendableOf(base, together.broken)
    const paths = new Set(taken.flatMap(({ statedAt }) => statedAt))
    const none = legal.length === 0
    const open = openOf(together)
    found.push({
      ...{ phases, asked: all.length, measures: measuresOf(base), legal, inTheWay: brokenByAll(together) },
      ...(open && { open }),
      conflicts:
        none && open === undefined
          ? await conflictsOf(
              candidate,
              judgement,
              base,
              options,
              phases,
              words,
              demandsOf(candidate, base, phases, paths),
              mendable,
            )
          : [],
      relaxations: none
        ? await relaxationsOf(candidate, judgement, base, options, phases, words, mendable, legalFrom)
        : [],
    })
  }
  return found
}

/** Phases for which the same may be chosen, starting from the same values; not what the engine has no words for. */
function phasesAlike(judgement: Judgement, base: Base, lacks: (path: string) => boolean) {
  const { phase } = judgement.evaluator.facts.tables
  const alike = new Map<string, { readonly phases: string[]; readonly choices: readonly Choice[] }>()
  for (let row = 0; row < phase.size; row++) {
    const choices = choicesFor(judgement, base, row).filter(({ path }) => !lacks(path))
    const key = JSON.stringify(choices)
    const known = alike.get(key)
    if (known === undefined) alike.set(key, { phases: [phase.name(row)], choices })
    else known.phases.push(phase.name(row))
  }
  return alike.values()
}

/** The legal ones among the choices that were judged from a variation on. */
function legalOf(
  { broken, open, warned, wordOf }: Together,
  from: number,
  base: Base,
  choices: readonly Choice[],
  all: readonly (readonly Scalar[])[],
): readonly LegalChoice[] {
  const names = Object.keys(measuresOf(base))
  const byDistance = distanceFrom(choices)
  return all
    .flatMap((values, at) => {
      if (broken[from + at]!.size + open[from + at]!.size > 0) return []
      const set = Object.fromEntries(choices.map(({ path }, i) => [path, values[i]!]))
      const measures = Object.fromEntries(
        names.flatMap((name) => {
          const value = wordOf(from + at, name)
          return typeof value === 'number' ? [[name, value]] : []
        }),
      )
      const still = [...warned[from + at]!].sort()
      return [{ choice: { set, measures, ...(still.length > 0 && { warned: still }) }, values }]
    })
    .sort(
      (a, b) =>
        byWarnings(a.choice, b.choice) || byMeasures(a.choice, b.choice) || byDistance(a.values, b.values),
    )
    .map(({ choice }) => choice)
}

/** Words by which choices are measured, each with what it counts. */
function measuresOf(base: Base): Readonly<Record<string, string>> {
  const rows = base.tables.find(({ id }) => id === 'choiceMeasures')?.rows ?? {}
  return Object.fromEntries(Object.entries(rows).map(([word, { title }]) => [word, String(title)]))
}

/** The choices that break nothing, as far as can be said, and the rules of which it cannot; undefined where there are none. */
function openOf({ broken, open }: Together): Choices['open'] {
  const only = open.filter((rules, at) => rules.size > 0 && broken[at]!.size === 0)
  const rules = [...new Set(only.flatMap((some) => [...some]))].sort()
  return only.length === 0 ? undefined : { choices: only.length, rules }
}

function brokenByAll({ broken }: Together): readonly string[] {
  const [first, ...others] = broken
  return [...first!].filter((id) => others.every((own) => own.has(id))).sort()
}

const byWarnings = ({ warned: a = [] }: LegalChoice, { warned: b = [] }: LegalChoice): number =>
  a.length - b.length

function byMeasures({ measures: a }: LegalChoice, { measures: b }: LegalChoice): number {
  for (const [name, value] of Object.entries(a)) {
    const difference = value - (b[name] ?? Number.POSITIVE_INFINITY)
    if (difference !== 0) return difference
  }
  return 0
}

/** Fewer changes first, then smaller ones: numbers are as far apart as their ratio. */
function distanceFrom(choices: readonly Choice[]) {
  const changes = (values: readonly Scalar[]) =>
    values.filter((value, i) => choices[i]!.now !== undefined && value !== choices[i]!.now).length
  const size = (values: readonly Scalar[]) =>
    values.reduce<number>((sum, value, i) => sum + ratio(value, choices[i]!.now), 0)
  return (a: readonly Scalar[], b: readonly Scalar[]) => changes(a) - changes(b) || size(a) - size(b)
}

function ratio(value: Scalar, now: Scalar | undefined): number {
  return typeof value === 'number' && typeof now === 'number' && value > 0 && now > 0
    ? Math.abs(Math.log2(value / now))
    : 0
}
