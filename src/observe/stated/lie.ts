// How a tensor lies over the devices that share it, as far as labels decide it: one placement along one axis.
import type { Scalar } from '../../knowledge/expression.js'

/** Whole on each device, a slice along a dimension, or a summand of what an operation completes. */
export interface StatedLie {
  readonly kind: 'R' | 'S' | 'P'
  /** Of `S` the dimensions of which one is cut, as labels do not tell them apart; of `P` the operation; of `R` nothing. */
  readonly of: readonly string[]
  /** The group that shares it, as a text; undefined where no node names it. Devices of a node may be several groups. */
  readonly over: string | undefined
  /** The row of the node that gives it; of `P`, of the node that made it partial. */
  readonly origin: number
}

/** `R`, `S(ffn)`, `P(sum)`. */
export function statedText({ kind, of }: StatedLie): string {
  return kind === 'R' ? 'R' : `${kind}(${of.join(' or ')})`
}

export function sameLie(a: StatedLie, b: StatedLie): boolean {
  if (a === b) return true
  return a.kind === b.kind && a.over === b.over && a.of.join() === b.of.join()
}

/** Texts that two sets of devices share only when they are equal; lists are remembered, as many nodes share one. */
export function devicesKeys(): (devices: readonly Scalar[]) => string {
  const known = new WeakMap<readonly Scalar[], string>()
  return (devices) => {
    let key = known.get(devices)
    if (key === undefined) {
      key = devices.length === 1 ? String(devices[0]) : [...new Set(devices)].map(String).sort().join('\n')
      known.set(devices, key)
    }
    return key
  }
}
