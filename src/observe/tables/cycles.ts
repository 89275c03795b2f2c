// The cycle table: sets of nodes that wait for each other, each with its shortest cycle.
import { columnOf } from '../columns.js'
import { cyclesOf } from '../cycles.js'
import type { SubjectTable } from '../facts.js'
import { int32s } from '../flat.js'
import { distinctValues, type Gathering } from '../partition.js'
import { type Sight, toPlan } from '../sight.js'
import { lazy, subjectTable } from '../table.js'

/** Ids of a cycle that its name shows; of longer ones the beginning. */
const NAMED = 6

export function cycleTable(sight: Sight): SubjectTable {
  const { nodes } = sight.candidate
  const cycles = cyclesOf(sight.graph)
  const size = cycles.length
  const shortest = lazy((): Gathering => {
    const start = int32s(size + 1)
    cycles.forEach((cycle, row) => {
      start[row + 1] = start[row]! + cycle.shortest.length
    })
    return { size, start, rows: Int32Array.from(cycles.flatMap((cycle) => cycle.shortest)) }
  })
  const ids = (row: number) => cycles[row]!.shortest.map((node) => nodes[node]!.id)
  return subjectTable({
    scope: 'cycle',
    size,
    name: (row) => {
      const all = ids(row)
      const shown = all.length > NAMED ? [...all.slice(0, NAMED), `… (${all.length} nodes)`] : all
      return [...shown, all[0]].join(' -> ')
    },
    line: (row) => nodes[cycles[row]!.shortest[0]!]!.line,
    related: { plan: toPlan(sight, size) },
    members: (row) => cycles[row]!.members,
    columns: {
      nodes: () => columnOf(size, ids),
      length: () => columnOf(size, (row) => cycles[row]!.shortest.length),
      size: () => columnOf(size, (row) => cycles[row]!.members.length),
      layers: () => distinctValues(shortest(), sight.table('node').column('layer')),
      mutual: () => columnOf(size, (row) => cycles[row]!.shortest.length === 2),
      devices: () => distinctValues(shortest(), sight.table('node').column('devices')),
    },
  })
}
