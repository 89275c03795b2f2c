import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadBase } from '../../knowledge/load.js'
import { packagePath } from '../../project.js'
import { UsageError } from '../../usage-error.js'
import { baseOption } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print } from '../output.js'

const schemas: readonly string[] = ['plan', 'verdict']

export const command: Command = {
  summary: 'Prints the JSON Schema of a plan document or of a verdict.',
  usage: 'plan|verdict [options]',
  positionals: [1, 1],
  options: { base: baseOption },
  examples: [
    ['kb schema plan', 'What a plan document may hold, with every word that the base declares.'],
    ['kb schema verdict', 'What `kb check --format json` prints.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const name = given.positionals[0]!
  if (!schemas.includes(name))
    throw new UsageError(`There is no schema \`${name}\`.`, `Schemas: ${schemas.join(', ')}.`)
  const path = name === 'plan' ? planSchema(given) : packagePath(`rules/${name}.schema.json`)
  await print(readFileSync(path, 'utf8'))
  return Exit.ok
}

/** The schema with the words of a base, which `kb compile` wrote beside it. Loading the base tells what is wrong with it. */
function planSchema(given: Given): string {
  const folder = given.one('base') ?? packagePath('generated')
  loadBase(folder)
  return join(folder, 'plan.schema.json')
}
