// Damage to the model that is computed, whoever computes it: no plan says what the model should be, so running alone can tell.
import { type Damage, hasOp, toNode } from '../damage.js'
import { bypass, connect, makersOf } from '../plan.js'

export const model: Readonly<Record<string, Damage>> = {
  'residual of the normalised stream': toNode(hasOp('residual_add'), (node, plan) => {
    const stream = node.inputs!.find((input) => {
      const maker = makersOf(plan, node).find(({ outputs }) =>
        outputs!.some(({ name }) => name === input.name),
      )
      const reader = plan.nodes.find(
        (other) =>
          other.op === 'norm' &&
          other.phase === node.phase &&
          other.inputs?.[0]?.name === input.name &&
          other.devices.join() === node.devices.join() &&
          other.microbatch === node.microbatch,
      )
      if (maker === undefined || reader === undefined) return false
      connect(plan, reader.id, node.id)
      input.name = reader.outputs![0]!.name
      return true
    })
    return stream !== undefined
  }),

  'gate and up exchanged': toNode(hasOp('activation'), (node) => {
    node.inputs = [...node.inputs!].reverse()
    return node.inputs.length === 2
  }),

  'rotation left out': toNode(hasOp('rotary_embedding'), (node, plan) => bypass(plan, node)),
  'norm left out': toNode(hasOp('norm'), (node, plan) => bypass(plan, node)),
}
