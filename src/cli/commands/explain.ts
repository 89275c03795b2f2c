import { baseFolder, baseOption } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print, wantsColour, width } from '../output.js'

export const command: Command = {
  summary: 'Explains a rule: what it says, when it applies, why, with examples and sources.',
  usage: 'RULE [options]',
  positionals: [1, 1],
  options: {
    format: { type: 'string', value: 'FORMAT', values: ['text', 'json'], description: 'text by default.' },
    base: baseOption,
  },
  examples: [['kb explain RULE', 'Explains the rule that a finding named.']],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const { explain } = await import('../../index.js')
  const explained = await explain(given.positionals[0]!, { base: baseFolder(given) })
  if (given.one('format') === 'json') await print(`${JSON.stringify(explained, null, 2)}\n`)
  else {
    const { explainText } = await import('../../report/explain.js')
    await print(await explainText(explained, { width: width(), colour: wantsColour() }))
  }
  return Exit.ok
}
