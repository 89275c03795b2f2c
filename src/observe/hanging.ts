// What hangs together in a plan: nodes with an edge between them, and the parts of what devices carry out together.
import type { Candidate } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { operatorsOf } from '../tensor/operators.js'
import { type WeakComponents, weakComponents } from './components.js'
import type { SubjectTable } from './facts.js'
import type { Graph } from './graph.js'
import { jointParts } from './joint.js'
import { isJoint } from './types/kernels.js'

/** The weakly connected components. A collective that is drawn rank by rank joins its ranks as one that is drawn once does. */
export function hangingTogether(
  candidate: Candidate,
  { nodes, tail, head }: Graph,
  table: SubjectTable,
  base: Base | undefined,
): WeakComponents {
  const operatorOf = base && operatorsOf(base)
  const first = new Map<number, number>()
  const [from, to]: [number[], number[]] = [[], []]
  const { rows, operation } = jointParts(table)
  for (const [index, row] of rows.entries()) {
    if (!isJoint(operatorOf?.(candidate.nodes[row]!))) continue
    const known = first.get(operation[index]!) ?? row
    first.set(operation[index]!, known)
    if (known === row) continue
    from.push(known)
    to.push(row)
  }
  if (from.length === 0) return weakComponents(nodes, tail, head)
  return weakComponents(nodes, behind(tail, from), behind(head, to))
}

function behind(rows: Int32Array, others: readonly number[]): Int32Array {
  const all = new Int32Array(rows.length + others.length)
  all.set(rows)
  all.set(others, rows.length)
  return all
}
