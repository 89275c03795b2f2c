// Reads deployment documents: an engine, a model, hardware and flags, without a graph. Words of the base say at which
// paths of the document they stand (`from`, docs/language.md); what no word reads is told, not dropped.
import type { Base, Word } from '../../knowledge/base.js'
import type { About, Candidate, ModelConfig, SectionValue } from '../candidate.js'
import { countedStages } from '../counted.js'
import { type Filled, fillFromCommand } from '../launch/command.js'
import { fillFromStrategy } from '../launch/strategy.js'
import { isObject } from '../plan/fields.js'
import { defaultsOf, givenWords, unfit } from '../plan/words.js'
import { withRecognised } from '../recognise/given.js'
import { leavesOf } from './flatten.js'
import { type Standing, standingAt } from './walk.js'

/** Where a document says how it runs; a member that is named like a phase holds what is said of that phase alone. */
const STRATEGY = 'strategy'

/** Where a document repeats the configuration of its model. */
const CONFIG = 'config'

/** A model file has hundreds of members that no rule needs; a command is read elsewhere; the kind is what led here. */
const unjudged: ReadonlySet<string> = new Set(['kind', 'command', CONFIG])

/** Whether a JSON document says that it is a deployment. */
export function isDeployment(document: object): boolean {
  return (document as { readonly kind?: unknown }).kind === 'deployment'
}

/**
 * Reads a deployment that is already parsed. What its strategy says by names of flags is translated; what it leaves open
 * and its command says is filled in, and then what is said of it from outside.
 */
export function readDeployment(
  document: object,
  input: string,
  base: Base,
  digest: string,
  about: About = {},
): Candidate {
  const { modelConfig, ...members } = about
  const translated = fillFromStrategy({ ...document, ...left(document, members) }, base)
  const filled = fillFromCommand(translated.document, base)
  const understood = new Set([...translated.understood, ...filled.understood])
  return {
    ...deploymentCandidate({ ...filled, understood }, input, base, digest, modelConfig),
    document,
    about,
  }
}

/** The members that the document does not have itself. */
function left(document: object, members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([key]) => !Object.hasOwn(document, key)))
}

/**
 * The candidate of a deployment document. The phases are the keys of the base's table `phases`, or those of them for which
 * the strategy has a member of its own; what a strategy leaves out has the default of its word. A value that its word does
 * not take is left open and named among the unread. A configuration that comes beside the document gives the words that the
 * document does not.
 */
export function deploymentCandidate(
  { document, understood, notes }: Filled,
  input: string,
  base: Base,
  digest: string,
  beside?: ModelConfig,
): Candidate {
  const read = new Set<string>()
  const parts = [document, ...(beside === undefined ? [] : [{ [CONFIG]: beside.config }])].map((part) => ({
    part,
    places: placesIn(part, base),
  }))
  const wordsOf = (words: readonly Word[], phase?: string) => {
    const values = parts.map(({ part, places }) => {
      const here = (path: string) => (phase === undefined ? [path] : pathsIn(phase, path)).flatMap(places)
      return readWords(words, here, part, read)
    })
    return Object.assign(Object.create(null), ...values.reverse()) as Readonly<Record<string, SectionValue>>
  }
  const planWords = [...givenWords(base, 'plan').values()]
  const given = wordsOf(planWords)
  const phaseWords = [...givenWords(base, 'phase').values()]
  // A word that falls back on others has its default there, where it has one at all.
  const defaults = defaultsOf(new Map(phaseWords.filter(isPlain).map((word) => [word.name, word])))
  const phases = Object.create(null) as Record<string, Readonly<Record<string, SectionValue>>>
  for (const phase of phasesOf(document, base)) {
    phases[phase] = Object.assign(Object.create(null), defaults, wordsOf(phaseWords, phase))
  }
  // What a flag states is understood where no word asks for it: a word that asks and does not take the value leaves it unread.
  const asked = new Set([...planWords, ...phaseWords].flatMap(({ from }) => from ?? []))
  const unread = leavesOf(document, unjudged).filter(
    (path) => !read.has(path) && (asked.has(path) || !understood.has(path)),
  )
  return {
    input,
    format: 'deployment',
    digest,
    problems: [],
    given: withRecognised(given, base),
    phases,
    countedStages: countedStages(base, phases),
    nodes: [],
    edges: [],
    unread,
    ...(beside !== undefined && { modelFiles: beside.files }),
    document,
    ...(notes !== undefined && { launch: notes }),
  }
}

const isPlain = ({ fallback }: Word): boolean => fallback === undefined

function phasesOf(document: object, base: Base): readonly string[] {
  const names = Object.keys(base.tables.find(({ id }) => id === 'phases')?.rows ?? {})
  const strategy = (document as Record<string, unknown>)[STRATEGY]
  const own = names.filter(
    (name) => typeof (strategy as Record<string, unknown> | undefined)?.[name] === 'object',
  )
  return own.length > 0 ? own : names
}

/**
 * The keys of the document under which a word of a scope is written, or would be: where it is read from, or the first of its
 * places that the document has room for. Undefined for words that no document says.
 */
export function placeInDeployment(
  document: object,
  word: Word,
  phase: string | undefined,
): readonly string[] | undefined {
  const paths = (word.from ?? []).flatMap((path) => (phase === undefined ? [path] : pathsIn(phase, path)))
  const found = paths.find((path) => {
    const [standing] = standingAt(document, path)
    return standing !== undefined && unfit(word, standing.value) === undefined
  })
  return (found ?? word.from?.find((path) => hasRoomFor(document, path)))?.split('.')
}

/** Whether a value can be written at a path: no text or list stands where an object would have to. */
function hasRoomFor(document: object, path: string): boolean {
  if (path.includes('*')) return false
  let value: unknown = document
  for (const key of path.split('.').slice(0, -1)) {
    if (!isObject(value)) return false
    if (!Object.hasOwn(value, key)) return true
    value = value[key]
  }
  return isObject(value)
}

/** What is said of a phase alone goes before what is said of all. */
function pathsIn(phase: string, path: string): readonly string[] {
  const prefix = `${STRATEGY}.`
  return path.startsWith(prefix) ? [`${prefix}${phase}.${path.slice(prefix.length)}`, path] : [path]
}

/**
 * Where a path is sought: a member that the base's table `parts` names holds again what is said of the member `within`
 * which it stands, and goes before it (`oven.own.heat` before `oven.heat`).
 */
function placesIn(document: object, base: Base): (path: string) => readonly string[] {
  const rows = base.tables.find(({ id }) => id === 'parts')?.rows ?? {}
  const parts = Object.entries(rows).flatMap(([part, { within }]) =>
    typeof within === 'string' && hasMember(document, part) ? [{ part, within: `${within}.` }] : [],
  )
  return (path) => [
    ...parts.flatMap(({ part, within }) =>
      path.startsWith(within) ? [`${part}.${path.slice(within.length)}`] : [],
    ),
    path,
  ]
}

function hasMember(document: object, path: string): boolean {
  let value: unknown = document
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return false
    value = value[key]
  }
  return isObject(value)
}

function readWords(
  words: readonly Word[],
  places: (path: string) => readonly string[],
  document: object,
  read: Set<string>,
): Readonly<Record<string, SectionValue>> {
  const values = Object.create(null) as Record<string, SectionValue>
  for (const word of words) {
    for (const path of (word.from ?? []).flatMap(places)) {
      const standing = standingAt(document, path)
      const value = path.includes('*') ? gathered(word, standing) : standing[0]?.value
      if (value === undefined || unfit(word, value) !== undefined) continue
      for (const { at } of standing) read.add(at)
      if (!Object.hasOwn(values, word.name)) values[word.name] = value
    }
  }
  return values
}

/** Of several members: each distinct value once, for a list; for other words the value in which all agree. */
function gathered(word: Word, standing: readonly Standing[]): SectionValue | undefined {
  const values = [...new Set(standing.flatMap(({ value }) => value))]
  if (word.type !== 'list') return values.length === 1 ? values[0] : undefined
  return values.length === 0
    ? undefined
    : values.map((value) => (typeof value === 'boolean' ? String(value) : value))
}
