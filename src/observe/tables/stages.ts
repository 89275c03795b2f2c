// The stage table: pipeline stages that nodes name or that phases count, per phase where phases are named.
import { columnOf, numberColumn, truthColumn } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { distinctValues, memberCounts, membersOf } from '../partition.js'
import { type Sight, toPlan } from '../sight.js'
import { subjectTable } from '../table.js'

export function stageTable(sight: Sight): SubjectTable {
  const { stages, ...nodes } = sight.partitions.stage()
  const { phases } = sight.partitions.phase()
  const size = stages.length
  const isFirst = (row: number) => stages[row - 1]?.phase !== stages[row]!.phase
  const place = new Int32Array(size)
  for (let row = 1; row < size; row++) place[row] = isFirst(row) ? 0 : place[row - 1]! + 1
  return subjectTable({
    scope: 'stage',
    size,
    name: (row) =>
      [phases[stages[row]!.phase], 'stage', stages[row]!.number]
        .filter((part) => part !== undefined)
        .join(' '),
    related: {
      plan: toPlan(sight, size),
      phase: () => ({ table: sight.table('phase'), rows: Int32Array.from(stages, ({ phase }) => phase) }),
    },
    members: (row) => membersOf(nodes, row),
    columns: {
      number: () => columnOf(size, (row) => stages[row]!.number),
      first: () => truthColumn(size, isFirst),
      last: () => truthColumn(size, (row) => stages[row + 1]?.phase !== stages[row]!.phase),
      place: () => numberColumn(place),
      devices: () => distinctValues(nodes, sight.table('node').column('devices')),
      layers: () => distinctValues(nodes, sight.table('node').column('layer')),
      nodeCount: () => numberColumn(memberCounts(nodes)),
    },
  })
}
