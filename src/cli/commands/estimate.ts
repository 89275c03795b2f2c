import { aboutOf, aboutOptions } from '../about.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { documentsOf } from '../documents.js'
import { Exit, type ExitCode } from '../exit.js'
import { onlineOptions, withOnline } from '../online.js'
import { print, wantsColour, width } from '../output.js'
import { readData } from '../read-data.js'

export const command: Command = {
  summary:
    'Estimates what plans and deployments need, component by component, each with an interval and its source.',
  usage: '[FILE…] [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    format: {
      type: 'string',
      values: ['text', 'json', 'markdown'],
      value: 'FORMAT',
      description: 'How the estimates are written; text by default.',
    },
    assume: {
      type: 'string',
      value: 'FILE',
      description: 'Values (JSON or YAML) for what the documents leave open.',
    },
    launch: {
      type: 'string',
      value: 'COMMAND',
      multiple: true,
      description: 'Estimate a launch command, which is read and never run.',
    },
    ...aboutOptions,
    ...onlineOptions,
    base: baseOption,
  },
  examples: [
    ['kb estimate deployment.json', 'What one device holds, and what fits beside it.'],
    [
      'kb estimate deployments/ --format json',
      'The estimates of every document below a folder, for programs.',
    ],
    [
      'kb estimate --launch "ENGINE serve MODEL …" --hardware 8xNAME',
      'What a command needs, before it is run.',
    ],
    ['kb estimate plan.json --assume facts.yaml', 'Supplies what the document leaves open.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const file = given.one('assume')
  const assume = file === undefined ? undefined : await readData(file)
  const base = openBase(given)
  const { estimate } = await import('../../index.js')
  const asked = aboutOf(given, base)
  const named = await documentsOf(given, base, 'estimate', command.usage)
  const documents = await withOnline(named, given, base)
  const { about, results } = await estimate(documents, {
    base,
    about: asked,
    ...(assume !== undefined && { assume }),
  })
  const reports = await import('../../report/estimates.js')
  const layout = { width: width(), colour: wantsColour() }
  const format = given.one('format') ?? 'text'
  if (format === 'json') await print(reports.estimatesJson(results, about))
  else if (format === 'markdown') await print(await reports.estimatesMarkdown(results, layout))
  else await print(await reports.estimatesText(results, layout))
  return results.some(({ problems }) => problems.length > 0) ? Exit.unusable : Exit.ok
}
