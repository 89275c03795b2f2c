// Candidates as launches of an engine, one for each server: judged, translated where they are of another engine, written.
import type { About, Candidate } from '../candidate/candidate.js'
import type { Launcher } from '../candidate/launch/launcher.js'
import { type WrittenLaunch, writeLaunch } from '../candidate/launch/write.js'
import { readCandidates } from '../candidate/read.js'
import type { Result } from '../judge/verdict.js'
import type { Base } from '../knowledge/base.js'
import { carriedFlags } from './carried-flags.js'
import { checkDocuments } from './check.js'
import { onlyPhase, phaseParts, servingAlone } from './phase-parts.js'
import { sourceOf, translatedFor } from './translated.js'

/** A server of a deployment, as it is launched. */
export interface Server {
  /** What tells it from the others: its phase, or its name in the text; empty where it is the only one. */
  readonly name: string
  readonly launcher: Launcher
  readonly launch: WrittenLaunch
  readonly document: object
  /** What is known of the machines. */
  readonly given: Candidate['given']
}

export interface Exported {
  readonly servers: readonly Server[]
  /** What of the input is left out, in sentences. */
  readonly notes: readonly string[]
}

/** What of an input is rejected or unreadable: nothing is written then. */
export interface Refused {
  readonly refused: readonly Result[]
}

interface Asked {
  readonly engine: string | undefined
  readonly base: Base
  readonly about: About
}

/**
 * The servers that a text stands for, in the words of an engine; of its own where none is asked for.
 * @throws UsageError where no engine is named, or the engine has no words for what is asked
 */
export async function exported(
  content: string | Uint8Array,
  name: string,
  asked: Asked,
): Promise<Exported | Refused> {
  const { base, about } = asked
  const candidates = await readCandidates(content, name, base, about)
  const first = candidates[0]!
  const isJudged = first.problems.length > 0 || sourceOf(first, asked.engine, base).isJudgedFirst
  if (isJudged) {
    const refused = await refusedOf(content, name, asked)
    if (refused.length > 0) return { refused }
  }
  const servers: Server[] = []
  const notes: string[] = []
  for (const candidate of candidates) {
    const called = candidates.length === 1 ? '' : candidate.input.slice(name.length + 1)
    const done = await serversOf(candidate, called, asked)
    if ('refused' in done) return done
    servers.push(...done.servers)
    notes.push(...done.notes)
  }
  return { servers, notes: [...new Set(notes)] }
}

async function refusedOf(
  content: string | Uint8Array,
  name: string,
  { base, about }: Asked,
): Promise<readonly Result[]> {
  const { results } = await checkDocuments([{ input: name, content }], base, { about })
  return results.filter(({ outcome }) => outcome === 'rejected' || outcome === 'unreadable')
}

async function serversOf(candidate: Candidate, name: string, asked: Asked): Promise<Exported | Refused> {
  const { base } = asked
  const source = sourceOf(candidate, asked.engine, base)
  const parts = await phaseParts(candidate, source.said, base)
  if (parts.length === 0) return serverOf(candidate, name, asked)
  const servers: Server[] = []
  const notes = [...source.notes]
  for (const { phase, document } of parts) {
    const [part] = await readCandidates(JSON.stringify(document), phase, base)
    const done = await serverOf(part!, name === '' ? phase : `${name}-${phase}`, asked)
    if ('refused' in done) return done
    servers.push(...done.servers)
    notes.push(...done.notes)
  }
  return { servers, notes }
}

/** The one server of a deployment that says nothing of a phase alone. */
async function serverOf(candidate: Candidate, name: string, asked: Asked): Promise<Exported | Refused> {
  const { base, about } = asked
  const { launcher, isOwn, said, notes } = sourceOf(candidate, asked.engine, base)
  const { engine } = launcher
  const carried = carriedFlags(candidate, isOwn, engine, base)
  const other = isOwn
    ? { document: said, notes: [] }
    : await translatedFor(candidate, said, launcher, base, about)
  const phase = onlyPhase(candidate)
  const isWhole = phase === undefined || (isOwn && candidate.launched !== undefined)
  const document = isWhole ? other.document : servingAlone(other.document, phase, engine, base)
  if (!isOwn) {
    const refused = await refusedOf(JSON.stringify(document), candidate.input, asked)
    if (refused.length > 0) return { refused }
  }
  const [read] = isOwn
    ? [candidate]
    : await readCandidates(JSON.stringify(document), candidate.input, base, about)
  const launch = writeLaunch(document, launcher, base, carried.flags)
  return {
    servers: [{ name, launcher, launch, document, given: read!.given }],
    notes: [
      ...notes,
      ...other.notes,
      ...launch.left.map((path) => `no flag of ${engine} states \`${path}\`; it is left out`),
      ...carried.notes,
      ...('model' in document ? [] : ['no model is named, and none is written']),
    ],
  }
}
