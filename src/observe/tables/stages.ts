// The stage table: pipeline stages that nodes name.
import { columnOf, numberColumn } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { distinctValues, memberCounts, membersOf } from '../partition.js'
import { type Sight, toPlan } from '../sight.js'
import { subjectTable } from '../table.js'

export function stageTable(sight: Sight): SubjectTable {
  const { stages, ...nodes } = sight.partitions.stage()
  const size = stages.length
  return subjectTable({
    scope: 'stage',
    size,
    name: (row) => `stage ${stages[row]}`,
    related: { plan: toPlan(sight, size) },
    members: (row) => membersOf(nodes, row),
    columns: {
      number: () => columnOf(size, (row) => stages[row]),
      devices: () => distinctValues(nodes, sight.table('node').column('devices')),
      layers: () => distinctValues(nodes, sight.table('node').column('layer')),
      nodeCount: () => numberColumn(memberCounts(nodes)),
    },
  })
}
