// The shapes of tensors, each distinct one kept once under a number: a million nodes share few of them.
import type { CandidateNode, Dimension, TensorUse } from '../candidate/candidate.js'
import { copied, int32s } from './flat.js'

/** Number of "no shape declared". */
export const NO_SHAPE = -1

/** How many recent shapes are compared before the text of a shape is built. */
const RECENT = 16

export class Shapes {
  readonly list: (readonly Dimension[])[] = []
  private readonly numbers = new Map<string, number>()
  private readonly recent: number[] = []
  private oldest = 0

  /** The number of a list of dimensions; equal lists share one. */
  number(dims: readonly Dimension[]): number {
    for (const number of this.recent) if (sameDimensions(this.list[number]!, dims)) return number
    const key = JSON.stringify(dims.map(({ name, size }) => [name ?? null, size ?? null]))
    let number = this.numbers.get(key)
    if (number === undefined) {
      number = this.list.push(dims) - 1
      this.numbers.set(key, number)
    }
    this.recent[this.oldest] = number
    this.oldest = (this.oldest + 1) % RECENT
    return number
  }

  /** The number of the first tensor's shape, or `NO_SHAPE`. */
  first(tensors: readonly TensorUse[] | undefined): number {
    const dims = tensors?.[0]?.dims
    return dims === undefined ? NO_SHAPE : this.number(dims)
  }
}

/** The first shape on each side of every node, by number. */
export interface FirstShapes {
  readonly shapes: Shapes
  readonly inputs: Int32Array
  readonly outputs: Int32Array
}

export function firstShapes(nodes: readonly CandidateNode[]): FirstShapes {
  const shapes = new Shapes()
  const outputs = int32s(nodes.length).fill(NO_SHAPE)
  const inputs = copied(outputs)
  nodes.forEach((node, row) => {
    if (node.outputs !== undefined) outputs[row] = shapes.first(node.outputs)
    if (node.inputs !== undefined) inputs[row] = shapes.first(node.inputs)
  })
  return { shapes, inputs, outputs }
}

function sameDimensions(a: readonly Dimension[], b: readonly Dimension[]): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) {
    if (a[i]!.size !== b[i]!.size || a[i]!.name !== b[i]!.name) return false
  }
  return true
}

/** A dimension as text: `name=size`, or the one of them that is there; `?` when neither is. */
export function dimensionText({ name, size }: Dimension): string {
  if (name === undefined) return size === undefined ? '?' : String(size)
  return size === undefined ? name : `${name}=${size}`
}
