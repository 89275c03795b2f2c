// From a candidate to observed facts: tables of subjects whose columns are measured when a rule first asks for them.
import type { Candidate } from '../candidate/candidate.js'
import { edgeEnds } from '../candidate/ends.js'
import type { Base, Scope } from '../knowledge/base.js'
import type { Facts, SubjectTable } from './facts.js'
import { buildGraph } from './graph.js'
import { hangingTogether } from './hanging.js'
import { typingOf } from './how-far.js'
import { partitionsOf } from './partitions.js'
import { firstShapes } from './shapes.js'
import type { Sight } from './sight.js'
import { inferStated } from './stated/infer.js'
import { lazy } from './table.js'
import { cycleTable } from './tables/cycles.js'
import { deploymentTable } from './tables/deployments.js'
import { deviceTable } from './tables/devices.js'
import { edgeTable } from './tables/edges.js'
import { groupTable } from './tables/groups.js'
import { layerTable } from './tables/layers.js'
import { nodeTable } from './tables/nodes.js'
import { phaseTable } from './tables/phases.js'
import { planTable } from './tables/plan.js'
import { stageTable } from './tables/stages.js'
import { tensorTable } from './tables/tensors.js'
import { inferTypes } from './types/infer.js'

const builders: Readonly<Record<Scope, (sight: Sight) => SubjectTable>> = {
  plan: planTable,
  phase: phaseTable,
  stage: stageTable,
  layer: layerTable,
  group: groupTable,
  device: deviceTable,
  tensor: tensorTable,
  node: nodeTable,
  edge: edgeTable,
  cycle: cycleTable,
  deployment: deploymentTable,
}

/**
 * The observed facts of a candidate. All of them are linear, or nearly so, in its nodes and edges; where the exact answer
 * could cost more (unions of device sets, shortest cycles), work is bounded and the rest is unknown or a longer cycle.
 * Tensors are typed by the tables of the base; without one they are not.
 */
export function observe(candidate: Candidate, base?: Base): Facts {
  const built = new Map<Scope, SubjectTable>()
  const table = (scope: Scope): SubjectTable => {
    const made = built.get(scope) ?? builders[scope](sight)
    built.set(scope, made)
    return made
  }
  const graph = buildGraph(candidate.nodes.length, edgeEnds(candidate.nodes, candidate.edges))
  const sight: Sight = {
    candidate,
    graph,
    table,
    weakComponents: lazy(() => hangingTogether(candidate, graph, table('node'), base)),
    firstShapes: lazy(() => firstShapes(candidate.nodes)),
    inferred: lazy(() => base && inferTypes(candidate, graph, base)),
    stated: lazy(() =>
      base === undefined || sight.inferred() !== undefined
        ? undefined
        : inferStated(candidate, graph, base, table('node').column('devices')),
    ),
    get partitions() {
      return partitions
    },
  }
  const partitions = partitionsOf(Object.keys(candidate.phases), candidate.countedStages ?? {}, (word) =>
    table('node').column(word),
  )
  const tables = {} as Record<Scope, SubjectTable>
  for (const scope of Object.keys(builders) as Scope[]) {
    Object.defineProperty(tables, scope, { enumerable: true, get: () => table(scope) })
  }
  const typing = base && lazy(() => typingOf(candidate, graph, base, sight.inferred(), sight.stated))
  return { tables, graph, ...(typing && { typing }) }
}
