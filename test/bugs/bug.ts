// The form of a bug that was reported, rebuilt as a small plan that is right and the same plan with the bug in it.
import { insertBehind, type Plan, type PlanNode } from '../damage/plan.js'

interface Report {
  /** Threads that report it, as `repository#number`. */
  readonly threads: readonly string[]
  /** What went wrong, in our own words. */
  readonly wrong: string
  /** The rule that must reject it. */
  readonly rule: string
  /** Why the plan shows the class of the bug and not its cause; absent where it shows the cause. */
  readonly likeness?: string
}

/** A plan of the constructor, and the bug as a change of it. */
export interface BuiltBug extends Report {
  /** A family of `test/build/grid.ts`. */
  readonly family: string
  readonly strategy: string
  readonly phase: 'prefill' | 'decode' | 'both'
  /** What the plan says beyond what is built, in both forms. */
  readonly prepare?: (plan: Plan) => void
  readonly harm: (plan: Plan) => void
  /** Why running the plan does not show the bug; absent where the result differs or there is none. */
  readonly runsAlike?: string
}

/** Two documents: deployments, or plans without tensors. */
export interface StatedBug extends Report {
  readonly repaired: object
  readonly broken: object
}

export type Bug = BuiltBug | StatedBug

/** A node of a plan that has to be there. */
export function nodeAt(plan: Plan, id: string): PlanNode {
  const found = plan.nodes.find((node) => node.id === id)
  if (found === undefined) throw new Error(`the plan has no node ${id}`)
  return found
}

export const nodesOf = (plan: Plan, op: string): PlanNode[] => plan.nodes.filter((node) => node.op === op)

/** Gives a node attributes beside those that it has. */
export function describe(node: PlanNode, attributes: Readonly<Record<string, unknown>>): void {
  node.attributes = { ...node.attributes, ...attributes }
}

/** Puts a sum over a node's devices behind it. */
export function sumBehind(plan: Plan, id: string): void {
  const node = nodeAt(plan, id)
  insertBehind(plan, node, { op: 'all_reduce', group: node.devices, attributes: {} })
}
