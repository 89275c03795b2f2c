import type { Server } from '../../check/exported.js'
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
  const engine = given.one('engine') ?? (format === manifest ? undefined : format)
  const { exported } = await import('../../check/exported.js')
  const done = await exported(content, input ?? '--launch', { engine, base, about })
  if ('refused' in done) return refuse(done.refused)
  for (const note of done.notes) tell(`kb: ${note}.`)
  const texts = await Promise.all(
    done.servers.map((server) => (format === manifest ? manifestText(server, base) : scriptText(server))),
  )
  await print(texts.join(format === manifest ? '---\n' : '\n'))
  return Exit.ok
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

/** What is rejected is not written: the rules and their sentences go to standard error. */
function refuse(results: readonly Result[]): ExitCode {
  for (const { input, findings, outcome } of results) {
    tell(`kb: \`${input}\` is ${outcome} and not written.`)
    for (const { severity, rule, message } of findings)
      if (severity === 'error') tell(`    ${rule}: ${message}`)
  }
  return results.some(({ outcome }) => outcome === 'unreadable') ? Exit.unusable : Exit.rejected
}

/** The command of a server; of several, each is told from the others by a comment. */
async function scriptText({ name, launch }: Server): Promise<string> {
  const { scriptOf } = await import('../../candidate/launch/write.js')
  return `${name === '' ? '' : `# ${name}\n`}${scriptOf(launch, name)}`
}

async function manifestText(
  { launcher, launch, document, given, name }: Server,
  base: Base,
): Promise<string> {
  const { model } = document as Readonly<Record<string, unknown>>
  const engineVersion = given['cluster.engineVersion']
  const [devices, hosts] = [given['cluster.devices'], given['cluster.hosts'] ?? 1]
  if (typeof devices !== 'number' || typeof hosts !== 'number' || devices % hosts !== 0)
    throw new UsageError(
      'A manifest needs the devices of each host.',
      'Say them: `--hardware 8xNAME`, or `2x8xNAME`.',
    )
  const { manifestsOf } = await import('../../candidate/launch/write-manifest.js')
  const version = typeof engineVersion === 'string' ? { version: engineVersion } : {}
  const of = {
    ...{ engine: launcher.engine, ...version, model: String(model ?? ''), name },
    ...{ hosts, devicesPerHost: devices / hosts, document },
  }
  const made = manifestsOf(launch, of, base)
  if ('missing' in made) throw new UsageError(`The knowledge base does not say ${made.missing}.`)
  const { stringify } = await import('yaml')
  return made.manifests.map((one) => stringify(one, { aliasDuplicateObjects: false })).join('---\n')
}
