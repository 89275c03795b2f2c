import type { CheckOptions } from '../../index.js'
import type { Finding, Result, Verdict } from '../../judge/verdict.js'
import type { Base, Place } from '../../knowledge/base.js'
import { UsageError } from '../../usage-error.js'
import { aboutOf, aboutOptions } from '../about.js'
import { baseFolder, baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { documentsOf } from '../documents.js'
import { Exit, type ExitCode, exitOfOutcome, worst } from '../exit.js'
import { onlineOptions, withOnline } from '../online.js'
import { print, tell, wantsColour, width } from '../output.js'
import { readData } from '../read-data.js'
import { readSuppressionsFile, suppressionsFile } from '../suppressions-file.js'
import { writeFileWhole } from '../write-file.js'

const formats = ['text', 'short', 'json', 'markdown', 'agent', 'github', 'sarif'] as const

export const command: Command = {
  summary:
    'Judges plans, deployments and launch commands: JSON, Graphviz DOT, scripts and manifests, told apart by content.',
  usage: 'FILE…|--launch COMMAND [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    launch: {
      type: 'string',
      value: 'COMMAND',
      multiple: true,
      description: 'Judge what a command would launch. It is read as data and never run.',
    },
    ...aboutOptions,
    format: {
      type: 'string',
      values: formats,
      value: 'FORMAT',
      description: 'How the verdict is written; text by default.',
    },
    only: {
      type: 'string',
      value: 'RULE',
      multiple: true,
      description: 'Judge this rule, and what it requires, alone.',
    },
    profile: {
      type: 'string',
      value: 'NAME',
      description: 'Judge a named set of rules (rules/profiles.yaml).',
    },
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      values: ['error', 'warning'],
      description: 'The least severity of a finding that makes the exit code 1; error by default.',
    },
    assume: {
      type: 'string',
      value: 'FILE',
      description: 'Values (JSON or YAML) for what the plans leave open.',
    },
    suppressions: {
      type: 'string',
      value: 'FILE',
      description:
        'Findings to live with; shardwright.suppressions.yaml of this folder or the nearest above by default.',
    },
    'as-of': {
      type: 'string',
      value: 'DATE',
      description:
        'The day against which ends of suppressions are judged; today (UTC) by default. The verdict names it.',
    },
    baseline: {
      type: 'string',
      value: 'FILE',
      description:
        'Findings of an earlier run: they are counted apart, and only new ones make the exit code 1.',
    },
    'write-baseline': {
      type: 'string',
      value: 'FILE',
      description: 'Write the findings of this run as a baseline.',
    },
    fix: {
      type: 'boolean',
      description: 'Repair first, and judge what results; nothing is written (`kb fix --write` does).',
    },
    ...onlineOptions,
    prove: { type: 'boolean', description: 'Prove fixes on plans of any size, not only up to 20,000 nodes.' },
    why: {
      type: 'boolean',
      description: 'Tell also what was not applicable, blocked and not assessed, and why.',
    },
    base: baseOption,
  },
  examples: [
    ['kb check plan.json', 'Judges one plan.'],
    ['kb check --launch "COMMAND" --hardware 2x8xNAME', 'Judges a launch on two hosts of eight devices.'],
    ['kb check serve.sh cluster.yaml', 'Judges the launches in a script and in a manifest of a cluster.'],
    [
      'kb check plans/ --format json',
      'Judges every *.json, *.dot and *.gv below a folder, and launches in scripts and manifests; one JSON verdict.',
    ],
    ['kb check plans/ --format short', 'The outcome of each, and its first errors in a sentence each.'],
    ['dot -Tcanon graph.gv | kb check - --only RULE', 'Judges standard input by one rule.'],
    ['kb check plans/ --write-baseline old.json', 'Records what is broken today …'],
    ['kb check plans/ --baseline old.json', '… so that from now on only new findings fail.'],
    ['kb check deployment.json --online', 'Fetches the configuration of the model that it names.'],
    ['kb check plan.dot --assume facts.yaml --why', 'Supplies facts that the drawing leaves open.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const [only, profile, file] = [given.all('only'), given.one('profile'), given.one('assume')]
  const assume = file === undefined ? undefined : await readData(file)
  const base = openBase(given)
  const about = aboutOf(given, base)
  const documents = await documentsOf(given, base, 'check', command.usage)
  const exceptions = await exceptionsOf(given, base)
  const { check } = await import('../../index.js')
  const verdict = await check(await withOnline(documents, given, base), {
    base,
    ...exceptions,
    ...(Object.keys(about).length > 0 && { about }),
    ...(only.length > 0 && { only }),
    ...(profile !== undefined && { profile }),
    ...(assume !== undefined && { assume }),
    ...(given.flag('prove') && { prove: true }),
    ...(given.flag('fix') && { fix: true }),
  })
  const recorded = given.one('write-baseline')
  const failOn = given.one('fail-on') ?? (await failOnOf(profile))
  const exitCode = worst(verdict.results.map((result) => exitOf(result, failOn, recorded !== undefined)))
  await print(await written(verdict, given, { base, exitCode }))
  if (recorded !== undefined) await writeBaseline(recorded, verdict)
  return exitCode
}

/** Suppressions, the day they are judged on, and a baseline. The clock is read here and nowhere else. */
async function exceptionsOf(given: Given, base: Base): Promise<Partial<CheckOptions>> {
  const [asOf, old] = [given.one('as-of'), given.one('baseline')]
  if (old !== undefined && given.one('write-baseline') !== undefined)
    throw new UsageError(
      '`--baseline` and `--write-baseline` exclude each other.',
      'Judge first, then record.',
    )
  const file = suppressionsFile(given.one('suppressions'))
  const suppressions = file === undefined ? undefined : await readSuppressionsFile(file, base)
  const day = asOf ?? (file === undefined ? undefined : new Date().toISOString().slice(0, 10))
  return {
    ...(suppressions !== undefined && { suppressions }),
    ...(day !== undefined && { asOf: day }),
    ...(old !== undefined && { baseline: await readData(old) }),
  }
}

async function writeBaseline(path: string, verdict: Verdict): Promise<void> {
  const { baselineOf } = await import('../../index.js')
  const baseline = baselineOf(verdict)
  writeFileWhole(path, `${JSON.stringify(baseline, null, 2)}\n`)
  const subjects = baseline.findings.reduce((sum, finding) => sum + finding.subjects.length, 0)
  tell(`kb: ${path} holds ${subjects} old finding${subjects === 1 ? '' : 's'}.`)
}

async function failOnOf(profile: string | undefined): Promise<string> {
  if (profile === undefined) return 'error'
  const { readProfile } = await import('../../check/profiles.js')
  return (await readProfile(profile)).failOn ?? 'error'
}

/** What a log tells of a run besides its verdict. */
interface Run {
  readonly base: Base
  readonly exitCode: ExitCode
}

/** The report; a usage error where it is longer than a text can be, as the JSON of millions of subjects. */
async function written(verdict: Verdict, given: Given, run: Run): Promise<string> {
  try {
    return await report(verdict, given, run)
  } catch (error) {
    if (!(error instanceof RangeError && error.message.includes('string length'))) throw error
    throw new UsageError(
      'The verdict is longer than a text can be (512 MiB).',
      'Judge fewer plans or rules at once, or write it with `--format agent`, which names the first subjects only.',
    )
  }
}

async function report(verdict: Verdict, given: Given, { base, exitCode }: Run): Promise<string> {
  const why = given.flag('why')
  const layout = { width: width(), colour: wantsColour() }
  switch (given.one('format') ?? 'text') {
    case 'json':
      return (await import('../../report/json.js')).jsonReport(verdict)
    case 'short':
      return (await import('../../report/short.js')).shortReport(verdict, layout)
    case 'markdown':
      return (await import('../../report/markdown.js')).markdownReport(verdict, why, layout)
    case 'agent':
      return (await import('../../report/agent.js')).agentReport(verdict, why, layout)
    case 'github': {
      const { githubCommands, outcomeLines, verdictAnnotations } = await import('../../report/github.js')
      const { repositoryPath } = await import('../github.js')
      const fileOf = (input: string) => (input === '-' ? undefined : repositoryPath(input))
      return `${githubCommands(verdictAnnotations(verdict, fileOf))}${outcomeLines(verdict)}`
    }
    case 'sarif': {
      const { sarifReport } = await import('../../report/sarif.js')
      const { artifactUri, pageUri } = await import('../artifact-uri.js')
      const pageUriOf = (place: Place) => pageUri(place, baseFolder(given))
      const { texts = {} } = verdict
      const uriOf = (input: string) => (Object.hasOwn(texts, input) ? undefined : artifactUri(input))
      return sarifReport(verdict, base, { uriOf, pageUriOf, exitCode })
    }
    default:
      return (await import('../../report/text.js')).textReport(verdict, why, layout)
  }
}

/** Old findings leave a plan rejected, and only new ones make the exit code 1; what is recorded now is old already. */
function exitOf({ outcome, findings, old }: Result, failOn: string, recording: boolean): ExitCode {
  const fails = ({ severity }: Finding) => severity === 'error' || severity === failOn
  const fresh = !recording && findings.some(fails) ? Exit.rejected : Exit.ok
  const code = outcome === 'rejected' && (recording || old !== undefined) ? Exit.ok : exitOfOutcome[outcome]
  return code === Exit.unusable ? code : worst([code, fresh])
}
