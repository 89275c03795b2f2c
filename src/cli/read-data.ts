import { readFileSync } from 'node:fs'
import { UsageError } from '../usage-error.js'

/** A JSON or YAML file as data; a usage error when it cannot be read or is neither. */
export async function readData(path: string): Promise<unknown> {
  const text = readText(path)
  const { parse } = await import('yaml')
  try {
    return parse(text, { maxAliasCount: 100, stringKeys: true })
  } catch (error) {
    throw new UsageError(`\`${path}\` is neither JSON nor YAML: ${(error as Error).message.split('\n')[0]}`)
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new UsageError(`\`${path}\` cannot be read.`, 'Check the path.')
  }
}
