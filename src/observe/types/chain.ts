// Numbers for sequences of numbers: equal sequences have equal numbers, and a step costs one look into a table.
import { int32s } from '../flat.js'

/** Slots of the first table; a power of two. */
const FIRST = 1 << 10

export class Chain {
  /** Numbers of sequences by the hash of their last step, 0 where none is; at most half of it is in use. */
  private slots: Int32Array = new Int32Array(FIRST)
  /** By number of a sequence: the sequence before its last step, and that step. */
  private befores: Int32Array = new Int32Array(FIRST)
  private steps: Int32Array = new Int32Array(FIRST)
  private count = 0

  /** The number of the sequence `before`, and one number of 32 bits behind it. 0 is the empty sequence. */
  next(before: number, then: number): number {
    const mask = this.slots.length - 1
    for (let slot = hashOf(before, then) & mask; ; slot = (slot + 1) & mask) {
      const known = this.slots[slot]!
      if (known === 0) return this.added(slot, before, then)
      if (this.befores[known] === before && this.steps[known] === then) return known
    }
  }

  private added(slot: number, before: number, then: number): number {
    const number = ++this.count
    this.slots[slot] = number
    this.befores[number] = before
    this.steps[number] = then
    if (2 * (number + 1) >= this.slots.length) this.grow()
    return number
  }

  private grow(): void {
    const size = 2 * this.slots.length
    this.befores = extended(this.befores, size)
    this.steps = extended(this.steps, size)
    this.slots = int32s(size)
    for (let number = 1; number <= this.count; number++) {
      let slot = hashOf(this.befores[number]!, this.steps[number]!) & (size - 1)
      while (this.slots[slot] !== 0) slot = (slot + 1) & (size - 1)
      this.slots[slot] = number
    }
  }
}

function hashOf(before: number, then: number): number {
  const mixed = Math.imul(before, 0x9e3779b1) ^ Math.imul(then + 0x7f4a7c15, 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 7
}

function extended(numbers: Int32Array, size: number): Int32Array {
  const longer = int32s(size)
  longer.set(numbers)
  return longer
}

/** Numbers for texts, in the order of their first appearance, from 1. */
export class Names {
  private readonly numbers = new Map<string, number>()

  of(text: string): number {
    const known = this.numbers.get(text)
    if (known !== undefined) return known
    const number = this.numbers.size + 1
    this.numbers.set(text, number)
    return number
  }
}
