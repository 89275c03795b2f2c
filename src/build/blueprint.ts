// What is drawn: the words of a strategy become degrees and choices, and what is left open is chosen.
import type { SectionValue } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'
import { type Degrees, stageRanks, teamSize } from './degrees.js'
import type { GivenStrategy } from './given-strategy.js'
import type { Blueprint, PhaseStrategy } from './phase-strategy.js'
import type { Choices } from './scene.js'
import type { ModelShape } from './shape.js'

type Values = Readonly<Record<string, SectionValue>>

/** What the base says of the words that plans are drawn by; others would be claims that a plan does not keep. */
const TABLE = 'drawnBy'

/** The words that plans are drawn by, and the one that puts the phases apart. */
function drawnBy(base: Base): { readonly words: readonly string[]; readonly apart: string } {
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  const apart = Object.keys(rows).find((word) => rows[word]!['puts'] === 'phases apart')
  return { words: Object.keys(rows), apart: apart ?? '' }
}

/**
 * A blueprint from words. Degrees that are not given are 1; of `ep` and `etp` the one follows from the other. Ranks of context
 * parallelism share positions in decode, unless decode has words of its own. The workload is the smallest that the
 * strategy divides, unless it is given.
 * @throws UsageError for words that are not drawn by
 */
export function blueprintOf(
  model: ModelShape,
  given: GivenStrategy,
  phases: readonly string[],
  workload: Values,
  base: Base,
): Blueprint {
  const { words, apart: apartWord } = drawnBy(base)
  for (const word of Object.keys({ ...given.all, ...given.phases['prefill'], ...given.phases['decode'] }))
    if (!words.includes(word))
      throw new UsageError(
        `\`${word}\` does not decide how a plan is drawn.`,
        `Words that do: ${words.join(', ')}.`,
      )
  const values = (phase: string): Values => ({ ...given.all, ...given.phases[phase] })
  const prefill = phases.includes('prefill') ? phaseOf(model, values('prefill')) : undefined
  const inherited = values('decode')
  const own = given.phases['decode'] ?? {}
  const isApart =
    phases.length > 1 && apart(given, apartWord, prefill, phaseOf(model, sharing(inherited, own)))
  const decode = phases.includes('decode')
    ? phaseOf(model, isApart ? { ...inherited, pcp: 1 } : sharing(inherited, own))
    : undefined
  const drawn = [prefill, decode].flatMap((one) => one ?? [])
  return {
    model,
    ...(prefill && { prefill }),
    ...(decode && { decode }),
    ...(isApart && { apartWord }),
    concurrency: numberOf(workload, 'concurrency') ?? leastConcurrency(drawn),
    promptTokens: numberOf(workload, 'promptTokens') ?? leastPrompt(prefill, decode),
  }
}

const numberOf = (values: Values, word: string): number | undefined => {
  const value = values[word]
  return typeof value === 'number' ? value : undefined
}

/** Decode on the ranks of prefill: those that shared the tokens of a prompt share its positions in the cache. */
function sharing(values: Values, own: Values): Values {
  if (own['dcp'] !== undefined || own['tpa'] !== undefined) return { ...values, pcp: 1 }
  const [pcp, dcp] = [numberOf(values, 'pcp') ?? 1, numberOf(values, 'dcp') ?? 1]
  return { ...values, pcp: 1, dcp: pcp * dcp }
}

/** Whether the phases run on devices of their own: as said, else where they have different numbers of ranks. */
function apart(
  { all, phases }: GivenStrategy,
  word: string,
  prefill: PhaseStrategy | undefined,
  decode: PhaseStrategy,
): boolean {
  const said = phases['prefill']?.[word] ?? phases['decode']?.[word] ?? all[word]
  if (typeof said === 'boolean') return said
  const ranks = ({ degrees }: PhaseStrategy) => degrees.pp * stageRanks(degrees)
  return prefill !== undefined && ranks(prefill) !== ranks(decode)
}

function phaseOf(model: ModelShape, values: Values): PhaseStrategy {
  const degree = (word: string): number => numberOf(values, word) ?? 1
  const attention = {
    pp: degree('pp'),
    pcp: degree('pcp'),
    adp: degree('adp'),
    dcp: degree('dcp'),
    tpa: degree('tpa'),
  }
  const ranks = stageRanks({ ...attention, ep: 1, etp: 1 })
  const degrees = { ...attention, ...expertDegrees(model, values, ranks, attention) }
  const stageLayers = values['stageLayers']
  return {
    degrees,
    choices: choicesOf(values, degrees),
    ...(Array.isArray(stageLayers) && { stageLayers: stageLayers.map(Number) }),
  }
}

/** The degrees of experts; where neither is said, ranks with tokens of their own hold experts of their own. */
function expertDegrees(
  { experts }: ModelShape,
  values: Values,
  ranks: number,
  { adp, pcp }: Pick<Degrees, 'adp' | 'pcp'>,
): Pick<Degrees, 'ep' | 'etp'> {
  const [ep, etp] = [numberOf(values, 'ep'), numberOf(values, 'etp')]
  if (experts === undefined) return { ep: ep ?? 1, etp: etp ?? 1 }
  if (ep !== undefined) return { ep, etp: etp ?? Math.max(1, Math.floor(ranks / ep)) }
  if (etp !== undefined) return { ep: Math.max(1, Math.floor(ranks / etp)), etp }
  return adp * pcp > 1 && ranks <= experts.count ? { ep: ranks, etp: 1 } : { ep: 1, etp: ranks }
}

function choicesOf(values: Values, degrees: Degrees): Choices {
  const isSliced = values['residualSharded'] === true
  const exchange = values['expertExchange']
  return {
    microbatches: numberOf(values, 'microbatches') ?? 1,
    residualSharded: isSliced,
    contextMethod: String(values['contextMethod'] ?? 'ring'),
    contextSplit: String(values['contextSplit'] ?? 'zigzag'),
    tokensTravel:
      exchange === undefined
        ? degrees.ep > 1 && (degrees.adp * degrees.pcp > 1 || isSliced)
        : exchange === 'all-to-all',
  }
}

/** The fewest sequences that fall into equal parts, two at least. */
function leastConcurrency(phases: readonly PhaseStrategy[]): number {
  const parts = phases.map(({ degrees, choices }) => {
    const slices = choices.residualSharded || (choices.tokensTravel && degrees.ep > 1) ? teamSize(degrees) : 1
    return degrees.adp * choices.microbatches * slices
  })
  const least = parts.reduce(leastCommon, 1)
  return least === 1 ? 2 : least
}

/** The shortest prompt that falls into equal parts, of four tokens at least. */
function leastPrompt(prefill: PhaseStrategy | undefined, decode: PhaseStrategy | undefined): number {
  const { degrees, choices } = prefill ?? {}
  const chunks = (degrees?.pcp ?? 1) * (choices?.contextSplit === 'zigzag' && degrees!.pcp > 1 ? 2 : 1)
  const parts = leastCommon(chunks, decode?.degrees.dcp ?? degrees?.dcp ?? 1)
  return parts * Math.ceil(4 / parts)
}

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b))
const leastCommon = (a: number, b: number): number => (a / greatestCommon(a, b)) * b
