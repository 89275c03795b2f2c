// The form of a kind of damage: done to a copy of a plan in a place that is drawn; false where the plan has no such place.
import type { Draw } from './draw.js'
import { pick } from './draw.js'
import type { Plan, PlanNode } from './plan.js'

export type Damage = (plan: Plan, draw: Draw) => boolean

/** Damage to one of the nodes that a test finds. */
export function toNode(
  fits: (node: PlanNode, plan: Plan) => boolean,
  harm: (node: PlanNode, plan: Plan, draw: Draw) => unknown,
): Damage {
  return (plan, draw) => {
    const node = pick(
      plan.nodes.filter((each) => fits(each, plan)),
      draw,
    )
    return node !== undefined && harm(node, plan, draw) !== false
  }
}

const COLLECTIVES = ['all_reduce', 'reduce_scatter', 'all_gather', 'all_to_all', 'lse_merge', 'argmax_reduce']

export const isCollective = (node: PlanNode): boolean =>
  COLLECTIVES.includes(node.op) && (node.group?.length ?? 0) > 1

export const hasOp =
  (...ops: string[]) =>
  (node: PlanNode): boolean =>
    ops.includes(node.op)
