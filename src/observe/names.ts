// Which declared id was meant by an undeclared one: the one spelt most like it.
import { nearest } from '../knowledge/near.js'

/** Up to so many pairs are all compared; beyond it, only ids that are near in alphabetical order. */
const MOST_PAIRS = 100_000
/** How many neighbours on each side are compared in each alphabetical order. */
const WINDOW = 24

/** For each name asked, the nearest of `known`, where one is near enough to be meant. */
export function nearestNames(asked: readonly string[], known: readonly string[]): (string | undefined)[] {
  if (asked.length * known.length <= MOST_PAIRS) return asked.map((name) => nearest(name, known))
  const forwards = [...known].sort()
  const backwards = known.map(reversed).sort()
  return asked.map((name) => {
    const close = around(backwards, reversed(name)).map(reversed)
    return nearest(name, [...around(forwards, name), ...close])
  })
}

/** The names around a name in a sorted list: they share a beginning with it, if any does. */
function around(names: readonly string[], name: string): readonly string[] {
  let low = 0
  let high = names.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (names[middle]! < name) low = middle + 1
    else high = middle
  }
  return names.slice(Math.max(0, low - WINDOW), low + WINDOW)
}

function reversed(text: string): string {
  return text.split('').reverse().join('')
}
