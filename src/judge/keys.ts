// Keys of nodes: the values of the words that `.same(…)` compares.
import { int32s } from '../observe/flat.js'
import { type Evaluated, keyOf, slotOf } from './axis.js'
import { FALSE, MAYBE, TRUE } from './truth.js'

/** A number per node: equal for equal values of all words; -1 where a word is unknown. */
export interface Keys {
  readonly ids: Int32Array
  readonly count: number
}

/** The keys of all nodes, two at a time or all numbered. */
export interface NodeKeys {
  /** TRUE where both keys are known and equal, MAYBE where one is unknown. */
  same(a: number, b: number): number
  /** Numbers for all nodes; made when first asked for. */
  numbered(): Keys
  /** Whether the key of some node may be unknown. */
  readonly uncertain: boolean
}

/** A word whose slots are numbered by their values; -1 for unknown. */
interface NumberedWord {
  readonly word: Evaluated
  readonly ofSlot: Int32Array
  readonly count: number
}

export function nodeKeys(words: readonly Evaluated[], nodes: number): NodeKeys {
  const numbered = words.map(numberSlots)
  let keys: Keys | undefined
  return {
    uncertain: numbered.some(({ ofSlot }) => ofSlot.includes(-1)),
    same(a, b) {
      let answer = TRUE
      for (const { word, ofSlot } of numbered) {
        const [left, right] = [ofSlot[slotOf(word.axis, a)]!, ofSlot[slotOf(word.axis, b)]!]
        if (left < 0 || right < 0) return MAYBE
        if (left !== right) answer = FALSE
      }
      return answer
    },
    numbered() {
      keys ??= numbered.map((word) => spread(word, nodes)).reduce(combine)
      return keys
    },
  }
}

/** Keys of the pairs of two keys; unknown where either is. */
export function combine(a: Keys, b: Keys): Keys {
  const known = new Map<number, number>()
  const ids = int32s(a.ids.length)
  for (let row = 0; row < ids.length; row++) {
    const left = a.ids[row]!
    const right = b.ids[row]!
    ids[row] = left < 0 || right < 0 ? -1 : number(known, left * b.count + right)
  }
  return { ids, count: known.size }
}

function numberSlots(word: Evaluated): NumberedWord {
  const known = new Map<string | number | boolean, number>()
  const ofSlot = Int32Array.from(word.values, (value) => {
    const key = keyOf(value)
    return key === undefined ? -1 : number(known, key)
  })
  return { word, ofSlot, count: known.size }
}

function spread({ word, ofSlot, count }: NumberedWord, nodes: number): Keys {
  const ids = int32s(nodes)
  for (let row = 0; row < nodes; row++) ids[row] = ofSlot[slotOf(word.axis, row)]!
  return { ids, count }
}

function number<K>(known: Map<K, number>, key: K): number {
  let id = known.get(key)
  if (id === undefined) {
    id = known.size
    known.set(key, id)
  }
  return id
}
