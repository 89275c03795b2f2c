// Keys of nodes: the values of the words that `.same(…)` compares, as small numbers.
import type { Value } from '../knowledge/expression.js'
import { type Evaluated, keyOf, slotOf } from './axis.js'

/** A key per row: equal keys have equal values in all words; -1 where a word is unknown. */
export interface Keys {
  readonly ids: Int32Array
  readonly count: number
}

export function keysOf(words: readonly Evaluated[], rows: number): Keys {
  let keys: Keys = { ids: new Int32Array(rows), count: 1 }
  for (const word of words) keys = combine(keys, distinct(word, rows))
  return keys
}

/** Keys of the pairs of two keys; unknown where either is. */
export function combine(a: Keys, b: Keys): Keys {
  if (a.count === 1 && !a.ids.includes(-1)) return b
  const known = new Map<number, number>()
  const ids = new Int32Array(a.ids.length)
  for (let row = 0; row < ids.length; row++) {
    const [left, right] = [a.ids[row]!, b.ids[row]!]
    ids[row] = left < 0 || right < 0 ? -1 : number(known, left * b.count + right)
  }
  return { ids, count: known.size }
}

function distinct(word: Evaluated, rows: number): Keys {
  const known = new Map<string | number | boolean, number>()
  const ofSlot = Int32Array.from(word.values, (value: Value) => {
    const key = keyOf(value)
    return key === undefined ? -1 : number(known, key)
  })
  const ids = new Int32Array(rows)
  for (let row = 0; row < rows; row++) ids[row] = ofSlot[slotOf(word.axis, row)]!
  return { ids, count: known.size }
}

function number<K>(known: Map<K, number>, key: K): number {
  let id = known.get(key)
  if (id === undefined) {
    id = known.size
    known.set(key, id)
  }
  return id
}
