// Reads launch commands: shell texts and manifests in which serving engines are started, one deployment for each that is.
// Nothing is run, expanded or fetched.
import type { Base } from '../../knowledge/base.js'
import type { About, Candidate, SyntaxProblem } from '../candidate.js'
import { deploymentCandidate } from '../deployment/index.js'
import { isObject } from '../plan/fields.js'
import { linesAndColumns } from '../plan/problems.js'
import { documentOf, type LaunchDocument, type ReadOptions } from './document.js'
import { findLaunches, type Launch, MOST_LAUNCHES, MOST_TEXT } from './find.js'
import { mayLaunch } from './launcher.js'
import { findInManifests } from './manifest.js'
import { fileParser, parseManifests } from './yaml.js'

interface Named {
  readonly launch: Launch
  readonly name: string
  readonly around?: ReadonlyMap<string, unknown>
}

/**
 * The deployments that a text launches, or undefined where it launches nothing. Launches that differ only in what tells
 * the processes of one deployment apart (the rank of a node, say) are one. Of several, each is named by its line or by
 * the name of its container.
 */
export async function readLaunches(
  text: string,
  input: string,
  base: Base,
  digest: string,
  about: About = {},
): Promise<readonly Candidate[] | undefined> {
  if (!mayLaunch(text, base)) return undefined
  if (text.length > MOST_TEXT) {
    const repair = 'leave out what launches nothing'
    const [read, expected] = [
      `${text.length} characters`,
      `at most ${MOST_TEXT} characters of a script or manifest`,
    ]
    return [unreadable(input, digest, { ...start, category: 'limit', read, expected, repair })]
  }
  const found = looksLikeManifest(text) ? await inManifest(text, base) : undefined
  if (found !== undefined && 'problem' in found) return [unreadable(input, digest, found.problem)]
  const named = found ?? inShell(text, base)
  if ('problem' in named) return [unreadable(input, digest, named.problem)]
  if (named.length === 0) return undefined
  if (named.length > MOST_LAUNCHES) {
    const repair = 'judge them in several files'
    const read = `more than ${MOST_LAUNCHES} launches`
    return [
      unreadable(input, digest, {
        ...start,
        category: 'limit',
        read,
        expected: `at most ${MOST_LAUNCHES}`,
        repair,
      }),
    ]
  }
  const hasFiles = about.optionsFile !== undefined || named.some(({ launch }) => launch.files.size > 0)
  const parseFile = hasFiles ? await fileParser() : undefined
  if (about.optionsFile !== undefined && !isObject(parseFile!(about.optionsFile))) {
    const [read, expected] = ['a file of options that is no YAML object', 'flags and their values as YAML']
    const repair = 'correct the file of options'
    return [unreadable(input, digest, { ...start, category: 'yaml', read, expected, repair })]
  }
  const documents = named.map(({ launch, name, around }) => {
    const options: ReadOptions = {
      about,
      absent: true,
      ...(around && { around }),
      ...(parseFile && { parseFile }),
    }
    return { name, launch, read: documentOf(launch, base, options) }
  })
  const deployments = withoutRanks(documents)
  return deployments.map(({ name, read, launches }, index) => {
    const { document, settings, notes } = read
    const isOnly = deployments.length === 1
    const called = isOnly ? input : `${input}#${name}`
    const { modelConfig } = about
    const candidate = deploymentCandidate(
      { document, understood: new Set(settings.keys()), notes },
      called,
      base,
      digest,
      modelConfig,
    )
    const place = { input, about, index, count: deployments.length }
    const launched = { text, launches, document, ...place }
    const whole = { ...candidate, launched, ...(modelConfig && { about: { modelConfig } }) }
    return isOnly ? whole : { ...whole, partOf: input }
  })
}

const start = { line: 1, column: 1 }

/** Whether the first line that says something is a member of a mapping, the start of a document, or JSON. */
function looksLikeManifest(text: string): boolean {
  const first = /^(?:[ \t]*(?:#.*)?\r?\n)*([^\r\n]*)/.exec(text.slice(0, 65_536))![1]!
  return /^\s*(?:---|%YAML|\{|- |["']?[\w.\-/]+["']?\s*:(?:\s|$))/.test(first)
}

async function inManifest(
  text: string,
  base: Base,
): Promise<readonly Named[] | { readonly problem: SyntaxProblem } | undefined> {
  const parsed = await parseManifests(text)
  if ('problem' in parsed) return parsed
  const found = findInManifests(parsed.documents, parsed.scalarAt, base)
  const taken = new Map<string, number>()
  return found.map(({ launch, name, around }) => {
    const count = (taken.get(name) ?? 0) + 1
    taken.set(name, count)
    return { launch, around, name: count === 1 && name !== '' ? name : `${name}${count}` }
  })
}

function inShell(text: string, base: Base): readonly Named[] | { readonly problem: SyntaxProblem } {
  const { launches, problem } = findLaunches(text, base)
  const offsets = problem === undefined ? launches.map(({ at }) => at) : [problem.at]
  const places = linesAndColumns(text, offsets)
  if (problem !== undefined) {
    const repair = 'close it, or escape the character'
    const read = JSON.stringify(problem.read)
    return { problem: { ...places[0]!, category: 'shell', read, expected: problem.expected, repair } }
  }
  const taken = new Map<number, number>()
  return launches.map((launch, i) => {
    const { line } = places[i]!
    const count = (taken.get(line) ?? 0) + 1
    taken.set(line, count)
    return { launch, name: count === 1 ? `${line}` : `${line}.${count}` }
  })
}

/** One for the launches that state the same but for what tells the processes of one deployment apart. */
function withoutRanks(
  items: readonly { readonly name: string; readonly launch: Launch; readonly read: LaunchDocument }[],
) {
  const seen = new Map<string, { name: string; read: LaunchDocument; launches: Launch[] }>()
  for (const { name, launch, read } of items) {
    const { document, settings, differing } = read
    const same = [...settings].filter(([path]) => !differing.has(path)).sort(([a], [b]) => (a < b ? -1 : 1))
    const key = JSON.stringify([document['engine'], document['engineVersion'], same])
    const known = seen.get(key)
    if (known === undefined) seen.set(key, { name, read, launches: [launch] })
    else known.launches.push(launch)
  }
  return [...seen.values()]
}

function unreadable(input: string, digest: string, problem: SyntaxProblem): Candidate {
  return {
    ...{ input, format: 'deployment', digest, problems: [problem] },
    ...{ given: {}, phases: {}, nodes: [], edges: [] },
  }
}
