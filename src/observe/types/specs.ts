// What nodes say of themselves that their types depend on, as numbers: nodes that say the same share one.
import type { CandidateNode, ScaleUse, TensorUse } from '../../candidate/candidate.js'
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
  /** By row 1 where a weight of the node has scales. */
  readonly scaled: Uint8Array
  private readonly chain: Chain
  private readonly names: Names

  constructor(nodes: readonly CandidateNode[], chain: Chain, names: Names, meanings: Meanings) {
    this.chain = chain
    this.names = names
    this.of = int32s(nodes.length)
    this.vary = bytes(nodes.length)
    this.meaning = int32s(nodes.length)
    this.scaled = bytes(nodes.length)
    for (let row = 0; row < nodes.length; row++) {
      const node = nodes[row]!
      if (node.inputs === undefined && node.outputs === undefined && node.weights === undefined) continue
      this.meaning[row] = meanings.withWeights(node)
      this.vary[row] = variesByDevice(node) ? 1 : 0
      if (hasScales(node.weights)) this.scaled[row] = 1
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
  sliced(before: number, { slices, scales }: TensorUse, place: number): number {
    const key = this.chain.next(this.slicesAt(before, slices, place), 0)
    return scales === undefined ? key : this.slicesAt(this.chain.next(key, SCALES), scales.slices, place)
  }

  private slicesAt(before: number, slices: TensorUse['slices'], place: number): number {
    const { chain, names } = this
    let key = before
    for (const dimension in slices) {
      const texts = slices[dimension]!
      const text = typeof texts === 'string' ? texts : texts[place]
      key = chain.next(chain.next(key, names.of(dimension)), text === undefined ? 0 : names.of(text))
    }
    return key
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
    key = chain.next(key, this.textOf(attributes?.['paddingValue']))
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
    for (const dimension in use.padding) {
      const { from, value } = use.padding[dimension]!
      key = chain.next(chain.next(chain.next(key, this.names.of(dimension)), from), this.textOf(value))
    }
    key = chain.next(key, 0)
    if (use.scales !== undefined) key = this.blocksOf(key, use.scales)
    return withSlices ? this.sliced(key, use, 0) : key
  }

  private blocksOf(before: number, { blocks = {}, parts = [] }: ScaleUse): number {
    const { chain, names } = this
    let key = chain.next(before, SCALES)
    for (const dimension in blocks)
      key = chain.next(chain.next(key, names.of(dimension)), names.of(`${blocks[dimension]}`))
    key = chain.next(key, 0)
    for (const dimension of parts) key = chain.next(key, names.of(dimension))
    return chain.next(key, 0)
  }

  private textOf(value: unknown): number {
    return value === undefined ? 0 : this.names.of(String(value))
  }
}

/** Words that few nodes say: each stands behind a number of its own. */
const RARE = [...FORMS, 'sharedSeed'] as const

/** Words of a node that name dimensions on which types depend. */
const DIMENSIONS = ['along', 'into'] as const

/** What a tensor with scales says behind a number that no name has. */
const SCALES = -2

const isSmall = (size: unknown): size is number => size === (Number(size) | 0)

function variesByDevice({ devices, outputs, weights }: CandidateNode): boolean {
  if (devices === undefined || devices.length < 2) return false
  return listsSlices(outputs) || listsSlices(weights)
}

function listsSlices(uses: readonly TensorUse[] | undefined): boolean {
  if (uses !== undefined)
    for (const { slices, scales } of uses) if (areListed(slices) || areListed(scales?.slices)) return true
  return false
}

function areListed(slices: TensorUse['slices']): boolean {
  if (slices !== undefined)
    for (const dimension in slices) if (typeof slices[dimension] !== 'string') return true
  return false
}

function hasScales(uses: readonly TensorUse[] | undefined): boolean {
  if (uses !== undefined) for (const { scales } of uses) if (scales !== undefined) return true
  return false
}
