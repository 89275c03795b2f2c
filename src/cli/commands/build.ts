import type { BuiltPlan } from '../../index.js'
import type { Base } from '../../knowledge/base.js'
import { UsageError } from '../../usage-error.js'
import { baseOption, openBase } from '../base.js'
import type { Command, Given } from '../command.js'
import { Exit, type ExitCode, exitOfOutcome } from '../exit.js'
import { print, tell } from '../output.js'
import { readInput } from '../read-input.js'

const formats = ['json', 'dot', 'mermaid', 'graphml'] as const
const phases = ['prefill', 'decode', 'both'] as const

export const command: Command = {
  summary:
    'Builds the explicit plan of a strategy: every operation of prefill and decode on its devices, judged.',
  usage: '--model FILE|ID [options]',
  positionals: [0, 0],
  options: {
    model: {
      type: 'string',
      value: 'FILE|ID',
      description: 'A model of the catalogue, its config.json, or a plan whose section `model` describes it.',
    },
    strategy: {
      type: 'string',
      value: 'WORDS',
      description:
        'Degrees and choices, `tpa=4,pp=2`; of one phase with its name, `decode.tpa=2`. One rank by default.',
    },
    phase: { type: 'string', values: phases, value: 'PHASE', description: 'What is drawn; both by default.' },
    workload: {
      type: 'string',
      value: 'WORDS',
      description: '`concurrency=8,promptTokens=16`; the smallest that the strategy divides by default.',
    },
    unfold: {
      type: 'boolean',
      description: 'Draw each rank apart, and not one node for all that do the same.',
    },
    format: {
      type: 'string',
      values: formats,
      value: 'FORMAT',
      description: 'How the plan is written; json by default.',
    },
    force: { type: 'boolean', description: 'Print the plan even where it is rejected.' },
    base: baseOption,
  },
  examples: [
    ['kb build --model ID --strategy tpa=2', 'Prefill and one step of decode on two devices.'],
    ['kb build --model config.json --strategy prefill.tpa=4,decode.tpa=2', 'Phases on devices of their own.'],
    ['kb build --model ID --strategy adp=4,ep=4 --phase decode --format dot', 'A drawing for Graphviz.'],
  ],
  run,
}

async function run(given: Given): Promise<ExitCode> {
  const base = openBase(given)
  const { build, check } = await import('../../index.js')
  const [model, strategy, phase, workload] = ['model', 'strategy', 'phase', 'workload'].map(given.one)
  if (model === undefined)
    throw new UsageError('`kb build` needs a model.', `Usage: kb build ${command.usage}`)
  const built = await build({
    ...{ model: modelOf(model), named: model, base, unfold: given.flag('unfold') },
    ...(strategy !== undefined && { strategy }),
    ...(phase !== undefined && { phase: phase as (typeof phases)[number] }),
    ...(workload !== undefined && { workload }),
  })
  const verdict = await check(built.plan, { base })
  const code = exitOfOutcome[verdict.results[0]!.outcome]
  if (code !== Exit.ok && code !== Exit.undecided && !given.flag('force')) {
    tell('kb: The plan is not printed, as it is not valid; `--force` prints it.')
    await print(
      await (await import('../../report/text.js')).textReport(verdict, false, { width: 100, colour: false }),
    )
    return code
  }
  await print(await written(built, given.one('format') ?? 'json', base))
  return code
}

/** The data of a file, else the name of a model. */
function modelOf(model: string): string | object {
  if (!/\.json$/i.test(model)) return model
  const document = readInput(model)
  if ('missing' in document)
    throw new UsageError(`\`${model}\` cannot be read: ${document.missing.read}.`, 'Check the path.')
  try {
    const data: unknown = JSON.parse(Buffer.from(document.content).toString('utf8'))
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data
  } catch {}
  throw new UsageError(
    `\`${model}\` holds no JSON object.`,
    'Give a config.json, or a plan with a section `model`.',
  )
}

async function written(built: BuiltPlan, format: string, base: Base): Promise<string> {
  const { planDot, planGraphml, planJson, planMermaid } = await import('../../build/index.js')
  switch (format) {
    case 'dot':
      return planDot(built, base)
    case 'mermaid':
      return planMermaid(built, base)
    case 'graphml':
      return planGraphml(built, base)
    default:
      return planJson(built.plan)
  }
}
