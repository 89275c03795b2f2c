// Tensors as a plan writes them: dimensions by name, and what each device has of them.
import type { Dimension, TensorUse } from '../candidate/candidate.js'
import { indicesText } from '../tensor/indices.js'

/** By dimension, the indices of each device, in the order of the node's devices. */
export type Held = Readonly<Record<string, readonly (readonly number[])[] | undefined>>

export const dimension = (name: string, size: number): Dimension => ({ name, size })

/** A tensor use. A dimension that each device holds whole is left out of the slices; slices that are alike are written once. */
export function tensor(name: string, dims: readonly Dimension[], held: Held = {}): TensorUse {
  const slices = Object.entries(held).flatMap(([dim, shares]) => {
    const size = dims.find((one) => one.name === dim)!.size
    if (shares === undefined || shares.every((share) => isWhole(share, size))) return []
    const texts = shares.map(textOf)
    return [[dim, texts.every((text) => text === texts[0]) ? texts[0]! : texts] as const]
  })
  return { name, dims, ...(slices.length > 0 && { slices: Object.fromEntries(slices) }) }
}

const texts = new WeakMap<readonly number[], string>()

/** The text of indices. Wide networks are dealt once and drawn in every layer. */
function textOf(indices: readonly number[]): string {
  const known = texts.get(indices) ?? indicesText(indices)
  texts.set(indices, known)
  return known
}

const isWhole = (share: readonly number[], size: number | string | undefined): boolean =>
  share.length === size && share.every((index, place) => index === place)
