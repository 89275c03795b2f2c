// A choice of several fields at once, made and proved as one step. Which choices there are is found elsewhere.
import type { Candidate } from '../candidate/candidate.js'
import { placeInDeployment } from '../candidate/deployment/index.js'
import { type Judgement, type JudgeOptions, judge, valueOn } from '../judge/index.js'
import type { AppliedFix, Relaxation } from '../judge/verdict.js'
import type { Base, SharedFix, Word } from '../knowledge/base.js'
import type { Scalar } from '../knowledge/expression.js'
import { observe } from '../observe/index.js'
import { aimOf } from './aim.js'
import { createDraft } from './draft.js'
import { jsonFormOf } from './json-form.js'
import { objectionTo } from './proof.js'
import type { Repair } from './repair.js'

/** Values for phases, or for the whole deployment, by path in its document. */
export interface Chosen {
  readonly phases: readonly string[]
  readonly set: Readonly<Record<string, Scalar>>
  /** The change beside degrees that lets the choice hold. */
  readonly with?: Relaxation
}

/** A value that differs from what a phase has now, and the word and phase it is said of. */
interface Setting {
  readonly path: string
  readonly word: Word
  readonly phase: string | undefined
  readonly value: Scalar
  readonly isStated: boolean
}

/**
 * The repair that makes a choice, where every error of the deployment is mended by it as a fix would have to mend it.
 * What the document does not state stays unstated where the choice holds without it.
 */
export async function makeChoice(
  candidate: Candidate,
  before: Judgement,
  base: Base,
  options: JudgeOptions,
  chosen: readonly Chosen[],
): Promise<Repair | undefined> {
  const all = chosen.flatMap((one) => settingsOf(one, chosen.length > 1, before, base))
  const beside = chosen.find((one) => one.with)?.with
  const needed = all.filter(({ isStated, path }) => isStated || Object.hasOwn(beside?.set ?? {}, path))
  for (const settings of needed.length < all.length ? [needed, all] : [all]) {
    const fix = fixOf(settings, base, beside)
    const made = fix && (await make(candidate, before, base, options, settings, fix))
    if (made !== undefined) return made
  }
  return undefined
}

function settingsOf(
  { phases, set }: Chosen,
  isApart: boolean,
  { evaluator }: Judgement,
  base: Base,
): readonly Setting[] {
  const { phase: table } = evaluator.facts.tables
  const rows = Array.from({ length: table.size }, (_, row) => row).filter((row) =>
    phases.includes(table.name(row)),
  )
  return Object.entries(set).flatMap(([path, value]) => {
    const word = base.words.find(
      ({ scope, from }) => (scope === 'phase' || scope === 'plan') && from?.includes(path),
    )
    if (word === undefined) return []
    const isOfPhase = isApart && word.scope === 'phase'
    const ofPhases = isOfPhase ? rows : rows.slice(0, 1)
    return ofPhases.flatMap((row) => {
      const of = word.scope === 'phase' ? 'self' : 'plan'
      const now = valueOn(evaluator, table, row, { op: 'word', of, name: word.name })
      const phase = isOfPhase ? table.name(row) : undefined
      return now === value ? [] : [{ path, word, phase, value, isStated: now !== undefined }]
    })
  })
}

async function make(
  candidate: Candidate,
  before: Judgement,
  base: Base,
  options: JudgeOptions,
  settings: readonly Setting[],
  fix: SharedFix,
): Promise<Repair | undefined> {
  const form = jsonFormOf(candidate, base)
  if (form === undefined) return undefined
  const draft = createDraft(form.document)
  for (const { word, phase, value } of settings) {
    const path = placeInDeployment(form.document.root, word, phase)
    if (path === undefined || !draft.set(path, value)) return undefined
  }
  const edited = await form.edited(draft)
  if (edited === undefined) return undefined
  const judgement = await judge(observe(edited.candidate, base), base, options)
  const errors = before.findings.filter(({ rule }) => rule.severity === 'error')
  const objects = errors.some((found) => {
    const aim = { ...aimOf(base, found, fix, new Set()), mayExpose: true }
    return objectionTo(before, judgement, aim) !== undefined
  })
  const [first] = errors
  const isHealed = judgement.checks.every(
    ({ rule, counts }) => rule.severity !== 'error' || counts.broken + counts.blocked === 0,
  )
  if (first === undefined || objects || !isHealed) return undefined
  const { title, safety, change } = fix
  const step: AppliedFix = {
    ...{ rule: first.rule.id, title, safety, change, subjects: first.finding.subjects },
    ...(edited.patch && { patch: edited.patch }),
  }
  return { candidate: edited.candidate, judgement, before, steps: [step], reasons: [] }
}

/**
 * The choice as a fix: the change that it is made with, or else it changes as much as the greatest of the base's own fixes
 * that set the same words.
 */
function fixOf(
  settings: readonly Setting[],
  base: Base,
  relaxation: Relaxation | undefined,
): SharedFix | undefined {
  const names = new Set(settings.map(({ word }) => word.name))
  const greatest =
    relaxation === undefined
      ? greatestOf(names, base)
      : base.fixes.find(({ title, change }) => title === relaxation.title && change === relaxation.change)
  if (greatest === undefined || settings.length === 0) return undefined
  const values = [...new Set(settings.map(({ path, value }) => `${path.split('.').pop()} ${value}`))]
  const { safety, change, rank, place } = greatest
  return {
    ...{ id: greatest.id, scope: 'phase', when: [], safety, change, rank, place },
    title: `${relaxation?.title ?? 'A choice that holds every rule'}: ${values.join(', ')}`,
    edit: { set: Object.fromEntries([...names].map((name) => [name, { op: 'word', of: 'self', name }])) },
  }
}

function greatestOf(names: ReadonlySet<string>, base: Base): SharedFix | undefined {
  return base.fixes
    .filter(({ safety, edit }) => {
      const words = Object.values(edit).flatMap(Object.keys)
      return safety === 'strategy' && words.some((name) => names.has(name))
    })
    .reduce<SharedFix | undefined>((a, b) => (a === undefined || b.rank > a.rank ? b : a), undefined)
}
