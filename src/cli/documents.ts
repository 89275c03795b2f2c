// What a command is to read: launches given as texts, then files, folders and standard input.
import type { Document } from '../check/check.js'
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'
import type { Given } from './command.js'
import { expandInputs } from './inputs.js'
import { withoutIdle } from './launches.js'
import { readInput } from './read-input.js'

/** The documents that a command's arguments name, each read when it is asked for. @throws UsageError when there are none */
export async function documentsOf(
  given: Given,
  base: Base,
  name: string,
  usage: string,
): Promise<Iterable<Document>> {
  const commands = given.all('launch')
  if (commands.length === 0 && given.positionals.length === 0)
    throw new UsageError(`\`kb ${name}\` needs an argument.`, `Usage: kb ${name} ${usage}`)
  const inputs = await withoutIdle(expandInputs(given.positionals, true), given.positionals, base)
  return (function* (): Iterable<Document> {
    for (const [i, content] of commands.entries())
      yield { input: commands.length === 1 ? '--launch' : `--launch ${i + 1}`, content, isGiven: true }
    for (const input of inputs) yield readInput(input)
  })()
}
