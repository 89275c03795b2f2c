// Strategy and model to an explicit plan: every operation of every phase on its devices.
import type { CandidateEdge, CandidateNode, Mesh, SectionValue } from '../candidate/candidate.js'
import { UsageError } from '../usage-error.js'
import { drawTransfer } from './cache-transfer.js'
import { type Degrees, stageRanks } from './degrees.js'
import { Draft } from './draft.js'
import { dealt, teamHeads } from './heads.js'
import { cacheOf, decodeStages, type Stages, stagesFrom } from './layout.js'
import { meshesOf } from './meshes.js'
import { drawPhase, type Ends } from './phase.js'
import { type Choices, type PhaseSetting, teamsOf } from './scene.js'
import type { ModelShape } from './shape.js'
import { balanced, range } from './shares.js'

/** The strategy of one phase. */
export interface PhaseStrategy {
  readonly degrees: Degrees
  readonly choices: Choices
  /** Layers of each stage, in order of the stages; of nearly equal number where it is not said. */
  readonly stageLayers?: readonly number[]
}

export interface Blueprint {
  readonly model: ModelShape
  readonly prefill?: PhaseStrategy
  readonly decode?: PhaseStrategy
  /** Whether prefill and decode run on devices of their own. */
  readonly isDisaggregated: boolean
  /** Sequences. */
  readonly concurrency: number
  /** Tokens of each prompt. */
  readonly promptTokens: number
}

/** What the constructor makes: nodes in an order in which they can run, edges, and the grids of devices. */
export interface Drawing {
  readonly nodes: readonly CandidateNode[]
  readonly edges: readonly CandidateEdge[]
  readonly meshes: Readonly<Record<string, Mesh>>
  readonly devices: number
  readonly strategy: Readonly<Record<string, Readonly<Record<string, SectionValue>>>>
}

/**
 * Draws a plan, folded: a node stands for all ranks that do the same on the same rows.
 * @throws UsageError where degrees do not fit the model, the workload or one another
 */
export function draw(blueprint: Blueprint): Drawing {
  const draft = new Draft()
  const settings = settingsOf(blueprint)
  const drawn = new Map<string, Ends>()
  for (const setting of settings) drawn.set(setting.phase, drawPhase(setting, draft))
  const [first, second] = settings
  if (first !== undefined && second !== undefined)
    drawTransfer(draft, { first, second, ends: [drawn.get(first.phase)!, drawn.get(second.phase)!] })
  return {
    nodes: draft.nodes,
    edges: draft.edges,
    meshes: meshesOf(settings),
    devices: Math.max(...settings.flatMap(({ stages }) => stages.flat())) + 1,
    strategy: Object.fromEntries(
      settings.map((setting) => [setting.phase, strategyWords(setting, blueprint.isDisaggregated)]),
    ),
  }
}

function settingsOf({
  model,
  prefill,
  decode,
  isDisaggregated,
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
    ...{ cache: cacheOf(model, strategy.degrees, stages), gathersCache: false },
  })
  const first = prefill && setting('prefill', prefill, stagesFrom(0, prefill.degrees))
  if (decode === undefined) return first === undefined ? [] : [checked(first)]
  if (prefill === undefined || first === undefined)
    return [checked(setting('decode', decode, stagesFrom(0, decode.degrees)))]
  const stages = isDisaggregated
    ? stagesFrom(prefill.degrees.pp * stageRanks(prefill.degrees), decode.degrees)
    : decodeStages(prefill.degrees, decode.degrees, first.stages)
  const second = checked(setting('decode', decode, stages))
  if (isDisaggregated) return [checked(first), second]
  for (const [device, { keys }] of first.cache) {
    const missing = second.cache.get(device)!.keys.filter((key) => !keys.includes(key))
    if (missing.length > 0)
      throw new UsageError(
        `Decode keeps key-value head ${missing[0]} on device ${device}, which prefill does not make there.`,
        'Write `disaggregated=true` for devices of their own.',
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

function strategyWords(setting: PhaseSetting, isDisaggregated: boolean): Record<string, SectionValue> {
  const { degrees, choices, layers, isPrefill, model } = setting
  const { pp, pcp, adp, dcp, tpa, ep, etp } = degrees
  const sizes = layers.map((own) => own.length)
  return {
    ...{ pp, pcp, adp, dcp, tpa },
    ...(model.experts !== undefined && { ep, etp }),
    ...(choices.microbatches > 1 && { microbatches: choices.microbatches }),
    ...(pp > 1 && { stageLayers: sizes }),
    ...(isUneven(setting) && { unevenHeads: true }),
    ...(choices.residualSharded && { residualSharded: true, tokensPerStep: paddedTokens(setting) }),
    ...(isPrefill && pcp > 1 && { contextMethod: choices.contextMethod, contextSplit: choices.contextSplit }),
    ...(model.experts !== undefined &&
      degrees.ep > 1 && { expertExchange: choices.tokensTravel ? 'all-to-all' : 'all-gather' }),
    ...(isDisaggregated && { disaggregated: true }),
  }
}

/** Tokens of a step, where each rank of a team works on as many rows as the one with most. */
function paddedTokens(setting: PhaseSetting): number {
  const teams = range(setting.choices.microbatches).flatMap((microbatch) => teamsOf(setting, microbatch, 0))
  return teams.reduce(
    (sum, { slices }) => sum + slices.length * Math.max(...slices.map(({ length }) => length)),
    0,
  )
}

/** Whether ranks have different numbers of heads, also once tokens were exchanged for them. */
function isUneven({ model, degrees, choices, isPrefill }: PhaseSetting): boolean {
  const heads = teamHeads(model, degrees)
  const isTraded = isPrefill && degrees.pcp > 1 && choices.contextMethod === 'ulysses'
  const own = heads.flatMap((one) => (isTraded ? dealt(one.own, degrees.pcp, 'pcp') : [one.own]))
  const keys = heads.map(({ block }) => (model.attention.kind === 'heads' ? block.keys.length : 0))
  return new Set(own.map(({ queries }) => queries.length)).size > 1 || new Set(keys).size > 1
}
