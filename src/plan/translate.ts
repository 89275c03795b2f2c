// A strategy in the words of another engine. The canonical degrees are what has to stay the same; how an engine's own
// degrees make them is knowledge of the base (`else:` of their words), so the fields of the engine are tried value by
// value and those are taken that are read as the same degrees.
import type { ModelConfig } from '../candidate/candidate.js'
import { leavesOf } from '../candidate/deployment/flatten.js'
import { readDeployment } from '../candidate/deployment/index.js'
import { setAt } from '../candidate/launch/set-at.js'
import { isObject } from '../candidate/plan/fields.js'
import { type Judgement, judge, valueOn } from '../judge/index.js'
import type { Base, Table, Word } from '../knowledge/base.js'
import type { Scalar, Value } from '../knowledge/expression.js'
import { Reader } from '../knowledge/reads.js'
import type { SubjectTable } from '../observe/facts.js'
import { observe } from '../observe/index.js'
import { type Choice, combinations, fieldsOf, wordsOf } from './choices.js'
import { judgeTogether } from './together.js'

/** Fields that are tried, each with the word of its values. */
const FIELDS = 'translatedBy'
/** Words that a translation has to keep, and settings that mean the same in every engine. */
const DEGREES = 'keptDegrees'
const SETTINGS = 'keptSettings'

export interface Translated {
  /** The deployment in the words of the engine. */
  readonly document: object
  /** Paths of settings that mean something else in another engine, and were left out. */
  readonly left: readonly string[]
}

/** Degrees that the engine cannot be asked for, with the values that it can. */
export interface Untranslated {
  readonly unmet: readonly {
    readonly phase: string
    readonly word: string
    readonly wanted: Value
    readonly reached: readonly Value[]
  }[]
}

/** Degrees that are not known, so that nothing can be said to be the same. */
export interface Unread {
  readonly unknown: readonly { readonly phase: string; readonly word: string }[]
}

/** What a translation is into. */
export interface Target {
  readonly engine: string
  readonly version?: string
  /** The model's file, where it came beside the deployment. */
  readonly modelConfig?: ModelConfig
  /** Whether a flag of the engine states what stands at a path of a deployment. */
  readonly states: (path: string) => boolean
}

/** Degrees that have to stay the same, phase by phase. */
interface Wanted {
  readonly phases: readonly string[]
  readonly words: readonly string[]
  readonly values: readonly (readonly Value[])[]
}

/**
 * Says a deployment in the words of another engine: of all values of the engine's fields those that are read as the same
 * canonical degrees in every phase, with as few of them unusual as can be. What is no degree is carried over as it is.
 * `said` is the deployment, `judgement` what is known of it, or of the plan that it was made of.
 */
export async function translate(
  said: object,
  judgement: Judgement,
  base: Base,
  target: Target,
): Promise<Translated | Untranslated | Unread> {
  const wanted = wantedOf(judgement, base)
  const unknown = wanted.phases.flatMap((phase, row) =>
    wanted.words.filter((_, i) => wanted.values[row]![i] === undefined).map((word) => ({ phase, word })),
  )
  if (unknown.length > 0 || wanted.phases.length === 0) return { unknown }
  const degrees = wordsBehindDegrees(base)
  const { document, left } = unstrategic(said, wanted.phases, degrees, base, target)
  const missing = stateOwn(document, wanted, degrees, target)
  if (missing.length > 0) return { unmet: missing }
  const fields = fieldsOf(FIELDS, judgement, base, 0).filter(({ path }) => target.states(path))
  const stated = await statingThat(document, wanted, fields, base, target)
  if ('unmet' in stated) return stated
  return { ...stated, left }
}

/** The degrees as they are; those that need something the model does not have are left aside. */
function wantedOf({ evaluator }: Judgement, base: Base): Wanted {
  const { phase: table, plan } = evaluator.facts.tables
  const read = (of: SubjectTable, row: number, name: string) =>
    valueOn(evaluator, of, row, { op: 'word', of: 'self', name })
  const words = Object.entries(rowsOf(base, DEGREES)).flatMap(([word, { needs }]) =>
    typeof needs === 'string' && read(plan, 0, needs) === undefined ? [] : [word],
  )
  const phases = Array.from({ length: table.size }, (_, row) => table.name(row))
  return { phases, words, values: phases.map((_, row) => words.map((name) => read(table, row, name))) }
}

/** States the degrees that are fields of their own; tells those for which the engine has none, or one for all phases. */
function stateOwn(
  document: Record<string, unknown>,
  { phases, words, values }: Wanted,
  degrees: readonly Word[],
  { states }: Target,
): Untranslated['unmet'] {
  const fresh = new WeakSet<object>([document])
  const own = degrees.filter(({ name, fallback }) => fallback === undefined && words.includes(name))
  return own.flatMap(({ name, from, default: usual }) => {
    const inPhases = values.map((each) => each[words.indexOf(name)])
    const path = from!.find(states)
    const value = path === undefined ? usual : inPhases.find((each) => each !== undefined)
    const other = inPhases.findIndex((each) => each !== undefined && each !== value)
    if (other >= 0) return [{ phase: phases[other]!, word: name, wanted: inPhases[other], reached: [value] }]
    if (path !== undefined && value !== undefined && value !== usual) setAt(document, path, value, fresh)
    return []
  })
}

function rowsOf(base: Base, id: string): Table['rows'] {
  return base.tables.find((table) => table.id === id)?.rows ?? {}
}

/** The words of scope phase that documents state and that the degrees are read from, themselves among them. */
export function wordsBehindDegrees(base: Base): readonly Word[] {
  const read = new Reader(base).of(
    'phase',
    Object.keys(rowsOf(base, DEGREES)).map((name) => ({ expression: { op: 'word', of: 'self', name } })),
  )
  return base.words.filter(
    ({ scope, name, from }) => scope === 'phase' && from !== undefined && read.has(`phase ${name}`),
  )
}

/** A deployment without its degrees and without what only the engine understands that it was written for. */
function unstrategic(
  said: object,
  phases: readonly string[],
  degrees: readonly Word[],
  base: Base,
  { engine, version }: Target,
): { readonly document: Record<string, unknown>; readonly left: readonly string[] } {
  const { strategy = {}, command: _, engineVersion: __, ...rest } = said as Readonly<Record<string, unknown>>
  const document: Record<string, unknown> = {
    ...{ ...rest, engine },
    ...(version !== undefined && { engineVersion: version }),
  }
  const fresh = new WeakSet<object>([document])
  const settings = rowsOf(base, SETTINGS)
  const kept = pathsOf(
    base.words.filter(({ scope, name }) => scope === 'phase' && Object.hasOwn(settings, name)),
  )
  const dropped = pathsOf(degrees)
  const left: string[] = []
  // A launch that is confined to a phase says so by a member without content.
  for (const phase of phases.filter((name) => isObject((strategy as Record<string, unknown>)[name])))
    setAt(document, `strategy.${phase}`, {}, fresh)
  for (const path of leavesOf({ strategy }, new Set())) {
    const plain = phases.reduce((at, phase) => at.replace(`strategy.${phase}.`, 'strategy.'), path)
    if (kept.has(plain)) setAt(document, path, valueAt(said, path), fresh)
    else if (!dropped.has(plain)) left.push(path)
  }
  return { document, left }
}

const pathsOf = (words: readonly Word[]): ReadonlySet<string> =>
  new Set(words.flatMap(({ from }) => from ?? []))

function valueAt(document: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], document)
}

/** The document with those values of the engine's fields that make the wanted degrees. */
async function statingThat(
  document: Readonly<Record<string, unknown>>,
  wanted: Wanted,
  choices: readonly Choice[],
  base: Base,
  { modelConfig }: Target,
): Promise<{ readonly document: object } | Untranslated> {
  const candidate = readDeployment(document, '', base, '', modelConfig && { modelConfig })
  const judgement = await judge(observe(candidate, base), base, { only: [] })
  const all = combinations(choices)
  const reached = await Promise.all(
    wanted.phases.map(async (phase) => {
      const variations = all.map((values) => ({
        phases: [phase],
        words: { phase: wordsOf(choices, values) },
      }))
      const { wordOf } = await judgeTogether(candidate, judgement, base, { only: [] }, [phase], variations)
      return all.map((_, at) => wanted.words.map((word) => wordOf(at, word)))
    }),
  )
  const fits = (at: number) =>
    wanted.values.every((values, row) => values.every((value, i) => value === reached[row]![at]![i]))
  const unusual = (values: readonly Scalar[]) =>
    values.filter((value, i) => value !== choices[i]!.values[0]).length
  const [best] = [...all.keys()].filter(fits).sort((a, b) => unusual(all[a]!) - unusual(all[b]!))
  if (best === undefined) return { unmet: unmetOf(wanted, reached) }
  const filled = { ...document }
  const fresh = new WeakSet<object>([filled])
  // All of them: what a document does not state is unknown, not usual.
  choices.forEach(({ path }, i) => {
    setAt(filled, path, all[best]![i], fresh)
  })
  return { document: filled }
}

/** Degrees that no values make, with what they make instead; all of them where each can be made alone. */
function unmetOf(
  { phases, words, values }: Wanted,
  reached: readonly (readonly (readonly Value[])[])[],
): Untranslated['unmet'] {
  const all = phases.flatMap((phase, row) =>
    words.flatMap((word, i) => {
      const wanted = values[row]![i]
      const made = [...new Set(reached[row]!.map((each) => each[i]))].sort((a, b) => Number(a) - Number(b))
      return [{ phase, word, wanted, reached: made }]
    }),
  )
  const never = all.filter(({ wanted, reached: made }) => !made.includes(wanted))
  return never.length > 0 ? never : all
}
