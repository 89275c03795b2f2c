// Scales beside block-quantised weights: each device has those of the blocks that it has cells of, in the order of its cells.
import type { ScaleUse, TensorUse } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { indicesOf, indicesText } from '../tensor/indices.js'
import type { ModelWord } from './read-shape.js'

/** A weight of an operation with its scales, where it has any. */
export type WithScales = (op: string, weight: TensorUse) => TensorUse

/** The base's table of products whose weights are quantised in blocks. */
const TABLE = 'quantisedInBlocks'

/** Scales for squares of so many rows and columns of the matrices that the base names; undefined where the model has none. */
export function scalesOf(block: number | undefined, word: ModelWord, base: Base): WithScales | undefined {
  if (block === undefined) return undefined
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  const texts = new Map<string, string>()
  return (op, weight) => {
    const row = Object.hasOwn(rows, op) ? rows[op]! : undefined
    if (row === undefined) return weight
    const otherwise = row['unless']
    if (typeof otherwise === 'string' && word(otherwise) !== undefined) return weight
    const blocks = blocksOf(weight, Number(row['matrices']), Number(row['columns']), block)
    if (blocks === undefined) return weight
    return { ...weight, scales: scaleUse(weight, blocks, texts) }
  }
}

/** By dimension how many indices share a scale; undefined of a bias, and where blocks are no runs along each dimension. */
function blocksOf(
  { dims = [] }: TensorUse,
  matrices: number,
  columns: number,
  block: number,
): Readonly<Record<string, number>> | undefined {
  if (dims.length <= matrices + columns) return undefined
  const blocks: Record<string, number> = {}
  for (const { name } of dims.slice(0, matrices)) blocks[name!] = 1
  for (const side of [dims.slice(matrices, -columns), dims.slice(-columns)]) {
    // From the innermost dimension out: so many of its indices are left to a block.
    let left = block
    for (const [at, { name, size }] of [...side.entries()].reverse()) {
      const whole = Number(size)
      if (left % whole === 0 && at > 0) left /= whole
      else if (whole % left === 0 || at === 0) {
        blocks[name!] = left
        left = 1
      } else return undefined
    }
  }
  return blocks
}

function scaleUse(
  { name, dims = [], slices = {}, parts = {} }: TensorUse,
  blocks: Readonly<Record<string, number>>,
  known: Map<string, string>,
): ScaleUse {
  const own: Record<string, string | readonly string[]> = {}
  for (const [dim, block] of Object.entries(blocks)) {
    const cut = slices[dim]
    if (cut === undefined) continue
    const size = Number(dims.find((one) => one.name === dim)!.size)
    const lengths = parts[dim]?.map((part) => Number(part.size)) ?? [size]
    const touched = (text: string): string => {
      const key = `${text} ${block} ${lengths.join()}`
      const found = known.get(key) ?? touchedBlocks(indicesOf(text), block, lengths)
      known.set(key, found)
      return found
    }
    own[dim] = typeof cut === 'string' ? touched(cut) : cut.map(touched)
  }
  const fused = Object.keys(blocks).filter((dim) => parts[dim] !== undefined)
  return {
    name: `${name}.scale`,
    blocks,
    ...(Object.keys(own).length > 0 && { slices: own }),
    ...(fused.length > 0 && { parts: fused }),
  }
}

/** The blocks to which indices belong, each once where they stand in a row; with each part of a dimension they begin anew. */
function touchedBlocks(indices: readonly number[], block: number, lengths: readonly number[]): string {
  const touched: number[] = []
  for (const index of indices) {
    let [start, before] = [0, 0]
    for (const length of lengths) {
      if (index < start + length) break
      start += length
      before += Math.ceil(length / block)
    }
    const own = before + Math.floor((index - start) / block)
    if (touched.at(-1) !== own) touched.push(own)
  }
  return indicesText(touched)
}
