import { readFileSync } from 'node:fs'
import { packagePath } from '../../project.js'
import { UsageError } from '../../usage-error.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print } from '../output.js'

const schemas: readonly string[] = ['plan', 'verdict', 'config', 'suppressions']

export const command: Command = {
  summary: 'Prints the JSON Schema of a plan document, a verdict, a configuration or suppressions.',
  usage: 'plan|verdict|config|suppressions',
  positionals: [1, 1],
  options: {},
  examples: [
    ['kb schema plan', 'What a plan document may hold.'],
    ['kb schema verdict', 'What `kb check --format json` prints.'],
    ['kb schema config', 'What kb.config.json may hold.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const name = given.positionals[0]!
  if (!schemas.includes(name))
    throw new UsageError(`There is no schema \`${name}\`.`, `Schemas: ${schemas.join(', ')}.`)
  await print(readFileSync(packagePath(`rules/${name}.schema.json`), 'utf8'))
  return Exit.ok
}
