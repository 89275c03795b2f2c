import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadBase } from '../../knowledge/load.js'
import { packagePath } from '../../project.js'
import { UsageError } from '../../usage-error.js'
import { baseFolder, baseOption } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print } from '../output.js'

/** Schemas of documents are written beside the base, with its words; the others are the grammar's. */
const ofDocuments: readonly string[] = ['plan', 'deployment']
const schemas: readonly string[] = [...ofDocuments, 'verdict', 'config', 'suppressions']

export const command: Command = {
  summary:
    'Prints the JSON Schema of a plan or deployment document, a verdict, a configuration or suppressions.',
  usage: `${schemas.join('|')} [options]`,
  positionals: [1, 1],
  options: { base: baseOption },
  examples: [
    ['kb schema plan', 'What a plan document may hold, with every word that the base declares.'],
    ['kb schema deployment', 'Where a deployment says what.'],
    ['kb schema verdict', 'What `kb check --format json` prints.'],
    ['kb schema config', 'What kb.config.json may hold.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const name = given.positionals[0]!
  if (!schemas.includes(name))
    throw new UsageError(`There is no schema \`${name}\`.`, `Schemas: ${schemas.join(', ')}.`)
  const file = `${name}.schema.json`
  const path = ofDocuments.includes(name) ? besideBase(given, file) : packagePath(`rules/${file}`)
  await print(readFileSync(path, 'utf8'))
  return Exit.ok
}

/** A file that `kb compile` wrote beside a base. Loading the base tells what is wrong with it. */
function besideBase(given: Given, file: string): string {
  const folder = baseFolder(given)
  loadBase(folder)
  return join(folder, file)
}
