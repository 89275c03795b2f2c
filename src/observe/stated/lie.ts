// How a tensor lies over the devices that share it, as far as labels decide it: one placement along one axis.

/** Whole on each device, a slice along a dimension, or a summand of what an operation completes. */
export type StatedLie = StandingLie | PartialLie

interface Lying {
  /** Of `S` the dimensions of which one is cut, as labels do not tell them apart; of `P` the operation; of `R` nothing. */
  readonly of: readonly string[]
  /** The number of the group that shares it; undefined where no node names it. Devices of a node may be several groups. */
  readonly over: number | undefined
}

interface StandingLie extends Lying {
  readonly kind: 'R' | 'S'
}

export interface PartialLie extends Lying {
  readonly kind: 'P'
  /** The row of the node that made it partial. */
  readonly origin: number
}

/** `R`, `S(ffn)`, `P(sum)`. */
export function statedText({ kind, of }: StatedLie): string {
  return kind === 'R' ? 'R' : `${kind}(${of.join(' or ')})`
}

export function sameLie(a: StatedLie, b: StatedLie): boolean {
  if (a === b) return true
  return a.kind === b.kind && a.over === b.over && (a.kind === 'R' || a.of.join() === b.of.join())
}
