// Tokens that are chosen: where each device draws for itself, each has others.
import { typeByRules, typeWhollyByRules } from './by-rules.js'
import { unionOf } from './drawn.js'
import type { Kernel } from './kernel.js'

/** Types the tokens that a node chooses, as made of draws of their own where its devices share no random numbers. */
export const choose: Kernel = (inference, visit) => {
  const { row, node } = visit
  if (!inference.draws.isOwn(node)) return typeWhollyByRules(inference, visit)
  const stop = typeByRules(inference, visit)
  if (stop !== undefined) return stop
  const { types } = inference.rules
  for (const [place, device] of inference.wires.devicesOf(row).entries()) {
    const draw = inference.draws.add(row, device)
    for (const output of (node.outputs ?? []).keys()) {
      const at = inference.wires.start[row]! + output * inference.wires.deviceCount[row]! + place
      const type = types.get(inference.types[at]!)
      inference.types[at] = types.add({ ...type, drawn: unionOf([type.drawn, [draw]])! })
    }
  }
  return undefined
}
