// What nodes compute, as numbers: two values are parts of one only where the same was computed.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Chain, Names } from './chain.js'

export class Meanings {
  /** Words of a node that change what its operation computes. */
  private readonly words: readonly string[]
  private readonly chain: Chain
  private readonly names: Names

  constructor(base: Base, chain: Chain, names: Names) {
    this.words = Object.keys(base.tables.find(({ id }) => id === 'meanings')?.rows ?? {})
    this.chain = chain
    this.names = names
  }

  /** What words of a node change what it computes, as a number. */
  of({ op, attributes }: CandidateNode): number {
    let number = this.chain.next(0, this.names.of(op ?? ''))
    if (attributes === undefined) return number
    for (const word of this.words) {
      const value = attributes[word]
      if (value !== undefined && value !== false)
        number = this.chain.next(number, this.names.of(`${word}=${String(value)}`))
    }
    return number
  }

  /** What a node computes with its weights, as a number. */
  withWeights(node: CandidateNode): number {
    let number = this.of(node)
    if (node.weights !== undefined)
      for (const { name } of node.weights) number = this.chain.next(number, this.names.of(name ?? ''))
    return number
  }
}
