// The deployment table: one row where the candidate is a deployment, none where it is a graph.
import type { SubjectTable } from '../facts.js'
import { type Sight, toPlan } from '../sight.js'
import { subjectTable } from '../table.js'

export function deploymentTable(sight: Sight): SubjectTable {
  const size = sight.candidate.format === 'deployment' ? 1 : 0
  return subjectTable({
    scope: 'deployment',
    size,
    columns: {},
    name: () => 'deployment',
    related: { plan: toPlan(sight, size) },
  })
}
