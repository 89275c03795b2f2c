// Numbers drawn from a seed, the same on every machine.
export type Draw = (below: number) => number

/** A generator of whole numbers from 0 to below a limit (mulberry32). */
export function drawing(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** A seed of its own for each of many. */
export const scatter = (seed: number, at: number): number =>
  (Math.imul(seed, 0x9e3779b1) + Math.imul(at, 0x85ebca6b)) >>> 0

export const pick = <T>(items: readonly T[], draw: Draw): T | undefined =>
  items.length === 0 ? undefined : items[draw(items.length)]
