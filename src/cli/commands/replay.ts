import type { Document } from '../../check/check.js'
import type { Replay } from '../../replay/index.js'
import { UsageError } from '../../usage-error.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { print } from '../output.js'
import { readInput } from '../read-input.js'

export const command: Command = {
  summary: 'Judges again what a verdict was made of, and tells whether every byte is the same.',
  usage: 'VERDICT [FILE…] [options]',
  positionals: [1, Number.MAX_SAFE_INTEGER],
  options: { base: baseOption },
  examples: [
    ['kb check plan.json --format json > verdict.json', 'Records a verdict …'],
    ['kb replay verdict.json', '… and replays it with its options, on the inputs where they were.'],
    ['kb replay verdict.json copies/plan.json', 'The same, on a file in the place of each input.'],
    ['kb replay verdict.json < plan.dot', 'A verdict of standard input takes it from there again.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const [name, ...files] = given.positionals
  const { readRecorded } = await import('../../replay/index.js')
  const text = textOf(name!)
  const recorded = readRecorded(text).verdict.results.map(({ input }) => input)
  const inputs = files.length > 0 ? files : recorded
  checkStandardInput(name!, inputs)
  const documents = (function* (): Iterable<Document> {
    for (const input of inputs) yield readInput(input)
  })()
  const { replay } = await import('../../index.js')
  const replayed = await replay(text, documents, { base: openBase(given) })
  const { replayReport } = await import('../../report/replay.js')
  await print(replayReport(name!, replayed))
  return exits[replayed.state]
}

function textOf(name: string): string {
  const read = readInput(name)
  if ('missing' in read)
    throw new UsageError(`\`${name}\` cannot be read: ${read.missing.read}.`, 'Check the path.')
  return Buffer.from(read.content).toString('utf8')
}

/** Standard input can be read once, and a person at a terminal would wait for nothing. */
function checkStandardInput(name: string, inputs: readonly string[]): void {
  const uses = [name, ...inputs].filter((input) => input === '-').length
  if (uses > 1) throw new UsageError('Standard input can be read once.', 'Name a file for each input.')
  if (inputs.includes('-') && process.stdin.isTTY)
    throw new UsageError(
      'The verdict is of standard input, and a terminal is none that could be read again.',
      'Name the file: `kb replay VERDICT FILE`.',
    )
}

const exits: Readonly<Record<Replay['state'], ExitCode>> = {
  identical: Exit.ok,
  different: Exit.rejected,
  rewritten: Exit.rejected,
  other: Exit.rejected,
  unavailable: Exit.unusable,
}
