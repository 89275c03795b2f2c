// What all ways to attend have in common.
import type { Dimension } from '../candidate/candidate.js'
import type { Scene, Team } from './scene.js'

/** The dimensions of queries, keys and values that are heads. */
export interface HeadDims {
  readonly queryHeads: Dimension
  readonly keyHeads: Dimension
  readonly width: Dimension
}

/** The ranks that share the work of a team's node. */
export const groupOf = ({ devices }: Team) => ({ group: devices })

/** What a node says of how far back its layer looks. */
export const windowOf = (scene: Scene, layer: number) => {
  const { window } = scene.model.layers[layer]!
  return window === undefined ? {} : { attentionWindow: window }
}

/** Attributes, where there are any. */
export const attributed = (attributes: Readonly<Record<string, number | string>>) =>
  Object.keys(attributes).length > 0 ? { attributes } : {}
