// The group table: sets of devices that nodes name as their group.
import { columnOf, numberColumn } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { memberCounts, membersOf } from '../partition.js'
import { devicesText, type Sight, toPlan } from '../sight.js'
import { subjectTable } from '../table.js'
import { unevenOps } from '../uneven.js'

export function groupTable(sight: Sight): SubjectTable {
  const { groups, ...nodes } = sight.partitions.group()
  const size = groups.length
  return subjectTable({
    scope: 'group',
    size,
    name: (row) => `group ${devicesText(groups[row]!)}`,
    related: { plan: toPlan(sight, size) },
    members: (row) => membersOf(nodes, row),
    columns: {
      devices: () => columnOf(size, (row) => groups[row]),
      size: () => columnOf(size, (row) => groups[row]!.length),
      nodeCount: () => numberColumn(memberCounts(nodes)),
      unevenOps: () => unevenOps(sight.table('node'), sight.partitions.group()),
    },
  })
}
