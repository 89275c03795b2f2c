import type { Flip } from '../../diff/flips.js'
import { loadBase } from '../../knowledge/load.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode } from '../exit.js'
import { expandInputs } from '../inputs.js'
import { print, wantsColour, width } from '../output.js'
import { readInput } from '../read-input.js'

export const command: Command = {
  summary: 'Says what changed in the law between two compiled bases, and whose verdict that changes.',
  usage: 'OLD NEW [PLAN…] [options]',
  positionals: [2, Number.MAX_SAFE_INTEGER],
  options: {
    format: { type: 'string', value: 'FORMAT', values: ['text', 'json'], description: 'text by default.' },
  },
  examples: [
    [
      'kb diff old/generated generated',
      'What is new, gone, renamed or changed: rules, formulas, facts, words …',
    ],
    [
      'kb diff old/generated generated plans/',
      'Also which plans come out otherwise, and by which rules. Exit 1 where a plan is rejected now that was not.',
    ],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const [before, after, ...args] = given.positionals as [string, string, ...string[]]
  const [oldBase, newBase] = [loadBase(before), loadBase(after)]
  const inputs = args.length === 0 ? [] : expandInputs(args)
  const { changesBetween } = await import('../../knowledge/changes.js')
  const { flipOf } = await import('../../diff/flips.js')
  const changes = changesBetween(oldBase, newBase)
  const flips: Flip[] = []
  for (const input of inputs) {
    const flip = await flipOf(readInput(input), oldBase, newBase)
    if (flip) flips.push(flip)
  }
  if (given.one('format') === 'json') {
    const { plainJson } = await import('../../report/plain.js')
    const whole = { old: oldBase.digest, new: newBase.digest, changes, plans: inputs.length, flips }
    await print(`${plainJson(JSON.stringify(whole, null, 2))}\n`)
  } else {
    const { changesText } = await import('../../report/changes.js')
    const { diffSummary, flipsText } = await import('../../report/flips.js')
    const layout = { width: width(), colour: wantsColour() }
    const summary = `${diffSummary(changes.length, flips, inputs.length)}\n`
    const parts = [changesText(changes, layout), flipsText(flips, layout), summary]
    await print(parts.filter((text) => text !== '').join('\n'))
  }
  const isWorse = ({ before, after }: Flip) => after === 'rejected' && before !== 'rejected'
  return flips.some(isWorse) ? Exit.rejected : Exit.ok
}
