// The compiled base that a command works with.
import { join } from 'node:path'
import type { Base } from '../knowledge/base.js'
import { loadBase } from '../knowledge/load.js'
import { packagePath } from '../project.js'
import type { Given, Option } from './command.js'
import { configName, nearestConfiguration } from './configuration.js'

export const baseOption: Option = {
  type: 'string',
  value: 'DIR',
  description: `A folder that \`kb compile\` wrote; by default that of the nearest ${configName}, else the one of the package.`,
}

/** The folder of the base: the one that was asked for, the one of the nearest configuration, or that of the package. */
export function baseFolder(given: Given): string {
  const asked = given.one('base')
  if (asked !== undefined) return asked
  const configuration = nearestConfiguration()
  return configuration === undefined
    ? packagePath('generated')
    : join(configuration.folder, configuration.generated)
}

export function openBase(given: Given): Base {
  return loadBase(baseFolder(given))
}
