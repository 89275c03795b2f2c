// What the template of executions sees: sentences about what was run and where it first differs.
import type { Execution, Extent, Mismatch } from '../execute/index.js'
import { counted } from './values.js'

const OUTCOMES = {
  equal: { outcome: 'equal', meaning: 'valid' },
  different: { outcome: 'different', meaning: 'rejected' },
  'not-executable': { outcome: 'not executable', meaning: 'not-assessable' },
} as const

/** The view of executions: of each document its problems, why it cannot be run, or what running it showed. */
export function executionsView(executions: readonly Execution[]): object {
  return { results: executions.map(executionView) }
}

function executionView(execution: Execution): object {
  const { input, outcome, ranks, problems, reason, extent, compared, mismatch, smallest } = execution
  return {
    ...{ input, reason: reason && { node: reason.node ?? '', text: reason.text } },
    ...OUTCOMES[outcome],
    ranks: ranks > 0 ? counted(ranks, 'rank') : '',
    problems: problems.map(({ line, column, read, expected, repair }) => ({
      place: line > 0 ? `${line}:${column}` : '',
      says: `${read}, expected ${expected}; ${repair}`,
    })),
    ran:
      extent === undefined
        ? ''
        : `${extentText(extent)}; ${counted(compared ?? 0, 'cell')} compared with the unsharded model`,
    mismatch:
      mismatch === undefined
        ? undefined
        : {
            first: firstText(mismatch),
            cell: cellText(mismatch),
            smallest: `${extentText(smallest!.extent)}: ${firstText(smallest!.mismatch)}`,
          },
  }
}

function extentText({ sequences, positions, steps }: Extent): string {
  const prompts = positions > 0 ? ` of ${counted(positions, 'position')}` : ''
  return `${counted(sequences, 'sequence')}${prompts}, ${counted(steps, 'step')} of decode`
}

function firstText({ node, tensor, devices, moment }: Mismatch): string {
  const when = typeof moment === 'number' ? `step ${moment}` : moment
  if (node === undefined) return `no rank has all of \`${tensor}\` (${when})`
  return `\`${tensor}\` of \`${node}\` on ${devices.length === 1 ? 'rank' : 'ranks'} ${devices.join(', ')} (${when})`
}

function cellText({ cell }: Mismatch): string {
  const at = Object.entries(cell.at)
    .map(([name, index]) => `${name} ${index}`)
    .join(', ')
  if (!('seen' in cell)) return `${at} is on no rank`
  const { seen, expected } = cell
  return `${at}: ${seen}, must be ${expected ?? 'nothing: the model has no such cell'}`
}
