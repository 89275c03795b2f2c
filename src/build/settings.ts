// The settings of the phases of a blueprint: devices, layers of stages, layout of the cache.
import { UsageError } from '../usage-error.js'
import { stageRanks, teamSize } from './degrees.js'
import { cacheOf, decodeStages, type Stages, stagesFrom } from './layout.js'
import type { Blueprint, PhaseStrategy } from './phase-strategy.js'
import type { PhaseSetting } from './scene.js'
import type { ModelShape } from './shape.js'
import { balanced, dealtWidth, range } from './shares.js'

/**
 * The settings of the phases that are drawn, in their order.
 * @throws UsageError where degrees do not fit the model, the workload or one another
 */
export function settingsOf({
  model,
  prefill,
  decode,
  apartWord,
  concurrency,
  promptTokens,
}: Blueprint): PhaseSetting[] {
  const setting = (phase: string, strategy: PhaseStrategy, stages: Stages): PhaseSetting => ({
    ...{
      phase,
      isPrefill: phase === 'prefill',
      degrees: strategy.degrees,
      choices: strategy.choices,
      stages,
    },
    layers: stageLayers(model, strategy),
    ...{ sequences: concurrency, promptTokens, model },
    network: dealtWidth(model.network, teamSize(strategy.degrees)),
    shared: dealtWidth(model.experts?.shared ?? 0, teamSize(strategy.degrees)),
    ...{ cache: cacheOf(model, strategy.degrees, stages), gathersCache: false },
  })
  const first = prefill && setting('prefill', prefill, stagesFrom(0, prefill.degrees))
  if (decode === undefined) return first === undefined ? [] : [checked(first)]
  if (prefill === undefined || first === undefined)
    return [checked(setting('decode', decode, stagesFrom(0, decode.degrees)))]
  const stages =
    apartWord !== undefined
      ? stagesFrom(prefill.degrees.pp * stageRanks(prefill.degrees), decode.degrees)
      : decodeStages(prefill.degrees, decode.degrees, first.stages)
  const second = checked(setting('decode', decode, stages))
  if (apartWord !== undefined) return [checked(first), second]
  for (const [device, { keys }] of first.cache) {
    const missing = second.cache.get(device)!.keys.filter((key) => !keys.includes(key))
    if (missing.length > 0)
      throw new UsageError(
        `Decode keeps key-value head ${missing[0]} on device ${device}, which prefill does not make there.`,
        'Give the phases devices of their own.',
      )
  }
  return [checked({ ...first, cache: second.cache, gathersCache: prefill.degrees.pcp > 1 }), second]
}

/** Layers of each stage by their numbers. */
function stageLayers({ layers }: ModelShape, { degrees, stageLayers: counts }: PhaseStrategy): number[][] {
  const all = range(layers.length)
  if (counts === undefined) return balanced(all, degrees.pp)
  const ends = counts.map((_, index) => counts.slice(0, index + 1).reduce((sum, count) => sum + count, 0))
  return counts.map((count, index) => all.slice(ends[index]! - count, ends[index]))
}

/** @throws UsageError where a phase has too few of what it deals out */
function checked(setting: PhaseSetting): PhaseSetting {
  const { phase, degrees, choices, layers, model, sequences, promptTokens } = setting
  const fail = (what: string, hint: string): never => {
    throw new UsageError(`${phase}: ${what}.`, hint)
  }
  if (degrees.pp > model.layers.length)
    fail(`${model.layers.length} layers are not dealt to ${degrees.pp} stages: each needs one`, 'Lower `pp`.')
  if (
    layers.length !== degrees.pp ||
    layers.flat().length !== model.layers.length ||
    layers.some((own) => own.length === 0)
  )
    fail(
      `${model.layers.length} layers are not dealt to ${degrees.pp} stages by ${layers.map((own) => own.length).join(', ')}`,
      'Lower `pp`, or write `stageLayers` with one number for each stage.',
    )
  if (model.experts === undefined && degrees.adp > 1)
    fail(
      `adp=${degrees.adp} gives groups of ranks sequences of their own, and they meet in experts, which the model does not have`,
      'Run copies of the whole model (`replicas`), or lower `adp`.',
    )
  if (model.experts === undefined && degrees.ep * degrees.etp > 1)
    fail(
      `ep=${degrees.ep} and etp=${degrees.etp} share experts, which the model does not have`,
      'Leave them out.',
    )
  if (model.experts !== undefined && degrees.ep * degrees.etp !== stageRanks(degrees))
    fail(
      `ep=${degrees.ep} times etp=${degrees.etp} is not the ${stageRanks(degrees)} ranks of a stage`,
      'The ranks of attention and of experts are the same: ep·etp = pcp·adp·dcp·tpa.',
    )
  if (model.experts !== undefined && degrees.ep > model.experts.count)
    fail(`ep=${degrees.ep} ranks have no more than ${model.experts.count} experts`, 'Lower `ep`.')
  const groups = degrees.adp * choices.microbatches
  if (sequences < groups)
    fail(
      `${sequences} sequences are fewer than adp=${degrees.adp} times microbatches=${choices.microbatches}`,
      'Raise `concurrency` in --workload.',
    )
  const chunks = setting.isPrefill ? degrees.pcp * (choices.contextSplit === 'zigzag' ? 2 : 1) : 1
  if (promptTokens < chunks)
    fail(
      `${promptTokens} tokens of a prompt are fewer than its ${chunks} chunks`,
      'Raise `promptTokens` in --workload.',
    )
  return setting
}
