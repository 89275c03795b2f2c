// What the options of `kb check` say of launches and deployments: the machines, the model's file, the engine's version.
import { readModelConfig } from '../candidate/deployment/model-config.js'
import type { About } from '../check/check.js'
import { readHardware } from '../check/hardware.js'
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'
import type { Given, Option } from './command.js'
import { readInput } from './read-input.js'

export const aboutOptions: Readonly<Record<string, Option>> = {
  hardware: {
    type: 'string',
    value: 'MACHINES',
    description:
      'What a launch or deployment runs on, where it does not say: devices and their name, `8xNAME`, or hosts first, `2x8xNAME`.',
  },
  'model-config': {
    type: 'string',
    value: 'FILE',
    description: "The model's config.json, where a launch or deployment does not hold it.",
  },
  'options-file': {
    type: 'string',
    value: 'FILE',
    description: 'The file of options that a launch names (YAML), where the text does not write it.',
  },
  'engine-version': {
    type: 'string',
    value: 'VERSION',
    description: 'The version of the engine, where a launch or deployment does not say.',
  },
}

/** What the options say; nothing where none is given. */
export function aboutOf(given: Given, base: Base): About {
  const [hardware, file, options, engineVersion] = [
    ...['hardware', 'model-config', 'options-file', 'engine-version'],
  ].map(given.one)
  return {
    ...(hardware !== undefined && { hardware: readHardware(hardware, base) }),
    ...(file !== undefined && { modelConfig: modelConfigOf(file) }),
    ...(options !== undefined && { optionsFile: optionsOf(options) }),
    ...(engineVersion !== undefined && { engineVersion }),
  }
}

/** The model's file, as the verdict will name it. */
function modelConfigOf(path: string): NonNullable<About['modelConfig']> {
  const document = readInput(path)
  if ('missing' in document)
    throw new UsageError(`\`${path}\` cannot be read: ${document.missing.read}.`, 'Check the path.')
  const read = readModelConfig(document.content, path)
  if (!('problem' in read)) return read
  const { line, column, read: found, expected, repair } = read.problem
  const place = line > 0 ? `${path}:${line}:${column}` : path
  throw new UsageError(`\`${place}\`: read ${found}, expected ${expected}.`, `${repair}.`)
}

function optionsOf(path: string): string {
  const document = readInput(path)
  if ('content' in document) return Buffer.from(document.content).toString('utf8')
  throw new UsageError(`\`${path}\` cannot be read: ${document.missing.read}.`, 'Check the path.')
}
