// What the reference needs to know of a model: its sizes and what each layer is.

/** A layer: how far back its attention looks, and whether its network is made of experts. */
export interface LayerKind {
  readonly window?: number
  readonly experts: boolean
}

export interface Architecture {
  readonly layers: readonly LayerKind[]
  readonly hidden: number
  readonly vocabulary: number
  readonly ffn: number
  readonly heads: number
  readonly kvHeads: number
  readonly headDim: number
  /** Whether embedding and head are one matrix. */
  readonly tied: boolean
  readonly qkvBias: boolean
  readonly outputBias: boolean
  /** Whether queries and keys are normalised head by head. */
  readonly headNorms: boolean
  readonly latent?: LatentSizes
  readonly experts?: ExpertSizes
}

interface LatentSizes {
  readonly width: number
  readonly rope: number
  readonly nope: number
  readonly value: number
  /** Width of the latent of the queries, where they have one. */
  readonly queries?: number
}

interface ExpertSizes {
  readonly count: number
  readonly perToken: number
  readonly width: number
  /** Width of all shared experts together; 0 without. */
  readonly shared: number
}

/** What a plan says of its model by word (`hiddenSize`), and what no word says. */
export interface ModelFacts {
  word(name: string): unknown
  /** Fails where a word is needed that the plan does not give. */
  missing(name: string): never
  /** Fails where there is too much of something to compute with. */
  tooLarge(what: string): never
  readonly qkvBias: boolean
  readonly outputBias: boolean
  readonly headNorms: boolean
}

/** More layers are not computed with. */
const MOST_LAYERS = 1000

export function architectureOf(facts: ModelFacts): Architecture {
  const optional = (name: string): number | undefined => {
    const value = facts.word(name)
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined
  }
  const needed = (name: string): number => optional(name) ?? facts.missing(name)
  const layers = needed('layers')
  if (layers > MOST_LAYERS) facts.tooLarge(`${layers} layers`)
  const count = optional('experts')
  const rank = optional('latentDim')
  const queries = optional('qLoraRank')
  const kinds = Array.from({ length: layers }, (_, layer) => kindOf(layer, facts, optional))
  const heads = needed('attentionHeads')
  const nope = rank === undefined ? 0 : needed('nopeDim')
  return {
    ...{ layers: kinds, heads, hidden: needed('hiddenSize'), vocabulary: needed('vocabulary') },
    ffn: kinds.some(({ experts }) => !experts) ? needed('intermediateSize') : 1,
    kvHeads: rank === undefined ? needed('kvHeads') : heads,
    headDim: rank === undefined ? needed('headDim') : 1,
    tied: facts.word('tiedEmbeddings') === true,
    ...{ qkvBias: facts.qkvBias, outputBias: facts.outputBias, headNorms: facts.headNorms },
    ...(rank !== undefined && {
      latent: {
        ...{ width: rank, nope, rope: needed('ropeDim'), value: optional('valueDim') ?? nope },
        ...(queries !== undefined && { queries }),
      },
    }),
    ...(count !== undefined && {
      experts: {
        ...{ count, perToken: needed('expertsPerToken'), width: needed('expertIntermediateSize') },
        shared: (optional('sharedExperts') ?? 0) > 0 ? needed('sharedExpertIntermediateSize') : 0,
      },
    }),
  }
}

/** Listed where the plan lists it, else by rhythm: one layer in so many has experts, or sees the whole context. */
function kindOf(
  layer: number,
  { word }: ModelFacts,
  optional: (name: string) => number | undefined,
): LayerKind {
  const list = (name: string): readonly unknown[] | undefined => {
    const value = word(name)
    return Array.isArray(value) ? value : undefined
  }
  const [dense, places, kinds] = [list('densePlaces'), list('expertPlaces'), list('layerKinds')]
  const [moeEvery, fullEvery] = [optional('moeEvery') ?? 1, optional('fullAttentionEvery') ?? 0]
  const isTurn = layer >= (optional('denseFirstLayers') ?? 0) && (layer + 1) % moeEvery === 0
  const isListed = dense !== undefined ? !dense.includes(layer) : places?.includes(layer)
  const window = optional('window')
  const seesAll =
    kinds !== undefined ? kinds[layer] === 'full_attention' : fullEvery > 0 && (layer + 1) % fullEvery === 0
  return {
    experts: optional('experts') !== undefined && (isListed ?? isTurn),
    ...(window !== undefined && !seesAll && { window }),
  }
}

/** The sizes of a model by the names of its dimensions. */
export function sizesOf(model: Architecture): ReadonlyMap<string, number> {
  const { latent, experts } = model
  return new Map([
    ...([
      ['hidden', model.hidden],
      ['vocab', model.vocabulary],
      ['heads', model.heads],
    ] as const),
    ...(model.layers.some((layer) => !layer.experts) ? ([['ffn', model.ffn]] as const) : []),
    ...(latent === undefined
      ? ([
          ['kv_heads', model.kvHeads],
          ['head_dim', model.headDim],
        ] as const)
      : ([
          ...([
            ['latent', latent.width],
            ['rope', latent.rope],
            ['nope', latent.nope],
            ['value', latent.value],
          ] as const),
          ...(latent.queries === undefined ? [] : ([['q_latent', latent.queries]] as const)),
        ] as const)),
    ...(experts === undefined
      ? []
      : ([
          ...([
            ['experts', experts.count],
            ['slot', experts.perToken],
            ['expert_ffn', experts.width],
          ] as const),
          ...(experts.shared > 0 ? ([['shared_ffn', experts.shared]] as const) : []),
        ] as const)),
  ])
}

/** The same model with other sizes, by the names of its dimensions, and other windows; a window may fall away. */
export function resized(
  model: Architecture,
  size: (name: string, size: number) => number,
  windowOf: (window: number) => number | undefined,
): Architecture {
  const { latent, experts } = model
  return {
    ...model,
    layers: model.layers.map(({ experts: isExpert, window }): LayerKind => {
      const left = window === undefined ? undefined : windowOf(window)
      return { experts: isExpert, ...(left !== undefined && { window: left }) }
    }),
    ...{ hidden: size('hidden', model.hidden), vocabulary: size('vocab', model.vocabulary) },
    ...{ ffn: size('ffn', model.ffn), heads: size('heads', model.heads) },
    ...{ kvHeads: size('kv_heads', model.kvHeads), headDim: size('head_dim', model.headDim) },
    ...(latent && {
      latent: {
        ...{
          width: size('latent', latent.width),
          rope: size('rope', latent.rope),
          nope: size('nope', latent.nope),
        },
        value: size('value', latent.value),
        ...(latent.queries !== undefined && { queries: size('q_latent', latent.queries) }),
      },
    }),
    ...(experts && {
      experts: {
        ...{ count: size('experts', experts.count), perToken: size('slot', experts.perToken) },
        width: size('expert_ffn', experts.width),
        shared: experts.shared > 0 ? size('shared_ffn', experts.shared) : 0,
      },
    }),
  }
}

/** Cells of the largest weight and of the largest tensor of so many rows. */
export function largest(model: Architecture, rows: number): number {
  const { hidden, heads, kvHeads, headDim, latent, experts } = model
  const widths = [
    ...[model.vocabulary, 2 * model.ffn, (heads + 2 * kvHeads) * headDim],
    ...(latent ? [heads * (latent.nope + latent.rope + latent.value + latent.width)] : []),
    ...(experts ? [experts.count * 2 * experts.width, 2 * experts.shared] : []),
  ]
  return Math.max(hidden, rows, latent?.width ?? 0) * Math.max(...widths)
}
