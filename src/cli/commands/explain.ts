import { baseOption, givenBase, givenExamples } from '../base.js'
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
  examples: [['kb explain graph/acyclic', 'Explains the rule that a finding named.']],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const { requireRule } = await import('../choices.js')
  const base = await givenBase(given)
  const rule = requireRule(base, given.positionals[0]!)
  const { explanation, explainText } = await import('../../report/explain.js')
  const explained = explanation(base, rule, await givenExamples(given))
  if (given.one('format') === 'json') await print(`${JSON.stringify(explained, null, 2)}\n`)
  else await print(await explainText(explained, { width: width(), colour: wantsColour() }))
  return Exit.ok
}
