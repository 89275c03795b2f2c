import { NotExecutable } from '../not-executable.js'
import { type Axis, axisOf, placesOf, taken, type Value, whole } from '../value.js'
import type { Kernel, Output } from './kernel.js'

/** The tensor with only those indices that an output keeps. */
export function keptPart(value: Value, { name, kept }: Output): Value {
  let part = value
  for (const [dim, labels] of Object.entries(kept)) {
    const axis = axisOf(part, dim, `\`${name}\``)
    part = taken(part, axis, placesIn(part.axes[axis]!, axis, labels))
  }
  return part
}

/**
 * Where a device looks for indices. It knows which rows it has, by their positions; of other dimensions it takes what it has
 * to be in ascending order, whatever order it came in.
 */
function placesIn(axis: Axis, place: number, wanted: Int32Array): Int32Array {
  return placesOf(place === 0 ? axis : { ...axis, labels: axis.labels.slice().sort() }, wanted)
}

/**
 * The parts of a tensor for the devices of a team. Where together they are all of one dimension, each device gets as many
 * cells as are its own, one after the other, as collectives deal them, and takes them for what it is to keep; else each looks for its indices.
 * @throws NotExecutable where indices are left over that no device keeps
 */
export function parts(value: Value, outputs: readonly Output[]): readonly Value[] {
  for (const dim of Object.keys(outputs[0]!.kept)) checkDealt(value, outputs, dim)
  const [dim, other] = Object.keys(outputs[0]!.kept)
  if (dim === undefined || other !== undefined) return outputs.map((output) => keptPart(value, output))
  const axis = axisOf(value, dim, `\`${outputs[0]!.name}\``)
  const counts = outputs.map(({ kept }) => kept[dim]?.length ?? 0)
  const has = value.axes[axis]!.labels.length
  if (counts.reduce((sum, count) => sum + count, 0) !== has)
    return outputs.map((output) => keptPart(value, output))
  let from = 0
  return outputs.map(({ kept }, at) => {
    const count = counts[at]!
    from += count
    const part = taken(
      value,
      axis,
      whole(count).map((place) => from - count + place),
    )
    return { ...part, axes: part.axes.map((one, i) => (i === axis ? { ...one, labels: kept[dim]! } : one)) }
  })
}

/** A collective takes all of a buffer apart: libraries refuse counts that do not add up to it. */
function checkDealt(value: Value, outputs: readonly Output[], dim: string): void {
  const { labels } = value.axes[axisOf(value, dim, `\`${outputs[0]!.name}\``)]!
  const kept = new Set(outputs.flatMap(({ kept }) => [...(kept[dim] ?? labels)]))
  if (kept.size < labels.length)
    throw new NotExecutable(
      `${labels.length} of \`${dim}\` are dealt, and the devices of the group keep ${kept.size} of them`,
    )
}

/** Of each tensor, the indices that the plan lets the device keep. */
export const cut: Kernel = {
  on: 'device',
  run({ inputs, outputs }) {
    if (inputs.length !== outputs.length)
      throw new NotExecutable(`it reads ${inputs.length} tensors and gives ${outputs.length}`)
    return inputs.map((value, place) => keptPart(value, outputs[place]!))
  },
}
