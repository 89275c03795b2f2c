// Operations of a group that its devices do not all carry out equally often.
import type { Scalar } from '../knowledge/expression.js'
import { columnOf, compareScalars } from './columns.js'
import type { Column, SubjectTable } from './facts.js'
import { jointParts, listOf } from './joint.js'
import type { Partition } from './partition.js'

/**
 * For each group the ops that nodes draw for some of its devices more often than for others, counted apart for each joint
 * operation. A node of the group without devices may stand for any of them, so its op is left out; nodes for the whole
 * group count the same for all.
 */
export function unevenOps(
  nodes: SubjectTable,
  groups: Partition & { readonly groups: readonly (readonly Scalar[])[] },
): Column {
  const { rows, operation, operations } = jointParts(nodes)
  const op = nodes.column('op')
  const devices = nodes.column('devices')
  const uneven = groups.groups.map(() => new Set<Scalar>())
  const counts = Array.from({ length: operations }, () => new Map<Scalar, number>())
  const example = new Map<number, number>()
  rows.forEach((row, index) => {
    const count = counts[operation[index]!]!
    example.set(operation[index]!, row)
    for (const device of listOf(devices, devices.codes[row]!)) count.set(device, (count.get(device) ?? 0) + 1)
  })
  for (const [number, row] of example) {
    const group = groups.rowOf[row]!
    const name = op.values[op.codes[row]!]
    const count = counts[number]!
    const isEven = groups.groups[group]!.every((device) => count.get(device) === count.values().next().value)
    if (!isEven && name !== undefined) uneven[group]!.add(name as Scalar)
  }
  const placeless = rows.length === 0 ? [] : unplaced(nodes, groups)
  for (const [group, name] of placeless) uneven[group]!.delete(name)
  return columnOf(groups.size, (row) => [...uneven[row]!].sort(compareScalars))
}

/** Group and op of the nodes that name a group and no devices. */
function unplaced(nodes: SubjectTable, groups: Partition): readonly (readonly [number, Scalar])[] {
  const devices = nodes.column('devices')
  const op = nodes.column('op')
  const found: (readonly [number, Scalar])[] = []
  groups.rowOf.forEach((group, row) => {
    const code = op.codes[row]!
    if (group >= 0 && devices.codes[row]! < 0 && code >= 0) found.push([group, op.values[code] as Scalar])
  })
  return found
}
