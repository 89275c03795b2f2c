// Damage to experts: weights applied twice or never, maps of experts that disagree, routes that differ.
import { type Damage, hasOp, toNode } from '../damage.js'

const applies = (node: { attributes?: Record<string, unknown> }): boolean =>
  node.attributes?.['appliesRouterWeights'] === true

export const experts: Readonly<Record<string, Damage>> = {
  'router weights applied twice': toNode(
    (node) => hasOp('dispatch', 'expert', 'combine')(node) && !applies(node),
    (node) => {
      node.attributes = { ...node.attributes, appliesRouterWeights: true }
    },
  ),

  'router weights never applied': toNode(applies, (node) => {
    node.attributes = { ...node.attributes, appliesRouterWeights: false }
  }),

  'an expert that no rank holds': toNode(hasOp('expert'), (node) => {
    const held = (node.weights ?? []).filter(({ slices }) => Array.isArray(slices?.['experts']))
    for (const { slices } of held) {
      const texts = slices!['experts'] as string[]
      texts[0] = texts[texts.length - 1]!
    }
    return held.length > 0
  }),
}
