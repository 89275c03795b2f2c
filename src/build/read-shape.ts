// The shape of a model from the words that the base has of it.
import type { SectionValue } from '../candidate/candidate.js'
import type { Value } from '../knowledge/expression.js'
import { UsageError } from '../usage-error.js'
import type { ExpertsShape, HeadsShape, LatentShape, LayerShape, ModelShape } from './shape.js'
import { range } from './shares.js'

/** The value of a word of the model (`layers`), if it is known. */
export type ModelWord = (name: string) => Value

/** A shape, and the words that say it. */
export interface ReadModel {
  readonly shape: ModelShape
  readonly words: Readonly<Record<string, SectionValue>>
}

/** Kinds of attention whose keys are heads. */
const HEADS = ['mha', 'gqa', 'mqa']
/** The kind whose keys are made from a latent. */
const LATENT = 'mla'

/** Words of what the constructor has no operations for, where they are not 0 or false. */
const UNDRAWN = [
  ...[
    'linearAttentionLayers',
    'sparseTokens',
    'crossAttentionLayers',
    'compressionRatios',
    'expertHiddenSize',
  ],
  ...['expertsBesideDense', 'outputGate', 'variedBlocks', 'windowKvHeads', 'windowHeadDim'],
]

/**
 * Reads the shape of a model.
 * @throws UsageError where a word is missing, or the model has layers of a kind that is not drawn
 */
export function readShape(word: ModelWord, named: string): ReadModel {
  const words: Record<string, SectionValue> = {}
  const optional = <T extends SectionValue>(
    name: string,
    type: 'number' | 'boolean' | 'string' | 'object',
  ): T | undefined => {
    const value = word(name)
    if (typeof value !== type) return undefined
    words[name] = value as T
    return value as T
  }
  const number = (name: string): number => {
    const value = optional<number>(name, 'number')
    if (value !== undefined) return value
    throw new UsageError(
      `\`${named}\` does not say \`model.${name}\`.`,
      'Give a model that does: `kb facts model` lists the words.',
    )
  }
  for (const kind of UNDRAWN) {
    const value = word(kind)
    if (value !== undefined && value !== 0 && value !== false)
      throw new UsageError(
        `\`${named}\` says \`model.${kind}\`: layers of that kind are not drawn.`,
        'Plans are drawn of layers with heads or latents that see the whole context or a window.',
      )
  }
  // What the catalogue calls the model goes before what it was called: others can find it by that.
  const name = optional<string>('id', 'string') ?? optional<string>('name', 'string')
  delete words['id']
  if (name !== undefined) words['name'] = name
  const layers = number('layers')
  const kind = optional<string>('attentionKind', 'string') ?? ''
  if (![...HEADS, LATENT].includes(kind))
    throw new UsageError(
      `\`${named}\` has attention of kind \`${kind}\`, which is not drawn.`,
      `Drawn are ${[...HEADS, LATENT].join(', ')}.`,
    )
  if (optional<boolean>('gated', 'boolean') === false)
    throw new UsageError(
      `\`${named}\` has a network without a gate, which is not drawn.`,
      'Take a model with a gated network.',
    )
  const experts = expertsOf(word, number, optional)
  const isExpert = experts === undefined ? () => false : expertLayers(optional)
  const isDense = range(layers).some((layer) => !isExpert(layer))
  const block = optional<number>('quantisationBlock', 'number')
  const attention = kind === LATENT ? latentOf(number, optional) : headsOf(number, optional)
  return {
    shape: {
      ...{ hidden: number('hiddenSize'), vocabulary: number('vocabulary') },
      tied: optional<boolean>('tiedEmbeddings', 'boolean') ?? false,
      network: isDense ? number('intermediateSize') : 0,
      attention,
      ...(experts !== undefined && { experts }),
      ...(block !== undefined && word('unquantisedModules') === undefined && { scaleBlock: block }),
      layers: layersOf(layers, isExpert, optional, word('fullAttentionLayers')),
    },
    words,
  }
}

type Optional = <T extends SectionValue>(
  name: string,
  type: 'number' | 'boolean' | 'string' | 'object',
) => T | undefined
type Required = (name: string) => number

function headsOf(number: Required, optional: Optional): HeadsShape {
  return {
    ...{
      kind: 'heads',
      queries: number('attentionHeads'),
      keys: number('kvHeads'),
      width: number('headDim'),
    },
    bias: optional<boolean>('qkvBias', 'boolean') ?? false,
    norm: optional<boolean>('qkNorm', 'boolean') ?? false,
  }
}

function latentOf(number: Required, optional: Optional): LatentShape {
  const queryLatent = optional<number>('qLoraRank', 'number')
  return {
    ...{ kind: 'latent', queries: number('attentionHeads'), latent: number('latentDim') },
    ...{ rope: number('ropeDim'), nope: number('nopeDim'), value: number('valueDim') },
    ...(queryLatent !== undefined && { queryLatent }),
  }
}

function expertsOf(word: ModelWord, number: Required, optional: Optional): ExpertsShape | undefined {
  if (typeof word('experts') !== 'number') return undefined
  const isShared = (optional<number>('sharedExperts', 'number') ?? 0) > 0
  return {
    ...{
      count: number('experts'),
      perToken: number('expertsPerToken'),
      width: number('expertIntermediateSize'),
    },
    shared: isShared ? number('sharedExpertIntermediateSize') : 0,
  }
}

/** Which layers have experts: as listed, else all behind the dense first ones, or one in so many. */
function expertLayers(optional: Optional): (layer: number) => boolean {
  const dense = optional<readonly number[]>('densePlaces', 'object')
  if (dense !== undefined) return (layer) => !dense.includes(layer)
  const places = optional<readonly number[]>('expertPlaces', 'object')
  if (places !== undefined) return (layer) => places.includes(layer)
  const first = optional<number>('denseFirstLayers', 'number') ?? 0
  const every = optional<number>('moeEvery', 'number') ?? 1
  return (layer) => layer >= first && (every === 1 || layer % every === every - 1)
}

/**
 * Each layer's network and window: kinds as listed; else one layer in so many sees all, as said or as their number has it;
 * else all have the window.
 */
function layersOf(
  count: number,
  isExpert: (layer: number) => boolean,
  optional: Optional,
  full: Value,
): LayerShape[] {
  const window = optional<number>('window', 'number')
  if (window === undefined) return range(count).map((layer) => ({ experts: isExpert(layer) }))
  const kinds = optional<readonly string[]>('layerKinds', 'object')
  const isFull =
    kinds === undefined ? rhythm(count, optional, full) : (layer: number) => kinds[layer] === FULL
  return range(count).map((layer) => ({
    experts: isExpert(layer),
    ...(!isFull(layer) && { window }),
  }))
}

/** What lists of layers call one that sees the whole context. */
const FULL = 'full_attention'

/** Which layers see the whole context, where one in so many does. */
function rhythm(count: number, optional: Optional, full: Value): (layer: number) => boolean {
  const said = optional<number>('fullAttentionEvery', 'number')
  const every = said ?? (typeof full === 'number' && full > 0 ? Math.floor(count / full) : 0)
  return (layer) => every > 0 && layer % every === every - 1
}
