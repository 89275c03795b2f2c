import { NotExecutable } from '../not-executable.js'
import { axisOf, placesOf, taken, type Value } from '../value.js'
import type { Kernel, Output } from './kernel.js'

/** The tensor with only those indices that an output keeps. */
export function keptPart(value: Value, { name, kept }: Output): Value {
  let part = value
  for (const [dim, labels] of Object.entries(kept)) {
    const axis = axisOf(part, dim, `\`${name}\``)
    part = taken(part, axis, placesOf(part.axes[axis]!, labels))
  }
  return part
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
