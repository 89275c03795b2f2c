// The plan table: one row, the whole candidate.
import type { Scalar, Value } from '../../knowledge/expression.js'
import { columnOf } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { int32s, mapped } from '../flat.js'
import { graphKind } from '../kind.js'
import { crossingMeshes, unfilledMeshes } from '../meshes.js'
import { valueSet } from '../partition.js'
import { givenValue, type Sight } from '../sight.js'
import { lazy, subjectTable } from '../table.js'
import { typingWords } from '../types/columns.js'

/** Lines and columns count from 1; a problem without a text to point into has 0. */
const place = (at: number | undefined): number | undefined => at || undefined

export function planTable(sight: Sight): SubjectTable {
  const { candidate, graph } = sight
  const [problem] = candidate.problems
  const one = (value: () => Value) => () => columnOf(1, value)
  const drawn = (word: string) => () => valueSet(sight.table('node').column(word).values)
  const layers = lazy(drawn('layer') as () => readonly number[])
  const stages = lazy(drawn('stage') as () => readonly number[])
  const everyNode = lazy(() => mapped(int32s(graph.nodes), (_, row) => row))
  return subjectTable({
    scope: 'plan',
    size: 1,
    name: () => 'plan',
    line: () => place(problem?.line),
    members: everyNode,
    given: (word) => columnOf(1, () => givenValue(candidate.given, word)),
    columns: {
      format: one(() => candidate.format),
      kind: one(() => (candidate.format === 'unknown' ? undefined : graphKind(candidate))),
      problemCount: one(() => candidate.problems.length),
      problemLine: one(() => place(problem?.line)),
      problemColumn: one(() => place(problem?.column)),
      problemCategory: one(() => problem?.category),
      problemRead: one(() => problem?.read),
      problemExpected: one(() => problem?.expected),
      problemRepair: one(() => problem?.repair),
      unread: one(() => candidate.unread ?? []),
      unknownFlags: one(() => candidate.launch?.unknownFlags ?? []),
      refusedFlags: one(() => candidate.launch?.refusedFlags ?? []),
      replaceableFlags: one(() => candidate.launch?.replaceableFlags ?? []),
      laterFlags: one(() => candidate.launch?.laterFlags ?? []),
      ignoredVariables: one(() => candidate.launch?.ignoredVariables ?? []),
      datedFlags: one(() => candidate.launch?.datedFlags ?? []),
      flagVersions: one(() => candidate.launch?.flagVersions ?? []),
      openValues: one(() => candidate.launch?.openValues ?? []),
      defaultValues: one(() => candidate.launch?.defaultValues ?? []),
      contradictions: one(() => candidate.launch?.contradictions ?? []),
      nodeCount: one(() => graph.nodes),
      edgeCount: one(() => graph.edges),
      components: one(() => componentsWithEdges(sight)),
      drawnPhases: one(drawn('phase')),
      drawnLayers: one(() => layers().length),
      firstLayer: one(() => layers()[0]),
      lastLayer: one(() => layers().at(-1)),
      layerGaps: one(() => gaps(layers())),
      drawnStages: one(stages),
      firstStage: one(() => stages()[0]),
      lastStage: one(() => stages().at(-1)),
      devices: one(drawn('devices')),
      unfilledMeshes: one(() => candidate.meshes && unfilledMeshes(candidate.meshes)),
      crossingMeshes: one(() => candidate.meshes && crossingMeshes(candidate.meshes)),
      ...typingWords(sight),
    },
  })
}

/** Weakly connected components in which there is an edge. */
function componentsWithEdges(sight: Sight): number {
  const { component } = sight.weakComponents()
  const found = new Set<number>()
  for (const v of sight.graph.tail) found.add(component[v]!)
  return found.size
}

/** Most numbers that are listed as missing: a layer numbered a billion is a slip, not a billion gaps. */
const MOST_GAPS = 1000

/** Whole numbers missing between the first and the last of an ascending list. */
function gaps(numbers: readonly Scalar[]): readonly number[] {
  const missing: number[] = []
  for (let i = 1; i < numbers.length; i++) {
    for (let n = Number(numbers[i - 1]) + 1; n < Number(numbers[i]) && missing.length < MOST_GAPS; n++)
      missing.push(n)
  }
  return missing
}
