// The layer table: numbered layers that nodes name, per phase where phases are drawn.
import { columnOf, numberColumn, truthColumn } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { distinctValues, memberCounts, membersOf } from '../partition.js'
import { type Sight, toPlan } from '../sight.js'
import { subjectTable } from '../table.js'

export function layerTable(sight: Sight): SubjectTable {
  const { layers, ...nodes } = sight.partitions.layer()
  const { phases } = sight.partitions.phase()
  const size = layers.length
  const phaseOf = (row: number): string | undefined => phases[layers[row]!.phase]
  return subjectTable({
    scope: 'layer',
    size,
    name: (row) =>
      [phaseOf(row), 'layer', layers[row]!.number].filter((part) => part !== undefined).join(' '),
    related: {
      plan: toPlan(sight, size),
      phase: () => ({ table: sight.table('phase'), rows: Int32Array.from(layers, ({ phase }) => phase) }),
    },
    members: (row) => membersOf(nodes, row),
    columns: {
      number: () => columnOf(size, (row) => layers[row]!.number),
      phase: () => columnOf(size, phaseOf),
      devices: () => distinctValues(nodes, sight.table('node').column('devices')),
      stages: () => distinctValues(nodes, sight.table('node').column('stage')),
      nodeCount: () => numberColumn(memberCounts(nodes)),
      first: () => truthColumn(size, (row) => layers[row - 1]?.phase !== layers[row]!.phase),
      last: () => truthColumn(size, (row) => layers[row + 1]?.phase !== layers[row]!.phase),
    },
  })
}
