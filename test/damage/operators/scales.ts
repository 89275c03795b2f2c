// Damage to scales of quantised weights: whole beside a weight that is cut, of another rank, for blocks of another size.

import type { Damage } from '../damage.js'
import { toNode } from '../damage.js'
import { pick } from '../draw.js'
import type { Plan, PlanNode, Tensor } from '../plan.js'

type Scaled = Tensor & Required<Pick<Tensor, 'scales'>>

const scaledOf = (node: PlanNode): Scaled[] =>
  (node.weights ?? []).filter((tensor): tensor is Scaled => tensor.scales !== undefined)

const cutOf = (node: PlanNode): Scaled[] =>
  scaledOf(node).filter(({ scales }) => Object.keys(scales.slices ?? {}).length > 0)

/** The scales that other ranks have of a weight: by dimension, texts that differ from one of this node's. */
function elsewhere(plan: Plan, node: PlanNode, name: string, dim: string, own: string): string[] {
  return plan.nodes
    .filter(({ op, phase, layer, microbatch }) => {
      const isAlike = op === node.op && phase === node.phase
      return isAlike && layer === node.layer && microbatch === node.microbatch
    })
    .flatMap((other) => scaledOf(other).filter((tensor) => tensor.name === name))
    .flatMap(({ scales }) => scales.slices?.[dim] ?? [])
    .filter((text) => text !== own)
}

export const scales: Readonly<Record<string, Damage>> = {
  'scales not cut with the weight': toNode(
    (node) => cutOf(node).length > 0,
    (node, _plan, draw) => {
      const { scales } = pick(cutOf(node), draw)!
      delete scales.slices![pick(Object.keys(scales.slices!), draw)!]
    },
  ),

  'scales of the neighbouring rank': toNode(
    (node) => cutOf(node).length > 0,
    (node, plan, draw) => {
      const { name, scales } = pick(cutOf(node), draw)!
      const dim = pick(Object.keys(scales.slices!), draw)!
      const texts = scales.slices![dim]!
      const at = typeof texts === 'string' ? 0 : draw(texts.length)
      const own = typeof texts === 'string' ? texts : texts[at]!
      const other = pick(elsewhere(plan, node, name, dim, own), draw)
      if (other === undefined) return false
      if (typeof texts === 'string') scales.slices![dim] = other
      else texts[at] = other
      return true
    },
  ),

  'a block of another size': toNode(
    (node) => scaledOf(node).length > 0,
    (node, plan, draw) => {
      const { name, scales } = pick(scaledOf(node), draw)!
      const dim = pick(Object.keys(scales.blocks ?? {}), draw)
      if (dim === undefined) return false
      // Blocks are the weight's, on whatever rank and in whatever phase it is loaded.
      const size = 2 * scales.blocks![dim]!
      for (const tensor of plan.nodes.flatMap(scaledOf))
        if (tensor.name === name) tensor.scales.blocks![dim] = size
      return true
    },
  ),

  'a scale too few': toNode(
    (node) => cutOf(node).length > 0,
    (node, _plan, draw) => {
      const { scales } = pick(cutOf(node), draw)!
      const dim = pick(Object.keys(scales.slices!), draw)!
      const texts = scales.slices![dim]!
      const shortened = (text: string) => text.replace(/(?:^|[,-])\d+$/, '')
      if (typeof texts === 'string') scales.slices![dim] = shortened(texts)
      else {
        const at = draw(texts.length)
        texts[at] = shortened(texts[at]!)
      }
    },
  ),
}
