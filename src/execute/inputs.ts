import { scatter } from './algebra/hash.js'

/** The token of a prompt at a position: the same for every plan of the same seed. */
export function promptToken(seed: number, sequence: number, position: number, vocabulary: number): number {
  return scatter(scatter(seed, sequence), position) % vocabulary
}
