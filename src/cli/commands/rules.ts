import type { Rule } from '../../knowledge/base.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { filtered, filterOptions } from '../filters.js'
import { print, wantsColour } from '../output.js'

export const command: Command = {
  summary: 'Lists the rules of the knowledge base.',
  usage: '[WORD…] [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    ...filterOptions({
      severity: ['error', 'warning', 'info'],
      kind: ['hard', 'engine', 'wisdom'],
      scope: undefined,
      stratum: undefined,
    }),
    format: { type: 'string', value: 'FORMAT', values: ['text', 'json'], description: 'text by default.' },
    base: baseOption,
  },
  examples: [
    ['kb rules', 'Lists every rule by stratum.'],
    ['kb rules cycle --severity error', 'Those with severity error that speak of cycles.'],
    ['kb rules --stratum 05 --format json', 'The rules of one stratum, as JSON.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const base = openBase(given)
  const text = ({ id, title }: Rule) => `${id} ${title}`
  const rules = filtered(
    base.rules,
    given,
    ['severity', 'kind', 'scope', 'stratum'],
    ['scope', 'stratum'],
    text,
  )
  if (given.one('format') === 'json') await print(`${JSON.stringify(rules.map(brief), null, 2)}\n`)
  else {
    const { byStratum, listing } = await import('../../report/listing.js')
    const row = ({ id, severity, kind, scope, title }: Rule) => [id, severity, kind, scope, title]
    await print(listing(byStratum(base.strata, rules, row), wantsColour()))
  }
  return Exit.ok
}

function brief(rule: Rule): object {
  const { id, title, stratum, severity, kind, scope, requires, failureMode, place } = rule
  return { id, title, stratum, severity, kind, scope, requires, failureMode, source: place }
}
