// Where no choice of degrees holds every rule: the single changes of the base that would let one hold, each judged.
import type { Candidate } from '../candidate/candidate.js'
import { placeInDeployment } from '../candidate/deployment/index.js'
import { lacksWords } from '../candidate/launch/engine-words.js'
import { type Judgement, type JudgeOptions, valueOn } from '../judge/index.js'
import type { LegalChoice, Relaxation } from '../judge/verdict.js'
import type { Base, SharedFix } from '../knowledge/base.js'
import type { Scalar, Value } from '../knowledge/expression.js'
import type { Mendable } from './hopeless.js'
import { judgeTogether, mostVariations, type Together } from './together.js'

/** A change with one value for each word that it sets. */
interface Trial {
  readonly fix: SharedFix
  readonly set: Readonly<Record<string, Scalar>>
}

/** Values of one change that are tried, the nearest first. */
const mostValues = 48

/**
 * Of each change that a base offers for deployments, the nearest value with which some choice of degrees holds every rule and
 * leaves fewest warnings of the failure, and that choice; those that leave fewest first, then in the order of preference of the base. `legalOf` finds the legal choices among those that were asked for
 * in a part of a judgement.
 */
export async function relaxationsOf(
  candidate: Candidate,
  judgement: Judgement,
  base: Base,
  options: JudgeOptions,
  phases: readonly string[],
  choices: readonly Readonly<Record<string, Value>>[],
  mendable: Mendable,
  legalOf: (together: Together, from: number, asked: readonly number[]) => readonly LegalChoice[],
): Promise<readonly Relaxation[]> {
  let asking = 0
  const chosen = new Set(Object.keys(choices[0] ?? {}))
  const lacks = lacksWords(candidate.given['cluster.engine'], base)
  const trials = base.fixes
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap((fix) => trialsOf(judgement, fix, phases[0]!, chosen))
    .filter(({ set }) => !Object.keys(written(candidate, base, set)).some(lacks))
    .map(({ fix, set }) => ({ fix, set, asked: mendable(wordsOf(set, {})) }))
    .filter(({ asked }) => {
      asking += asked.length
      return asked.length > 0 && asking <= mostVariations
    })
  if (trials.length === 0) return []
  const together = await judgeTogether(
    candidate,
    judgement,
    base,
    options,
    phases,
    trials.flatMap(({ set, asked }) => asked.map((at) => ({ phases, words: wordsOf(set, choices[at]!) }))),
  )
  const found = new Map<SharedFix, { readonly set: Trial['set']; readonly best: LegalChoice }>()
  let from = 0
  for (const { fix, set, asked } of trials) {
    const [best] = legalOf(together, from, asked)
    from += asked.length
    const before = found.get(fix)
    if (best !== undefined && (before === undefined || warnings(best) < warnings(before.best)))
      found.set(fix, { set, best })
  }
  return [...found]
    .map(([{ title, change, safety }, { set, best }]) => ({
      ...{ title, change, safety, set: written(candidate, base, set), degrees: best.set },
      ...(best.warned && { warned: best.warned }),
    }))
    .sort((a, b) => warnings(a) - warnings(b))
}

const warnings = ({ warned = [] }: Pick<LegalChoice, 'warned'>): number => warned.length

function trialsOf(
  { evaluator }: Judgement,
  fix: SharedFix,
  name: string,
  chosen: ReadonlySet<string>,
): readonly Trial[] {
  const { phase } = evaluator.facts.tables
  const row = Array.from({ length: phase.size }, (_, at) => phase.name(at)).indexOf(name)
  if (fix.scope !== 'phase' || fix.when.some((clause) => valueOn(evaluator, phase, row, clause) !== true))
    return []
  const [kind, parameters] = Object.entries(fix.edit)[0]!
  if (kind !== 'set' && kind !== 'choose') return []
  // What a choice of degrees covers already is no change beside it.
  if (Object.keys(parameters).every((word) => chosen.has(word))) return []
  const lists = Object.entries(parameters).map(([word, expression]) => {
    const value = valueOn(evaluator, phase, row, expression)
    return [word, value === undefined ? [] : typeof value === 'object' ? value : [value]] as const
  })
  const length = Math.min(mostValues, ...lists.map(([, values]) => values.length))
  return Array.from({ length }, (_, i) => ({
    fix,
    set: Object.fromEntries(lists.map(([word, values]) => [word, values[i]!])),
  }))
}

/** What a change sets goes before what a choice of degrees does. */
function wordsOf(set: Trial['set'], chosen: Readonly<Record<string, Value>>) {
  const plan: Record<string, Value> = {}
  const phase: Record<string, Value> = { ...chosen }
  for (const [word, value] of Object.entries(set)) (word.includes('.') ? plan : phase)[word] = value
  return { plan, phase }
}

/** By the paths at which the document says the words, or would. */
function written({ document }: Candidate, base: Base, set: Trial['set']): Record<string, Scalar> {
  return Object.fromEntries(
    Object.entries(set).map(([name, value]) => {
      const scope = name.includes('.') ? 'plan' : 'phase'
      const word = base.words.find((one) => one.scope === scope && one.name === name)
      const place = word && placeInDeployment(document as object, word, undefined)
      return [place?.join('.') ?? name, value]
    }),
  )
}
