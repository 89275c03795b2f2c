// What the constructor needs to know of a model.

/** Heads that share keys and values, by groups or not at all. */
export interface HeadsShape {
  readonly kind: 'heads'
  readonly queries: number
  readonly keys: number
  readonly width: number
  /** Whether queries, keys and values have a bias. */
  readonly bias: boolean
  /** Whether each head of queries and keys is normalised. */
  readonly norm: boolean
}

/** Heads whose keys and values are made from one latent vector of a token. */
export interface LatentShape {
  readonly kind: 'latent'
  readonly queries: number
  readonly latent: number
  readonly rope: number
  readonly nope: number
  readonly value: number
  /** Width of the latent of the queries, where they have one. */
  readonly queryLatent?: number
}

export interface ExpertsShape {
  readonly count: number
  readonly perToken: number
  readonly width: number
  /** Width of all shared experts together; 0 without. */
  readonly shared: number
}

/** One layer: how far back its attention looks, and whether its network is made of experts. */
export interface LayerShape {
  readonly window?: number
  readonly experts: boolean
}

export interface ModelShape {
  readonly hidden: number
  readonly vocabulary: number
  readonly tied: boolean
  /** Width of a dense network. */
  readonly network: number
  readonly attention: HeadsShape | LatentShape
  readonly experts?: ExpertsShape
  readonly layers: readonly LayerShape[]
  /** Weights of products have a scale for each square of so many rows and columns; absent where nothing is known of scales. */
  readonly scaleBlock?: number
}
