// Numbers for sequences of numbers: equal sequences have equal numbers, and a step costs one look into a map.

/** Numbers stay below this, so that a pair of them is one exact number. */
const LIMIT = 2 ** 26

export class Chain {
  private readonly steps = new Map<number, number>()
  private count = 0

  /** The number of the sequence `before`, and one number behind it. 0 is the empty sequence. */
  next(before: number, then: number): number {
    const key = before * LIMIT + then
    const known = this.steps.get(key)
    if (known !== undefined) return known
    this.steps.set(key, ++this.count)
    return this.count
  }
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
