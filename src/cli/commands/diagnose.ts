import type { Broken } from '../../diagnose/index.js'
import type { Base } from '../../knowledge/base.js'
import { UsageError } from '../../usage-error.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print, wantsColour, width } from '../output.js'
import { readInput } from '../read-input.js'

export const command: Command = {
  summary: 'Ranks the failure modes that a symptom, a log excerpt or a plan points to, with reasons.',
  usage: '[TEXT] [options]',
  positionals: [0, 1],
  options: {
    log: { type: 'string', value: 'FILE', description: 'The excerpt of a log; `-` is standard input.' },
    plan: {
      type: 'string',
      value: 'FILE',
      description: 'The plan or deployment that failed: what it breaks counts.',
    },
    limit: { type: 'string', value: 'N', description: 'How many are shown; 3 by default.' },
    format: { type: 'string', value: 'FORMAT', values: ['text', 'json'], description: 'text by default.' },
    base: baseOption,
  },
  examples: [
    ['kb diagnose "output is garbage at full speed"', 'From a symptom.'],
    ['kb diagnose MODE --limit 1', 'All that the base says of a failure mode that a verdict leads to.'],
    ['tail -50 server.log | kb diagnose --log - --plan plan.json', 'From a log and the plan that was run.'],
  ],
  run,
}

const nothing =
  'Nothing in the knowledge base fits. The first error of a log and the lines around it (`--log`), or the plan that was run\n' +
  '(`--plan`), tell more than a word or two.\n'

async function run(given: Given): Promise<ExitCode> {
  const report = reportOf(given)
  const limit = Number(given.one('limit') ?? 3)
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('`--limit` is a whole number from 1.')
  const { diagnose } = await import('../../index.js')
  const base = openBase(given)
  const suspects = await diagnose(report, { base, broken: await brokenBy(given, base) })
  const shown = suspects.slice(0, limit)
  if (given.one('format') === 'json') await print(`${JSON.stringify({ suspects: shown }, null, 2)}\n`)
  else if (suspects.length === 0) await print(nothing)
  else {
    const { diagnosisText } = await import('../../report/diagnosis.js')
    const counts = { all: suspects.length, lines: report.trim().split('\n').length }
    await print(await diagnosisText(shown, counts, { width: width(), colour: wantsColour() }))
  }
  return Exit.ok
}

function reportOf(given: Given): string {
  const log = given.one('log')
  const text = given.positionals[0]
  if (log === undefined && text === undefined && given.one('plan') === undefined)
    throw new UsageError('Nothing is reported.', 'Give a symptom as text, `--log FILE`, or `--plan FILE`.')
  return [text, log === undefined ? undefined : textOf(log)].filter((part) => part !== undefined).join('\n')
}

/** The text of a file or of standard input. */
function textOf(input: string): string {
  const document = readInput(input)
  if ('missing' in document) throw new UsageError(`\`${input}\` is ${document.missing.read}.`)
  const { content } = document
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8')
}

async function brokenBy(given: Given, base: Base): Promise<readonly Broken[]> {
  const plan = given.one('plan')
  if (plan === undefined) return []
  const { check } = await import('../../index.js')
  const { results } = await check([readInput(plan)], { base, prove: false })
  const [result] = results
  if (result!.outcome === 'unreadable')
    throw new UsageError(`\`${plan}\` cannot be read as a plan.`, '`kb check` says why.')
  return result!.findings
}
