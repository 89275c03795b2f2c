import { readFileSync } from 'node:fs'
import { packagePath } from '../../project.js'
import { UsageError } from '../../usage-error.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print } from '../output.js'

/** Schemas by name: documents with the words of the base, the verdict as the grammar has it. */
const schemas: Readonly<Record<string, string>> = {
  plan: 'generated/plan.schema.json',
  deployment: 'generated/deployment.schema.json',
  verdict: 'rules/verdict.schema.json',
}

export const command: Command = {
  summary: 'Prints the JSON Schema of a plan or deployment document or of a verdict.',
  usage: 'plan|deployment|verdict',
  positionals: [1, 1],
  options: {},
  examples: [
    ['kb schema plan', 'What a plan document may hold.'],
    ['kb schema deployment', 'Where a deployment says what.'],
    ['kb schema verdict', 'What `kb check --format json` prints.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const name = given.positionals[0]!
  const file = Object.hasOwn(schemas, name) ? schemas[name] : undefined
  if (file === undefined)
    throw new UsageError(`There is no schema \`${name}\`.`, `Schemas: ${Object.keys(schemas).join(', ')}.`)
  await print(readFileSync(packagePath(file), 'utf8'))
  return Exit.ok
}
