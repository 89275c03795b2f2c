import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BaseError } from '../../knowledge/load.js'
import { packagePath } from '../../project.js'
import { UsageError } from '../../usage-error.js'
import { baseFolder, baseOption } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print } from '../output.js'

const schemas: readonly string[] = ['plan', 'verdict', 'config', 'suppressions']

export const command: Command = {
  summary: 'Prints the JSON Schema of a plan document, a verdict, a configuration or suppressions.',
  usage: 'plan|verdict|config|suppressions [options]',
  positionals: [1, 1],
  options: { base: baseOption },
  examples: [
    ['kb schema plan', 'What a plan document may hold, with the words of the base.'],
    ['kb schema verdict', 'What `kb check --format json` prints.'],
    ['kb schema config', 'What kb.config.json may hold.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const name = given.positionals[0]!
  if (!schemas.includes(name))
    throw new UsageError(`There is no schema \`${name}\`.`, `Schemas: ${schemas.join(', ')}.`)
  await print(
    name === 'plan' ? planSchema(baseFolder(given)) : read(packagePath(`rules/${name}.schema.json`)),
  )
  return Exit.ok
}

/** That of a base has the words that plans can give it. */
function planSchema(folder: string): string {
  const path = join(folder, 'plan.schema.json')
  try {
    return read(path)
  } catch {
    throw new BaseError(`${path} is missing: run kb compile`)
  }
}

const read = (path: string): string => readFileSync(path, 'utf8')
