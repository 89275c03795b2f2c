// The phase table.

import { columnOf, numberColumn, truthColumn } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { distinctValues, memberCounts, membersOf } from '../partition.js'
import { givenValue, type Sight, toPlan } from '../sight.js'
import { subjectTable } from '../table.js'

/** Phases that the document declares or nodes name. */
export function phaseTable(sight: Sight): SubjectTable {
  const { phases, ...nodes } = sight.partitions.phase()
  const size = phases.length
  const given = (row: number) => {
    const strategies = sight.candidate.phases
    return Object.hasOwn(strategies, phases[row]!) ? strategies[phases[row]!] : undefined
  }
  return subjectTable({
    scope: 'phase',
    size,
    name: (row) => phases[row]!,
    related: { plan: toPlan(sight, size) },
    members: (row) => membersOf(nodes, row),
    given: (word) => columnOf(size, (row) => givenValue(given(row), word)),
    columns: {
      name: () => columnOf(size, (row) => phases[row]),
      drawn: () => truthColumn(size, (row) => membersOf(nodes, row).length > 0),
      nodeCount: () => numberColumn(memberCounts(nodes)),
      devices: () => distinctValues(nodes, sight.table('node').column('devices')),
    },
  })
}
