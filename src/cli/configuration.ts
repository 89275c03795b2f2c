// Where the nearest `kb.config.json` says that pages and the compiled base lie; the compiler checks the rest of it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../usage-error.js'
import { folderAbove } from './above.js'

export const configName = 'kb.config.json'

export interface Configuration {
  /** The folder that holds the file, which its paths start from. */
  readonly folder: string
  /** Its folder of pages, as it names it. */
  readonly kb: string
  /** The folder that `kb compile` writes, as it names it. */
  readonly generated: string
}

/** The folder of the nearest configuration: the current one or one above; undefined where there is none. */
export function configurationFolder(): string | undefined {
  const folder = folderAbove(configName)
  return folder === '' ? '.' : folder
}

/** What the nearest configuration says; undefined where there is none. */
export function nearestConfiguration(): Configuration | undefined {
  const folder = configurationFolder()
  if (folder === undefined) return undefined
  const path = join(folder, configName)
  let config: unknown
  try {
    config = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new UsageError(`\`${path}\` cannot be read as JSON.`, '`kb compile` shows where.')
  }
  const pathOf = (key: 'kb' | 'generated'): string => {
    const value = (config as Readonly<Record<string, unknown>> | null)?.[key] ?? key
    if (typeof value === 'string') return value
    throw new UsageError(`\`${key}\` of \`${path}\` is no path.`, '`kb compile` shows where.')
  }
  return { folder, kb: pathOf('kb'), generated: pathOf('generated') }
}
