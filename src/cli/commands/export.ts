import type { Candidate } from '../../candidate/candidate.js'
import type { Launcher } from '../../candidate/launch/launcher.js'
import type { WrittenLaunch } from '../../candidate/launch/write.js'
import type { Result } from '../../judge/verdict.js'
import type { Base } from '../../knowledge/base.js'
import { UsageError } from '../../usage-error.js'
import { aboutOf, aboutOptions } from '../about.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print, tell } from '../output.js'
import { readInput } from '../read-input.js'

const manifest = 'kubernetes'

export const command: Command = {
  summary:
    'Writes a deployment or a plan as the command of an engine, or as a manifest; refuses what a rule rejects.',
  usage: `ENGINE|${manifest} FILE|--launch COMMAND [options]`,
  positionals: [1, 2],
  options: {
    launch: { type: 'string', value: 'COMMAND', description: 'The launch to write, instead of a file.' },
    engine: {
      type: 'string',
      value: 'ENGINE',
      description: `The engine of a manifest, where it is not that of the deployment.`,
    },
    ...aboutOptions,
    base: baseOption,
  },
  examples: [
    ['kb export ENGINE deployment.json', 'The command that launches it, a line for each flag.'],
    [
      `kb export ${manifest} deployment.json --hardware 2x8xNAME`,
      'A manifest: a Deployment for one host, a LeaderWorkerSet for several.',
    ],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const [format, input] = given.positionals as [string, string | undefined]
  const base = openBase(given)
  const content = contentOf(input, given.one('launch'))
  const about = aboutOf(given, base)
  const name = input ?? '--launch'
  const { readCandidates } = await import('../../candidate/read.js')
  const { check } = await import('../../index.js')
  const candidates = await readCandidates(content, name, base, about)
  const candidate = candidates[0]!
  const isReadable = candidate.problems.length === 0
  const engine = given.one('engine') ?? (format === manifest ? undefined : format)
  const { sourceOf, translatedFor } = await import('../../check/translated.js')
  const source = isReadable ? sourceOf(candidate, engine, base) : undefined
  // A deployment that is not in the words of the engine is judged in them, not in its own.
  if (source === undefined || source.isJudgedFirst) {
    const verdict = await check([{ input: name, content }], { base, about })
    if (verdict.results.some((result) => isRefused(result))) return refuse(verdict.results)
  }
  if (candidates.length > 1)
    throw new UsageError(`\`${name}\` launches ${candidates.length} deployments.`, 'Export one at a time.')
  const { launcher, isOwn, said, notes } = source!
  tellAll(notes)
  if (isOwn) {
    await print(await written(candidate, said, launcher, format, base))
    return Exit.ok
  }
  const other = await translatedFor(candidate, said, launcher, base, about)
  tellAll(other.notes)
  const document = JSON.stringify(other.document)
  const verdict = await check([{ input: name, content: document }], { base, about })
  if (verdict.results.some((result) => isRefused(result))) return refuse(verdict.results)
  const [translated] = await readCandidates(document, name, base, about)
  await print(await written(translated!, JSON.parse(document), launcher, format, base))
  return Exit.ok
}

function tellAll(notes: readonly string[]): void {
  for (const note of notes) tell(`kb: ${note}.`)
}

function contentOf(input: string | undefined, launch: string | undefined): string | Uint8Array {
  if ((input === undefined) === (launch === undefined))
    throw new UsageError(
      '`kb export` needs a file or `--launch`, one of them.',
      `Usage: kb export ${command.usage}`,
    )
  if (launch !== undefined) return launch
  const document = readInput(input!)
  if ('content' in document) return document.content
  throw new UsageError(`\`${input}\` cannot be read: ${document.missing.read}.`, 'Check the path.')
}

const isRefused = ({ outcome }: Result): boolean => outcome === 'rejected' || outcome === 'unreadable'

/** What is rejected is not written: the rules and their sentences go to standard error. */
function refuse(results: readonly Result[]): ExitCode {
  for (const { input, findings, outcome } of results.filter(isRefused)) {
    tell(`kb: \`${input}\` is ${outcome} and not written.`)
    for (const { severity, rule, message } of findings)
      if (severity === 'error') tell(`    ${rule}: ${message}`)
  }
  return results.some(({ outcome }) => outcome === 'unreadable') ? Exit.unusable : Exit.rejected
}

async function written(
  candidate: Candidate,
  document: object,
  launcher: Launcher,
  format: string,
  base: Base,
): Promise<string> {
  const { scriptOf, writeLaunch } = await import('../../candidate/launch/write.js')
  if (saysOfPhases(document, Object.keys(candidate.phases)))
    throw new UsageError(
      'The deployment says other things of each phase.',
      'Write a document for each phase, and export each.',
    )
  const launch = writeLaunch(document, launcher, base)
  for (const path of launch.left)
    tell(`kb: no flag of ${launcher.engine} states \`${path}\`; it is left out.`)
  return format === manifest
    ? manifestText(launch, candidate, document, launcher.engine, base)
    : scriptOf(launch)
}

/** Whether the strategy says anything of a phase alone. */
function saysOfPhases(document: object, phases: readonly string[]): boolean {
  const { strategy } = document as { readonly strategy?: Readonly<Record<string, unknown>> }
  return phases.some((phase) => Object.keys(strategy?.[phase] ?? {}).length > 0)
}

async function manifestText(
  launch: WrittenLaunch,
  { given }: Candidate,
  document: object,
  engine: string,
  base: Base,
): Promise<string> {
  const { engineVersion, model } = document as Readonly<Record<string, unknown>>
  const [devices, hosts] = [given['cluster.devices'], given['cluster.hosts'] ?? 1]
  if (typeof devices !== 'number' || typeof hosts !== 'number' || devices % hosts !== 0)
    throw new UsageError(
      'A manifest needs the devices of each host.',
      'Say them: `--hardware 8xNAME`, or `2x8xNAME`.',
    )
  if (launch.options !== undefined)
    throw new UsageError(
      'The launch needs a file of options, which a manifest does not hold.',
      `Write \`kb export ${engine}\`.`,
    )
  const { manifestOf } = await import('../../candidate/launch/write-manifest.js')
  const version = typeof engineVersion === 'string' ? { version: engineVersion } : {}
  const of = { engine, ...version, model: String(model ?? ''), hosts, devicesPerHost: devices / hosts }
  const made = manifestOf(launch, of, base)
  if ('missing' in made) throw new UsageError(`The knowledge base does not say ${made.missing}.`)
  const { stringify } = await import('yaml')
  return stringify(made.manifest)
}
