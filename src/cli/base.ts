// The compiled base that a command works with.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Base } from '../knowledge/base.js'
import { loadBase } from '../knowledge/load.js'
import { packagePath } from '../project.js'
import { UsageError } from '../usage-error.js'
import { folderAbove } from './above.js'
import type { Given, Option } from './command.js'

export const configName = 'kb.config.json'

export const baseOption: Option = {
  type: 'string',
  value: 'DIR',
  description: `A folder that \`kb compile\` wrote; by default that of the nearest ${configName}, else the one of the package.`,
}

/** The folder of the base: the one that was asked for, the one of the nearest configuration, or that of the package. */
export function baseFolder(given: Given): string {
  return given.one('base') ?? configuredBase() ?? packagePath('generated')
}

export function openBase(given: Given): Base {
  return loadBase(baseFolder(given))
}

/** The folder that `kb compile` writes by the nearest configuration; the compiler checks the rest of that file. */
function configuredBase(): string | undefined {
  const folder = folderAbove(configName)
  if (folder === undefined) return undefined
  const path = join(folder, configName)
  let config: unknown
  try {
    config = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new UsageError(`\`${path}\` cannot be read as JSON.`, '`kb compile` shows where.')
  }
  const generated = (config as { generated?: unknown } | null)?.generated ?? 'generated'
  if (typeof generated === 'string') return join(folder, generated)
  throw new UsageError(`\`generated\` of \`${path}\` is no path.`, '`kb compile` shows where.')
}
