import type { Word } from '../../knowledge/base.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { filtered, filterOptions } from '../filters.js'
import { print, wantsColour } from '../output.js'

export const command: Command = {
  summary: 'Lists the words that rules can use: facts with their scope, type and unit.',
  usage: '[WORD…] [options]',
  positionals: [0, Number.MAX_SAFE_INTEGER],
  options: {
    ...filterOptions({
      scope: undefined,
      origin: ['given', 'observed', 'recognised', 'derived'],
      stratum: undefined,
    }),
    format: { type: 'string', value: 'FORMAT', values: ['text', 'json'], description: 'text by default.' },
    base: baseOption,
  },
  examples: [
    ['kb facts', 'Lists every word by scope.'],
    ['kb facts --scope node --origin observed', 'What is measured on every node.'],
    ['kb facts max_num_seqs', 'The word that a field of a plan fills.'],
    ['kb facts heads --format json', 'The words that speak of heads, as JSON.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const base = openBase(given)
  const text = ({ name, from, description }: Word) => [name, ...(from ?? []), description].join(' ')
  const words = filtered(base.words, given, ['scope', 'origin', 'stratum'], ['scope', 'stratum'], text)
  if (given.one('format') === 'json') await print(`${JSON.stringify(words, null, 2)}\n`)
  else {
    const { listing } = await import('../../report/listing.js')
    const scopes = [...new Set(words.map(({ scope }) => scope))]
    const sections = scopes.map((scope) => ({
      heading: scope,
      rows: words.filter((w) => w.scope === scope).map(row),
    }))
    await print(listing(sections, wantsColour()))
  }
  return Exit.ok
}

function row({ name, type, unit, origin, stratum, description, preconditions }: Word): string[] {
  const only = preconditions.length > 0 ? ` (only if ${preconditions.join(', ')})` : ''
  return [
    name,
    unit === '1' ? type : `${type}, ${unit}`,
    origin,
    stratum.slice(0, 2),
    `${description}${only}`,
  ]
}
