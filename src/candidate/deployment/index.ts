// Reads deployment documents: an engine, a model, hardware and flags, without a graph. Words of the base say at which
// paths of the document they stand (`from`, docs/language.md); what no word reads is told, not dropped.
import type { Base, Word } from '../../knowledge/base.js'
import type { Candidate, SectionValue } from '../candidate.js'
import { type Filled, fillFromCommand } from '../launch/command.js'
import type { About } from '../launch/document.js'
import { defaultsOf, givenWords, unfit } from '../plan/words.js'
import { withRecognised } from '../recognise/given.js'
import { leavesOf } from './flatten.js'

/** Where a document says how it runs; a member that is named like a phase holds what is said of that phase alone. */
const STRATEGY = 'strategy'

/** A model file has hundreds of members that no rule needs; a command is read elsewhere; the kind is what led here. */
const unjudged = /^(?:kind$|command$|config\.)/

type Leaves = ReadonlyMap<string, SectionValue>

/** Whether a JSON document says that it is a deployment. */
export function isDeployment(document: object): boolean {
  return (document as { readonly kind?: unknown }).kind === 'deployment'
}

/**
 * Reads a deployment that is already parsed. What it leaves open and its command says is filled in, and then what is said
 * of it from outside.
 */
export function readDeployment(
  document: object,
  input: string,
  base: Base,
  digest: string,
  about: About = {},
): Candidate {
  const filled = fillFromCommand({ ...document, ...left(document, about) }, base)
  return { ...deploymentCandidate(filled, input, base, digest), document }
}

/** The members that the document does not have itself. */
function left(document: object, about: About): About {
  return Object.fromEntries(Object.entries(about).filter(([key]) => !Object.hasOwn(document, key)))
}

/**
 * The candidate of a deployment document. The phases are the keys of the base's table `phases`, or those of them for
 * which the strategy has a member of its own; what a strategy leaves out has the default of its word. A value that its word does not take is left open and named among the
 * unread.
 */
export function deploymentCandidate(
  { document, understood, notes }: Filled,
  input: string,
  base: Base,
  digest: string,
): Candidate {
  const leaves = leavesOf(document)
  const read = new Set<string>()
  const given = readWords(givenWords(base, 'plan').values(), (path) => [path], leaves, read)
  const phaseWords = [...givenWords(base, 'phase').values()]
  // A word that falls back on others has its default there, where it has one at all.
  const defaults = defaultsOf(new Map(phaseWords.filter(isPlain).map((word) => [word.name, word])))
  const phases = Object.create(null) as Record<string, Readonly<Record<string, SectionValue>>>
  for (const phase of phasesOf(document, base)) {
    const values = readWords(phaseWords, (path) => pathsIn(phase, path), leaves, read)
    phases[phase] = Object.assign(Object.create(null), defaults, values)
  }
  const unread = [...leaves.keys()].filter(
    (path) => !read.has(path) && !understood.has(path) && !unjudged.test(path),
  )
  return {
    input,
    format: 'deployment',
    digest,
    problems: [],
    given: withRecognised(given, base),
    phases,
    nodes: [],
    edges: [],
    unread,
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

/** What is said of a phase alone goes before what is said of all. */
function pathsIn(phase: string, path: string): readonly string[] {
  const prefix = `${STRATEGY}.`
  return path.startsWith(prefix) ? [`${prefix}${phase}.${path.slice(prefix.length)}`, path] : [path]
}

function readWords(
  words: Iterable<Word>,
  places: (path: string) => readonly string[],
  leaves: Leaves,
  read: Set<string>,
): Readonly<Record<string, SectionValue>> {
  const values = Object.create(null) as Record<string, SectionValue>
  for (const word of words) {
    for (const path of (word.from ?? []).flatMap(places)) {
      const { at, value } = valueAt(leaves, path)
      if (value === undefined || unfit(word, value) !== undefined) continue
      read.add(at)
      if (!Object.hasOwn(values, word.name)) values[word.name] = value
    }
  }
  return values
}

/** The leaf at a path, or the member of a list that the last part of the path counts from 0; `at` is the leaf's path. */
function valueAt(
  leaves: Leaves,
  path: string,
): { readonly at: string; readonly value: SectionValue | undefined } {
  const value = leaves.get(path)
  const member = value === undefined ? /^(.+)\.(\d{1,4})$/.exec(path) : null
  if (member === null) return { at: path, value }
  const list = leaves.get(member[1]!)
  return { at: member[1]!, value: Array.isArray(list) ? list[Number(member[2])] : undefined }
}
