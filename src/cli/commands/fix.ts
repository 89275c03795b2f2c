import type { FixReport, FixResult } from '../../judge/fix-report.js'
import type { Safety } from '../../knowledge/base.js'
import { aboutOf, aboutOptions } from '../about.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { documentsOf } from '../documents.js'
import { type ExitCode, exitOfOutcome, worst } from '../exit.js'
import { print, tell, wantsColour, width } from '../output.js'
import { readData } from '../read-data.js'
import { writeFileWhole } from '../write-file.js'

export const command: Command = {
  summary:
    'Repairs plans, drawings, deployments and launch commands: the least change first, each proved by judging again.',
  usage: 'FILE…|--launch COMMAND [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    launch: {
      type: 'string',
      value: 'COMMAND',
      multiple: true,
      description: 'Repair a command, which is read as data and never run: the answer is the corrected one.',
    },
    ...aboutOptions,
    write: { type: 'boolean', description: 'Write the corrected documents in place of the files.' },
    format: {
      type: 'string',
      values: ['text', 'json', 'diff'],
      value: 'FORMAT',
      description: 'text by default; diff is what `patch` takes.',
    },
    'at-most': {
      type: 'string',
      values: ['safe', 'strategy', 'workload'],
      value: 'SAFETY',
      description: 'What may be changed: nothing of the strategy, degrees and kinds of parallelism, or all.',
    },
    assume: {
      type: 'string',
      value: 'FILE',
      description: 'Values (JSON or YAML) for what the documents leave open.',
    },
    base: baseOption,
  },
  examples: [
    ['kb fix plan.dot', 'Shows the fixes, the patch and the corrected drawing.'],
    ['kb fix --launch "COMMAND" --hardware 8xNAME', 'The command that works on these machines.'],
    ['kb fix serve.sh --write', 'Corrects the flags in a script where they stand.'],
    ['kb fix plans/ --write --at-most safe', 'Mends what can be mended without touching the strategy.'],
    ['kb fix - < deployment.json > fixed.json', 'Corrects standard input; what was done is told beside it.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const base = openBase(given)
  const about = aboutOf(given, base)
  const documents = await documentsOf(given, base, 'fix', command.usage)
  const file = given.one('assume')
  const data = file === undefined ? undefined : await readData(file)
  const atMost = given.one('at-most') as Safety | undefined
  const { fix } = await import('../../index.js')
  const report = await fix(documents, {
    base,
    ...(data !== undefined && { assume: data }),
    ...(Object.keys(about).length > 0 && { about }),
    ...(atMost !== undefined && { atMost }),
  })
  const fromInput = report.results.find(({ input }) => input === '-')
  const isCorrection = fromInput !== undefined && given.one('format') === undefined
  if (isCorrection) await print(fromInput.corrected ?? '')
  const text = await written(report, given, isCorrection)
  if (isCorrection) tell(text.trimEnd())
  else await print(text)
  if (given.flag('write')) for (const result of report.results) write(result)
  return worst(report.results.map(({ outcome }) => exitOfOutcome[outcome]))
}

async function written(report: FixReport, given: Given, isCorrection: boolean): Promise<string> {
  const { plainJson } = await import('../../report/plain.js')
  const format = given.one('format')
  if (format === 'json') return `${plainJson(JSON.stringify(report, null, 2))}\n`
  if (format === 'diff') return report.results.map(({ diff }) => diff).join('')
  const { fixText } = await import('../../report/fix.js')
  const layout = { width: width(), colour: !isCorrection && wantsColour() }
  return fixText(report, layout, () => !isCorrection && !given.flag('write'))
}

/** A document that was changed takes the place of its file; standard input and commands have none. */
function write({ input, document = input, fixes, corrected, besides, left }: FixResult): void {
  if (input === '-' || /^--launch\b/.test(input) || fixes.length === 0 || corrected === undefined) return
  if (left !== undefined || besides !== undefined) {
    tell(`kb: ${document} is not written: ${left ?? `no flag says ${besides!.join(', ')}`}.`)
    return
  }
  writeFileWhole(document, corrected)
  tell(`kb: ${document} is written.`)
}
