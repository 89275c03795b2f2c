// Scales of quantised weights. A device multiplies the cell at a place by the scale at the place of its block, so that one must be the
// scale of the block to which the cell belongs: weight and scales are cut alike, and at boundaries of blocks.
import type { CandidateNode, ScaleUse, TensorUse } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { IndexSets } from '../../tensor/index-sets.js'
import type { Conflict } from './conflict.js'
import { type Inference, isUnsized, sliceAt } from './inference.js'
import { misfit } from './roles.js'

/** A run of indices whose blocks are counted from its first one on. */
interface Stretch {
  readonly end: number
  readonly firstBlock: number
}

/** A dimension of a quantised weight. */
interface Blocked {
  readonly name: string
  readonly size: number
  readonly block: number
  /** Its parts, where each has blocks of its own; else all of it. */
  readonly stretches: readonly Stretch[]
  readonly blocks: number
}

export class ScaleCheck {
  readonly #inference: Inference
  /** What nodes say on a device, and of which weights, where all was well. */
  readonly #good = new Set<number>()
  /** By dimension, slices and scales the first place at which the law is broken, -1 where none is. */
  readonly #broken = new Map<string, number>()
  /** By weight how the first node with its scales has it in blocks. */
  readonly #first = new Map<string, { readonly id: string; readonly dimensions: readonly Blocked[] }>()

  constructor(inference: Inference) {
    this.#inference = inference
  }

  /** Notes a conflict where the scales of a node are not those of what it has of its weights. */
  check(row: number): void {
    const { specs, chain, nodes, wires } = this.#inference
    const node = nodes[row]!
    let found: Conflict | undefined
    const devices: Scalar[] = []
    for (let place = 0; place < wires.deviceCount[row]!; place++) {
      const key = chain.next(specs.at(row, node, place), specs.meaning[row]!)
      if (this.#good.has(key)) continue
      const conflict = this.#conflictAt(node, place)
      if (conflict === undefined) this.#good.add(key)
      else {
        found ??= conflict
        devices.push(wires.devicesOf(row)[place]!)
      }
    }
    if (found !== undefined) this.#inference.blame(row, found, devices)
  }

  #conflictAt(node: CandidateNode, place: number): Conflict | undefined {
    for (const use of node.weights ?? []) {
      if (use.scales === undefined || isUnsized(use)) continue
      const conflict =
        unfit(use, use.scales) ?? this.#unlike(node.id, use) ?? this.#misplaced(use, use.scales, place)
      if (conflict !== undefined) return conflict
    }
    return undefined
  }

  /** A weight is stored once: no two nodes may have it in other blocks. */
  #unlike(id: string, use: TensorUse): Conflict | undefined {
    const dimensions = dimensionsOf(use)
    const first = use.name === undefined ? undefined : this.#first.get(use.name)
    if (first === undefined) {
      if (use.name !== undefined) this.#first.set(use.name, { id, dimensions })
      return undefined
    }
    for (const dimension of dimensions) {
      const { name, size, block, blocks } = dimension
      const other = first.dimensions.find((one) => one.name === name)
      if (other !== undefined && other.size === size && !isLike(dimension, other))
        return {
          ...{ kind: 'scales', tensor: use.name!, dimension: name },
          seen: `${blocks} scales, for ${block} each`,
          takes: `${other.blocks}, for ${other.block} each, as ${first.id} says`,
        }
    }
    return undefined
  }

  #misplaced(use: TensorUse, scales: ScaleUse, place: number): Conflict | undefined {
    const { sets } = this.#inference.rules.types
    const cut = dimensionsOf(use).map((dimension) => ({
      dimension,
      set: sliceAt(use, dimension.name, place, sets) ?? sets.whole(dimension.size),
      has: sliceAt(scales, dimension.name, place, sets) ?? sets.whole(dimension.blocks),
    }))
    if (cut.some(({ set }) => sets.size(set) === 0)) return undefined
    for (const { dimension, set, has } of cut) {
      const { name, block, stretches } = dimension
      const key = `${set} ${has} ${block} ${stretches.map(({ end }) => end).join()}`
      const at = this.#broken.get(key) ?? firstBroken(sets, dimension, set, has)
      this.#broken.set(key, at)
      if (at < 0) continue
      const index = sets.runsOf(sets.places(set, at, at + 1))[0]!
      const [scale] = sets.runsOf(sets.places(has, Math.floor(at / block), Math.floor(at / block) + 1))
      const of = scales.name ?? 'its scales'
      return {
        ...{ kind: 'scales', tensor: use.name ?? 'a weight', dimension: name },
        seen: `${index} has ${scale === undefined ? 'no scale' : `scale ${scale}`} of ${of}`,
        takes: `scale ${blockOf(dimension, index)}`,
      }
    }
    return undefined
  }
}

/** Scales of a dimension that the weight does not have, or of parts that it does not have. */
function unfit(
  { name = 'a weight', dims = [], parts: own = {} }: TensorUse,
  scales: ScaleUse,
): Conflict | undefined {
  const { blocks = {}, slices = {}, parts = [] } = scales
  const named = [...Object.keys(blocks), ...Object.keys(slices), ...parts]
  const other = named.find((dimension) => !dims.some((one) => one.name === dimension))
  if (other !== undefined) return misfit(name, other, 'in its scales alone', 'scales of its own dimensions')
  for (const dimension of parts) {
    const sizes = own[dimension]?.map(({ size }) => Number(size)) ?? []
    const whole = Number(dims.find((one) => one.name === dimension)!.size)
    if (sizes.reduce((sum, size) => sum + size, 0) !== whole)
      return misfit(name, dimension, 'in blocks that begin anew with its parts', 'parts that make all of it')
  }
  return undefined
}

function dimensionsOf({ dims = [], parts = {}, scales }: TensorUse): readonly Blocked[] {
  return dims.map(({ name = '', size }) => {
    const whole = Number(size)
    const block = scales?.blocks?.[name] ?? Math.max(whole, 1)
    const own = scales?.parts?.includes(name) ? parts[name] : undefined
    const stretches: Stretch[] = []
    let [end, firstBlock] = [0, 0]
    for (const part of own ?? [{ size: whole }]) {
      end += Number(part.size)
      stretches.push({ end, firstBlock })
      firstBlock += Math.ceil(Number(part.size) / block)
    }
    return { name, size: whole, block, stretches, blocks: firstBlock }
  })
}

/** Whether the same indices share a scale. */
function isLike(one: Blocked, other: Blocked): boolean {
  const isSame = ({ end }: Stretch, at: number) => end === other.stretches[at]?.end
  if (one.block === other.block && one.stretches.every(isSame)) return true
  const starts = ({ block, stretches }: Blocked) =>
    stretches.flatMap(({ end }, at) => {
      const start = stretches[at - 1]?.end ?? 0
      return Array.from({ length: Math.ceil((end - start) / block) }, (_, own) => start + own * block)
    })
  return starts(one).join() === starts(other).join()
}

function blockOf({ block, stretches }: Blocked, index: number): number {
  let start = 0
  for (const { end, firstBlock } of stretches) {
    if (index < end) return firstBlock + Math.floor((index - start) / block)
    start = end
  }
  return -1
}

/** The first place of a slice at which its scale is not that of its block, -1 where there is none: a step for each block at most. */
function firstBroken(sets: IndexSets, dimension: Blocked, set: number, has: number): number {
  const { block, stretches } = dimension
  const [runs, scales] = [sets.runsOf(set), sets.runsOf(has)]
  let place = 0
  // The run of scales at hand, and how many scales lie before it.
  let [run, before] = [0, 0]
  for (let i = 0; i < runs.length; i += 2)
    for (let index = runs[i]!; index < runs[i + 1]!; ) {
      const at = Math.floor(place / block)
      while (run < scales.length && at >= before + scales[run + 1]! - scales[run]!) {
        before += scales[run + 1]! - scales[run]!
        run += 2
      }
      if (run >= scales.length || scales[run]! + at - before !== blockOf(dimension, index)) return place
      const stretch = stretches.findIndex(({ end }) => index < end)
      const start = stretch > 0 ? stretches[stretch - 1]!.end : 0
      const step = Math.min(
        ...[runs[i + 1]! - index, block - (place % block)],
        ...[block - ((index - start) % block), stretches[stretch]!.end - index],
      )
      index += step
      place += step
    }
  return -1
}
