// What nodes say of themselves that their types depend on, as numbers: nodes that say the same share one.
import type { CandidateNode, TensorUse } from '../../candidate/candidate.js'
import { FORMS } from '../../tensor/operators.js'
import { bytes, int32s } from '../flat.js'
import type { Chain, Names } from './chain.js'
import type { Meanings } from './meanings.js'

export class Specs {
  /** By row the number of all that a node says, but for slices that differ by device; 0 where it has no tensors. */
  readonly of: Int32Array
  /** By row 1 where slices of the node differ by device. */
  readonly vary: Uint8Array
  /** By row the number of what it computes with its weights. */
  readonly meaning: Int32Array
  private readonly chain: Chain
  private readonly names: Names

  constructor(nodes: readonly CandidateNode[], chain: Chain, names: Names, meanings: Meanings) {
    this.chain = chain
    this.names = names
    this.of = int32s(nodes.length)
    this.vary = bytes(nodes.length)
    this.meaning = int32s(nodes.length)
    for (let row = 0; row < nodes.length; row++) {
      const node = nodes[row]!
      if (node.inputs === undefined && node.outputs === undefined && node.weights === undefined) continue
      this.meaning[row] = meanings.withWeights(node)
      this.vary[row] = variesByDevice(node) ? 1 : 0
      this.of[row] = this.specOf(node, this.vary[row] === 0)
    }
  }

  /** What the node of a row says on the device at a place. */
  at(row: number, { weights, outputs }: CandidateNode, place: number): number {
    let key = this.of[row]!
    if (this.vary[row] === 0) return key
    for (const use of weights ?? []) key = this.sliced(key, use, place)
    for (const use of outputs ?? []) key = this.sliced(key, use, place)
    return key
  }

  /** What a tensor says of its slices on the device at a place, behind a number. */
  sliced(before: number, { slices }: TensorUse, place: number): number {
    const { chain, names } = this
    let key = before
    for (const dimension in slices) {
      const texts = slices[dimension]!
      const text = typeof texts === 'string' ? texts : texts[place]
      key = chain.next(chain.next(key, names.of(dimension)), text === undefined ? 0 : names.of(text))
    }
    return chain.next(key, 0)
  }

  private specOf({ op, attributes, inputs, outputs, weights }: CandidateNode, withSlices: boolean): number {
    const { chain } = this
    let key = chain.next(0, this.textOf(op))
    if (attributes !== undefined)
      for (let i = 0; i < RARE.length; i++) {
        const value = attributes[RARE[i]!]
        if (value !== undefined) key = chain.next(chain.next(key, -1 - i), this.textOf(value))
      }
    for (const word of DIMENSIONS) {
      const value = attributes?.[word]
      key = chain.next(key, typeof value === 'string' ? this.names.of(value) : 0)
    }
    key = chain.next(key, this.textOf(attributes?.['attentionWindow']))
    key = chain.next(key, inputs === undefined ? 0 : inputs.length + 1)
    for (const uses of [outputs, weights]) {
      key = chain.next(key, uses === undefined ? 0 : uses.length + 1)
      if (uses !== undefined) for (const use of uses) key = this.tensor(key, use, withSlices)
    }
    return key
  }

  private tensor(before: number, use: TensorUse, withSlices: boolean): number {
    const { chain } = this
    let key = chain.next(before, use.dims === undefined ? 0 : use.dims.length + 1)
    if (use.dims !== undefined)
      for (const { name, size } of use.dims) {
        key = chain.next(key, this.textOf(name))
        key = isSmall(size) ? chain.next(chain.next(key, 0), size) : chain.next(key, this.textOf(size))
        if (typeof size === 'number') key = chain.next(key, -1)
      }
    if (use.parts !== undefined)
      for (const [dimension, parts] of Object.entries(use.parts)) {
        key = chain.next(chain.next(key, this.textOf(dimension)), parts.length)
        for (const { name, size } of parts)
          key = chain.next(chain.next(key, this.textOf(name)), this.textOf(String(size)))
      }
    key = chain.next(key, 0)
    return withSlices ? this.sliced(key, use, 0) : key
  }

  private textOf(value: unknown): number {
    return value === undefined ? 0 : this.names.of(String(value))
  }
}

/** Words that few nodes say: each stands behind a number of its own. */
const RARE = [...FORMS, 'sharedSeed'] as const

/** Words of a node that name dimensions on which types depend. */
const DIMENSIONS = ['along', 'into'] as const

const isSmall = (size: unknown): size is number => size === (Number(size) | 0)

function variesByDevice({ devices, outputs, weights }: CandidateNode): boolean {
  if (devices === undefined || devices.length < 2) return false
  return listsSlices(outputs) || listsSlices(weights)
}

function listsSlices(uses: readonly TensorUse[] | undefined): boolean {
  if (uses !== undefined)
    for (const { slices } of uses)
      if (slices !== undefined)
        for (const dimension in slices) if (typeof slices[dimension] !== 'string') return true
  return false
}
