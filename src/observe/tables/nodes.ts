// The node table: what each node says of itself, and what its surroundings say of it.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Value } from '../../knowledge/expression.js'
import { columnOf, Dictionary, mapColumn, numberColumn, setColumn, truthColumn } from '../columns.js'
import { degreesOf } from '../degrees.js'
import { deviceColumns } from '../devices.js'
import type { Column, SubjectTable } from '../facts.js'
import { int32s, mapped } from '../flat.js'
import { jointDevices } from '../joint.js'
import { nearestNames } from '../names.js'
import { dimensionText, type FirstShapes, NO_SHAPE } from '../shapes.js'
import { attributeWords, givenValue, type Sight, toPlan } from '../sight.js'
import { lazy, subjectTable } from '../table.js'
import { typeColumns } from '../types/columns.js'

/** Builds the node table. Nodes that name no phase belong to the document's, where it declares only one. */
export function nodeTable(sight: Sight): SubjectTable {
  const { candidate, graph } = sight
  const { nodes } = candidate
  const size = nodes.length
  const from = (valueAt: (node: CandidateNode) => Value) => () =>
    columnOf(size, (row) => valueAt(nodes[row]!))
  const phases = Object.keys(candidate.phases)
  const onlyPhase = phases.length === 1 ? phases[0] : undefined
  const degrees = lazy(() => degreesOf(graph))
  const weak = sight.weakComponents
  const largest = lazy(() => weak().sizes.indexOf(weak().sizes.reduce((a, b) => Math.max(a, b), 0)))
  const componentSizes = lazy(() => stronglyConnectedSizes(sight))
  const around = lazy(() => deviceColumns(graph, table.column('devices')))
  const attributes = lazy(() => attributeWords(nodes))
  const table: SubjectTable = subjectTable({
    scope: 'node',
    size,
    name: (row) => nodes[row]!.id,
    line: (row) => nodes[row]!.line,
    related: {
      plan: toPlan(sight, size),
      phase: subjectOf(sight, 'phase'),
      stage: subjectOf(sight, 'stage'),
      layer: subjectOf(sight, 'layer'),
      group: subjectOf(sight, 'group'),
    },
    given: (word) =>
      attributes().has(word) ? from((node) => givenValue(node.attributes, word))() : undefined,
    columns: {
      id: from((node) => node.id),
      title: from((node) => node.title || node.id),
      op: from((node) => node.op),
      phase: from((node) => node.phase ?? onlyPhase),
      layer: from((node) => node.layer),
      stage: from((node) => node.stage),
      microbatch: from((node) => node.microbatch),
      step: from((node) => node.step),
      dtype: from((node) => node.dtype),
      devices: () => setColumn(size, (row) => nodes[row]!.devices),
      deviceCount: () => mapColumn(table.column('devices'), sizeOf),
      group: () => setColumn(size, (row) => nodes[row]!.group),
      groupSize: () => mapColumn(table.column('group'), sizeOf),
      input: () => shapeColumn(sight.firstShapes(), 'inputs'),
      output: () => shapeColumn(sight.firstShapes(), 'outputs'),
      outputNames: from(({ outputs }) => outputs?.flatMap(({ name }) => name ?? [])),
      matrix: from(({ weights }) => weights?.[0]?.name),
      inDegree: () => numberColumn(degrees().in),
      outDegree: () => numberColumn(degrees().out),
      degree: () =>
        numberColumn(mapped(degrees().in, (n, v) => n + degrees().out[v]! + degrees().selfLoops[v]!)),
      selfLoops: () => numberColumn(degrees().selfLoops),
      declared: () => truthColumn(size, (row) => nodes[row]!.declared !== false),
      nearestDeclared: () => nearestDeclared(nodes),
      onCycle: () => truthColumn(size, (row) => componentSizes()[graph.component[row]!]! > 1),
      componentSize: () => numberColumn(mapped(weak().component, (component) => weak().sizes[component]!)),
      inLargestComponent: () => truthColumn(size, (row) => weak().component[row] === largest()),
      devicesAbove: () => around().devicesAbove(),
      devicesBelow: () => around().devicesBelow(),
      devicesBefore: () => around().devicesBefore(),
      devicesAfter: () => around().devicesAfter(),
      participants: () => around().participants(),
      jointDevices: () => jointDevices(table),
      ...typeColumns(sight, size),
    },
  })
  return table
}

/** The relation from a node to the layer, stage, phase or group that it belongs to. */
function subjectOf(sight: Sight, scope: 'phase' | 'stage' | 'layer' | 'group') {
  return () => {
    const table = sight.table(scope)
    return { table, rows: sight.partitions[scope]().rowOf }
  }
}

function sizeOf(value: Value): Value {
  return Array.isArray(value) ? value.length : undefined
}

/** The first shape on one side of each node, as texts of its dimensions. */
function shapeColumn(first: FirstShapes, side: 'inputs' | 'outputs'): Column {
  const dictionary = new Dictionary()
  const recode: number[] = []
  const codes = mapped(first[side], (shape) => {
    if (shape === NO_SHAPE) return -1
    recode[shape] ??= dictionary.code(first.shapes.list[shape]!.map(dimensionText))
    return recode[shape]
  })
  return { codes, values: dictionary.values }
}

function stronglyConnectedSizes({ graph }: Sight): Int32Array {
  const sizes = int32s(graph.components)
  for (const component of graph.component) sizes[component]!++
  return sizes
}

function nearestDeclared(nodes: readonly CandidateNode[]): Column {
  const undeclared = nodes.flatMap((node) => (node.declared === false ? [node.id] : []))
  const declared = undeclared.length === 0 ? [] : nodes.filter((node) => node.declared !== false)
  const near = nearestNames(
    undeclared,
    declared.map((node) => node.id),
  )
  let next = 0
  return columnOf(nodes.length, (row) => (nodes[row]!.declared === false ? near[next++] : undefined))
}
