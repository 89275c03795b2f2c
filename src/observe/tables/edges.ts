// The edge table.
import { columnOf, numberColumn, truthColumn } from '../columns.js'
import { copiesOf } from '../degrees.js'
import { edgeShapes } from '../edge-shapes.js'
import type { SubjectTable } from '../facts.js'
import { attributeWords, givenValue, type Sight, toPlan } from '../sight.js'
import { lazy, subjectTable } from '../table.js'

/** Builds the edge table; its rows are the edges in the order of the candidate. */
export function edgeTable(sight: Sight): SubjectTable {
  const { candidate, graph } = sight
  const { edges } = candidate
  const size = edges.length
  const copies = lazy(() => copiesOf(graph))
  const shapes = lazy(() => edgeShapes(sight))
  const attributes = lazy(() => attributeWords(edges))
  return subjectTable({
    scope: 'edge',
    size,
    name: (row) => `${edges[row]!.from} -> ${edges[row]!.to}`,
    line: (row) => edges[row]!.line,
    related: {
      plan: toPlan(sight, size),
      from: () => ({ table: sight.table('node'), rows: graph.tail }),
      to: () => ({ table: sight.table('node'), rows: graph.head }),
    },
    given: (word) =>
      attributes().has(word) ? columnOf(size, (row) => givenValue(edges[row]!.attributes, word)) : undefined,
    columns: {
      label: () => columnOf(size, (row) => edges[row]!.label),
      tensor: () => columnOf(size, (row) => edges[row]!.tensor),
      selfLoop: () => truthColumn(size, (row) => graph.tail[row] === graph.head[row]),
      copies: () => numberColumn(copies().count),
      firstCopy: () => truthColumn(size, (row) => copies().first[row] === row),
      sharedDims: () => shapes().sharedDims,
      differingDims: () => shapes().differingDims,
      differingRest: () => shapes().differingRest,
    },
  })
}
