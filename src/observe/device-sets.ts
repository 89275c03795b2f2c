// Sets of devices, each distinct one kept once under a number: many nodes share few sets.
import type { Scalar } from '../knowledge/expression.js'
import { asSet, compareScalars, listKey } from './columns.js'

/** Joining sets may look at so many devices in all, and so many for each node; beyond it a set is not known. */
const MOST_WORK = 20_000_000
const MOST_WORK_PER_NODE = 64

/** More than there are sets. */
const PAIR = 2 ** 26

/** Number of the empty set. */
export const EMPTY = 0
/** The set is not known, because joining it would have cost too much. */
export const TOO_MUCH = -1

export class DeviceSets {
  readonly lists: (readonly Scalar[])[] = [[]]
  private readonly numbers = new Map<string, number>([['', EMPTY]])
  /** Unions by the sets that were joined: nodes of one kind join the same ones. */
  private readonly unions = new Map<string, number>()
  /** Unions of two sets, which most are, by `first * PAIR + second`. */
  private readonly pairs = new Map<number, number>()
  private readonly seen: number[] = [0]
  private round = 0
  private work: number

  constructor(nodes: number) {
    this.work = MOST_WORK + MOST_WORK_PER_NODE * nodes
  }

  /** The number of a set. */
  add(devices: readonly Scalar[]): number {
    const list = asSet(devices)
    const key = listKey(list)
    const found = this.numbers.get(key)
    if (found !== undefined) return found
    const number = this.lists.push(list) - 1
    this.numbers.set(key, number)
    this.seen.push(0)
    return number
  }

  /** The number of the union of two sets; most often they are one. */
  union2(a: number, b: number): number {
    if (a === TOO_MUCH || b === TOO_MUCH) return TOO_MUCH
    if (a === b || b === EMPTY) return a
    if (a === EMPTY) return b
    const pair = a * PAIR + b
    let union = this.pairs.get(pair)
    if (union === undefined) {
      union = this.join([a, b])
      this.pairs.set(pair, union)
    }
    return union
  }

  /** The number of the union of sets; `TOO_MUCH` when one is, or when the work would pass the limit. */
  union(sets: readonly number[]): number {
    const distinct: number[] = []
    this.round++
    for (const set of sets) {
      if (set === TOO_MUCH) return TOO_MUCH
      if (set === EMPTY || this.seen[set] === this.round) continue
      this.seen[set] = this.round
      distinct.push(set)
    }
    if (distinct.length < 2) return distinct[0] ?? EMPTY
    if (distinct.length === 2) return this.union2(distinct[0]!, distinct[1]!)
    const key = distinct.join()
    const union = this.unions.get(key) ?? this.join(distinct)
    this.unions.set(key, union)
    return union
  }

  private join(distinct: readonly number[]): number {
    for (const set of distinct) this.work -= this.lists[set]!.length
    if (this.work < 0) return TOO_MUCH
    const joined = new Set<Scalar>()
    for (const set of distinct) for (const device of this.lists[set]!) joined.add(device)
    return this.add([...joined].sort(compareScalars))
  }
}
