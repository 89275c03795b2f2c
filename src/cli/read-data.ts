import { UsageError } from '../usage-error.js'
import { readInput } from './read-input.js'

/** A JSON or YAML file as data; a usage error when it cannot be read or is neither. */
export async function readData(path: string): Promise<unknown> {
  const text = readText(path)
  const { parse } = await import('yaml')
  try {
    return parse(text, { maxAliasCount: 100, stringKeys: true, logLevel: 'error' })
  } catch (error) {
    const said = (error as Error).message.split('\n')[0]!
    // The parser's advice is for programs that call it.
    const problem = said.replace(/; please use [\w.]+\(\)/, '').replace(/:$/, '')
    throw new UsageError(`\`${path}\` is neither JSON nor YAML: ${problem}.`)
  }
}

/** The text of a file; a usage error when it cannot be read. */
function readText(path: string): string {
  const read = readInput(path)
  if ('missing' in read)
    throw new UsageError(`\`${path}\` cannot be read: ${read.missing.read}.`, 'Check the path.')
  return Buffer.from(read.content).toString('utf8')
}
