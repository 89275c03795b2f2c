// Damage to padding: kept where it must go, of other cells, or of numbers that are not zero.
import { type Damage, hasOp, toNode } from '../damage.js'
import { bypass, makersOf, type Plan, type PlanNode, readersOf, type Tensor } from '../plan.js'
import { padLogits } from '../probabilities.js'

const tensorsOf = (node: PlanNode): Tensor[] => [...(node.weights ?? []), ...(node.outputs ?? [])]

const isPadded = (tensor: Tensor): boolean => tensor.padding !== undefined

const hasPadding = (node: PlanNode): boolean => tensorsOf(node).some(isPadded)

/** Takes a cut of padding away; what it read has the name of what it gave. */
export function notCut(plan: Plan, cut: PlanNode): void {
  const [read, given] = [cut.inputs![0]!.name, cut.outputs![0]!.name]
  const makers = makersOf(plan, cut)
  const readers = readersOf(plan, cut)
  bypass(plan, cut)
  for (const tensor of makers.flatMap(({ outputs = [] }) => outputs))
    if (tensor.name === read) tensor.name = given
  for (const input of readers.flatMap(({ inputs = [] }) => inputs))
    if (input.name === read) input.name = given
}

export const padding: Readonly<Record<string, Damage>> = {
  'padding not cut off': toNode(
    (node, plan) =>
      node.op === 'split' &&
      plan.nodes.some((maker) =>
        maker.outputs?.some((tensor) => isPadded(tensor) && tensor.name === node.inputs?.[0]?.name),
      ),
    (node, plan) => notCut(plan, node),
  ),

  'padding of any numbers': (plan) => {
    const padded = plan.nodes.flatMap(tensorsOf).filter(isPadded)
    for (const tensor of padded) for (const pad of Object.values(tensor.padding!)) delete pad.value
    return padded.length > 0
  },

  'padding that begins before its time': toNode(
    (node) => hasOp('embedding', 'lm_head')(node) && hasPadding(node),
    ({ op, phase }, plan) => {
      const alike = plan.nodes.filter((node) => node.op === op && node.phase === phase)
      for (const tensor of alike.flatMap(tensorsOf))
        for (const pad of Object.values(tensor.padding ?? {})) pad.from--
    },
  ),

  'padding in another place': toNode(
    (node) => hasOp('lm_head')(node) && hasPadding(node) && node.devices.length > 1,
    (node) => {
      const [head] = node.weights!
      const slices = head!.slices!['vocab'] as string[]
      slices.unshift(slices.pop()!)
    },
  ),

  'minus infinity that is cut off': (plan) => {
    const isPaddedHead = plan.nodes.some((node) => hasOp('lm_head')(node) && hasPadding(node))
    if (isPaddedHead) padLogits(plan, 'minusInfinity')
    return isPaddedHead
  },
}
