import { UsageError } from '../../usage-error.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { documentsOf } from '../documents.js'
import { Exit, type ExitCode, worst } from '../exit.js'
import { print, wantsColour, width } from '../output.js'

export const command: Command = {
  summary: 'Executes plans on virtual ranks and compares every tensor with the unsharded model.',
  usage: 'PLAN… [options]',
  positionals: [1, Number.MAX_SAFE_INTEGER],
  options: {
    numeric: {
      type: 'boolean',
      description:
        'Compute with floating-point numbers and a tolerance, instead of exactly in finite fields.',
    },
    steps: {
      type: 'string',
      value: 'N',
      description:
        'Steps of decode; by default as many as let each rank that shares positions own one, at least 2.',
    },
    seed: {
      type: 'string',
      value: 'N',
      description: 'What weights and tokens are drawn from; 1 by default.',
    },
    format: {
      type: 'string',
      values: ['text', 'json'],
      value: 'FORMAT',
      description: 'How the results are written; text by default.',
    },
    base: baseOption,
  },
  examples: [
    [
      'kb execute plan.json',
      'Exit code 0: equal. 1: different, from which node on. 2: why it cannot be executed.',
    ],
    ['kb execute plans/ --format json', 'Every plan below a folder, for programs.'],
    ['kb execute plan.json --numeric --steps 4', 'A second opinion, over more tokens.'],
    [
      'kb execute plan.json --seed 7',
      'Other weights and tokens: a difference that one seed hides, another shows.',
    ],
  ],
  run,
}

const MOST_STEPS = 64

async function run(given: Given): Promise<ExitCode> {
  const steps = wholeNumber(given, 'steps', 0, MOST_STEPS)
  const seed = wholeNumber(given, 'seed', 0, 2 ** 31 - 1)
  const base = openBase(given)
  const { execute } = await import('../../index.js')
  const documents = await documentsOf(given, base, 'execute', command.usage)
  const executions = await execute(documents, {
    ...{ base, numeric: given.flag('numeric') },
    ...(steps !== undefined && { steps }),
    ...(seed !== undefined && { seed }),
  })
  const reports = await import('../../report/executions.js')
  if (given.one('format') === 'json') await print(reports.executionsJson(executions))
  else await print(await reports.executionsText(executions, { width: width(), colour: wantsColour() }))
  const exits = { equal: Exit.ok, different: Exit.rejected, 'not-executable': Exit.unusable }
  return worst(executions.results.map(({ outcome }) => exits[outcome]))
}

function wholeNumber(given: Given, option: string, least: number, most: number): number | undefined {
  const text = given.one(option)
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(
    `\`--${option}\` cannot be \`${text}\`.`,
    `Write a whole number from ${least} to ${most}.`,
  )
}
