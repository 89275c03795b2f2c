// From a drawing in DOT to a candidate: the words of its labels, ids and clusters become fields, by pattern tables.
import { createHash } from 'node:crypto'
import type { Base, PatternTable, Table } from '../../knowledge/base.js'
import type { Candidate, CandidateEdge, CandidateNode, SectionValue } from '../candidate.js'
import { type DotGraph, readDot } from '../dot/index.js'
import { withCarriedPlan } from './carried-plan.js'
import { fillEdge, fillNode, isSection } from './fill.js'
import { namesOf } from './names.js'
import type { FieldValue } from './readers.js'
import { edgeSources, nodeSources, planSources, type Surroundings, surroundingsOf } from './sources.js'
import { prepareAll, type Recognisers, readFields } from './table.js'

/** Reads a text in DOT and recognises what its labels say. Never throws on account of the text. */
export function readDotCandidate(text: string, input: string, base: Base): Candidate {
  const graph = readDot(text)
  return {
    input,
    format: 'dot',
    text,
    digest: createHash('sha256').update(text).digest('hex'),
    problems: graph.errors,
    ...withCarriedPlan(recognise(graph, base.patterns, text, base.tables), graph, base),
  }
}

/**
 * The nodes and edges of a graph with the fields that the pattern tables recognise in them. Tables run in order; a field
 * that has a value keeps it. What no pattern recognises stays unknown.
 * @param text the text that the graph was read from, for its opening comments
 * @param facts the tables whose rows are found by names that a label carries
 */
export function recognise(
  graph: DotGraph,
  tables: readonly PatternTable[],
  text = '',
  facts: readonly Table[] = [],
): Pick<Candidate, 'given' | 'phases' | 'nodes' | 'edges'> {
  const names = namesOf(tables, facts)
  const prepared = (scope: PatternTable['scope']): Recognisers =>
    prepareAll(
      tables.filter((table) => table.scope === scope),
      names,
    )
  const around = surroundingsOf(graph, text)
  const nodes = readNodes(graph, prepared('node'), around)
  const annotations = graph.nodes.filter((_, i) => nodes[i]!.attributes?.annotation === true)
  const legend = annotations.flatMap((node) => around.lines(node))
  return {
    given: readPlan(prepared('plan'), around, legend),
    phases: {},
    nodes,
    edges: readEdges(graph, prepared('edge'), around),
  }
}

function readNodes(graph: DotGraph, tables: Recognisers, around: Surroundings): CandidateNode[] {
  return graph.nodes.map((node) => {
    const fields = new Map<string, FieldValue>()
    const { title, sources } = nodeSources(node, around, fields)
    readFields(tables, sources, fields)
    return fillNode({ id: node.id, title, declared: node.declared, line: node.line }, fields)
  })
}

function readEdges(graph: DotGraph, tables: Recognisers, around: Surroundings): CandidateEdge[] {
  return graph.edges.map((edge) => {
    const fields = new Map<string, FieldValue>()
    const written = edge.attributes.label ?? edge.attributes.xlabel
    const label = around.labels.lines(written, '').join(' ') || undefined
    readFields(tables, edgeSources(edge, label, fields), fields)
    const { from, to, line } = edge
    return fillEdge(label === undefined ? { from, to, line } : { from, to, label, line }, fields)
  })
}

function readPlan(
  tables: Recognisers,
  around: Surroundings,
  legend: readonly string[],
): Readonly<Record<string, SectionValue>> {
  const fields = new Map<string, FieldValue>()
  const texts = new Map([
    ['graph', around.graph],
    ['comment', around.comment],
    ['cluster', around.allClusters],
    ['legend', legend],
  ])
  readFields(tables, planSources(texts, fields), fields)
  const given: Record<string, SectionValue> = Object.create(null)
  for (const [field, value] of fields) if (isSection(value)) given[field] = value
  return given
}
