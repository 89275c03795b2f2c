// Matrices side by side in one weight: which of its columns become which output.
import type { Conflict } from './conflict.js'
import { misfit } from './roles.js'
import type { Given, Question, Weight, WeightExtent } from './rules.js'
import type { Extent, Types } from './types.js'

/** Weights of an operation, their parts told apart. */
type Plain = { readonly name: string; readonly extents: readonly Extent[] }

/** The weights that make one output; a conflict where the columns of a fused one are not those of its part. */
export function weightsOf(types: Types, question: Question, output: number): readonly Plain[] | Conflict {
  const { reads, weights, gives } = question
  const given = gives[output]!
  const read = new Set(reads.flatMap(({ type }) => types.get(type).extents.map(({ name }) => name)))
  const isBias = ({ extents }: Weight) => extents.every(({ name }) => !read.has(name))
  const matrices = weights.filter((weight) => !isBias(weight))
  const biases = weights.filter(isBias)
  const chosen: Plain[] = []
  for (const list of [matrices, biases]) {
    const weight = list.length === gives.length ? list[output] : list.length === 1 ? list[0] : undefined
    if (weight === undefined) {
      if (list.length === 0) continue
      return misfit(
        list[0]!.name,
        undefined,
        `${list.length} weights`,
        `one, or one for each of ${gives.length} outputs`,
      )
    }
    const fused = weight.extents.findIndex(({ parts }) => parts !== undefined)
    if (fused < 0 || gives.length === 1) {
      chosen.push(weight)
      continue
    }
    const owns = gives.map((one) => newDimension(weight, one, read))
    const own = owns[output]
    if (own === undefined) return misfit(given.name, undefined, 'no dimension of its own', 'one for its part')
    const kept = gives.map(({ slices }, at) => slices.get(owns[at] ?? ''))
    const part = columnsOfPart(types, weight, weight.extents[fused]!, gives, kept, output)
    if ('kind' in part) return part
    const renamed = { name: own, size: part.size, set: part.set }
    chosen.push({
      name: weight.name,
      extents: weight.extents.map((extent, at) => (at === fused ? renamed : extent)),
    })
  }
  return chosen
}

/** The dimension of an output that neither what is read nor the rest of the weight has: it stands for its part. */
function newDimension(weight: Weight, given: Given, read: ReadonlySet<string>): string | undefined {
  return given.dims.find(
    ({ name }) => !read.has(name) && !weight.extents.some((extent) => extent.name === name),
  )?.name
}

/**
 * The columns that become an output: a program cuts what it has loaded into pieces as long as each output's own slice, or in
 * the proportion of the parts.
 */
function columnsOfPart(
  types: Types,
  weight: Weight,
  { name, set, parts = [] }: WeightExtent,
  gives: readonly Given[],
  kept: readonly (number | undefined)[],
  output: number,
): { readonly size: number; readonly set: number } | Conflict {
  const { sets } = types
  const conflict = (seen: string, takes: string): Conflict => ({
    kind: 'parts',
    tensor: weight.name,
    dimension: name,
    seen,
    takes,
  })
  if (parts.length !== gives.length)
    return conflict(`${parts.length} parts`, `${gives.length}, one for each output`)
  const whole = parts.reduce((sum, { size }) => sum + size, 0)
  const isSaid = kept.some((own) => own !== undefined)
  const lengths = parts.map(({ size }, at) => {
    const own = kept[at]
    return own !== undefined ? sets.size(own) : isSaid ? size : (sets.size(set) * size) / whole
  })
  const held = lengths.reduce((sum, length) => sum + length, 0)
  if (lengths.some((length) => !Number.isInteger(length)) || held !== sets.size(set))
    return conflict(
      `${sets.size(set)} columns`,
      `${lengths.map((length) => +length.toFixed(2)).join(' + ')} for its parts`,
    )
  const start = (sizes: readonly number[]) => sizes.slice(0, output).reduce((sum, size) => sum + size, 0)
  const from = start(lengths)
  const part = parts[output]!
  const first = start(parts.map(({ size }) => size))
  const columns = sets.places(set, from, from + lengths[output]!)
  if (!sets.contains(sets.range(first, first + part.size), columns))
    return conflict(
      `${sets.text(columns)} taken as ${part.name}`,
      `columns of ${first}-${first + part.size - 1}`,
    )
  const own = sets.lowered(columns, first)
  const claimed = kept[output]
  if (claimed !== undefined && claimed !== own)
    return conflict(
      `${part.name} ${sets.text(own) || 'none'} loaded`,
      `${part.name} ${sets.text(claimed) || 'none'}, as ${gives[output]!.name} says`,
    )
  return { size: part.size, set: own }
}

/** A fused dimension whose parts are cut alike, as one of them; a conflict where they are not. */
export function likeParts(types: Types, weight: Weight): Plain | Conflict {
  const { sets } = types
  const extents: Extent[] = []
  for (const { name, size, set, pad, parts } of weight.extents) {
    const [first] = parts ?? []
    if (parts === undefined || first === undefined) {
      extents.push({ name, size, set, ...(pad && { pad }) })
      continue
    }
    const length = sets.size(set) / parts.length
    const shares = parts.map((part, at) => ({
      part,
      set: sets.lowered(sets.places(set, at * length, (at + 1) * length), at * first.size),
    }))
    const unlike = shares.find((share) => share.set !== shares[0]!.set || share.part.size !== first.size)
    if (unlike !== undefined || !Number.isInteger(length))
      return {
        kind: 'parts',
        tensor: weight.name,
        dimension: name,
        seen: sets.text(set) || 'none',
        takes: `the same columns of each of ${parts.map((part) => part.name).join(', ')}`,
      }
    extents.push({ name, size: first.size, set: shares[0]!.set })
  }
  return { name: weight.name, extents }
}
