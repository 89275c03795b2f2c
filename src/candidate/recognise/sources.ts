// Where the texts of patterns come from: see docs/language.md, "yaml patterns".
import type { DotCluster, DotEdge, DotGraph, DotNode } from '../dot/index.js'
import { labelLines } from '../dot/index.js'
import type { Sources } from './table.js'

/** The label that Graphviz gives a node that sets none: its id. */
const defaultLabel = '\\N'
/** More distinct styles at one node tell no more, and a graph may have as many as edges. */
const MOST_STYLES = 8
/** The head of a text is not longer. */
const MOST_HEAD = 4000

/** The lines of a label, remembered: many nodes share one. */
class Labels {
  private readonly seen = new Map<string, readonly string[]>()

  lines(label: string | undefined, id: string, shape?: string): readonly string[] {
    if (label === undefined || label === defaultLabel) return []
    if (label.includes(defaultLabel)) return labelLines(label, id, shape)
    const key = `${shape ?? ''}\n${label}`
    let lines = this.seen.get(key)
    if (lines === undefined) {
      lines = labelLines(label, id, shape)
      this.seen.set(key, lines)
    }
    return lines
  }
}

/** What surrounds all nodes and edges of a graph. */
export interface Surroundings {
  readonly labels: Labels
  /** The lines of a node's label; none where it has no label of its own. */
  lines(node: DotNode): readonly string[]
  /** Labels of the clusters around a node, innermost first. */
  clusters(node: DotNode): readonly string[]
  /** Labels of all clusters. */
  readonly allClusters: readonly string[]
  /** The name of the graph and the lines of its label. */
  readonly graph: readonly string[]
  /** The distinct styles of the edges at a node. */
  readonly edgeStyles: ReadonlyMap<string, readonly string[]>
  /** The comments that open the text, and the attribute of that name. */
  readonly comment: readonly string[]
}

export function surroundingsOf(graph: DotGraph, text: string): Surroundings {
  const labels = new Labels()
  const clusters = new Map(graph.clusters.map((cluster) => [cluster.id, clusterText(cluster, labels)]))
  return {
    labels,
    lines: ({ id, attributes }) => labels.lines(attributes.label, id, attributes.shape),
    edgeStyles: edgeStylesOf(graph),
    allClusters: [...clusters.values()].filter((label) => label !== ''),
    clusters: (node) => node.clusters.flatMap((id) => clusters.get(id) || []).reverse(),
    graph: [graph.name ?? '', ...labels.lines(graph.attributes.label, graph.name ?? '')].filter(
      (line) => line !== '',
    ),
    comment: [
      ...(graph.attributes.comment === undefined ? [] : [graph.attributes.comment]),
      ...commentLines(text),
    ],
  }
}

function edgeStylesOf(graph: DotGraph): ReadonlyMap<string, readonly string[]> {
  const styles = new Map<string, readonly string[]>()
  for (const { from, to, attributes } of graph.edges) {
    const { style } = attributes
    if (style === undefined) continue
    for (const id of [from, to]) {
      const seen = styles.get(id) ?? []
      if (!seen.includes(style) && seen.length < MOST_STYLES) styles.set(id, [...seen, style])
    }
  }
  return styles
}

function clusterText(cluster: DotCluster, labels: Labels): string {
  return labels.lines(cluster.label, cluster.id).join('\n')
}

/** Comments at the head of the text; those further down speak of parts. */
function commentLines(text: string): readonly string[] {
  const lines: string[] = []
  for (const line of text.slice(0, MOST_HEAD).split('\n')) {
    const comment = /^\s{0,40}(?:\/\/|#|\/?\*+)(.*)$/.exec(line)
    if (comment !== null) lines.push(comment[1]!.trim())
    else if (line.includes('{')) break
  }
  return lines.filter((line) => line !== '')
}

/** The texts of a node; `fields` are those recognised so far, which later tables may read. */
export function nodeSources(
  node: DotNode,
  around: Surroundings,
  fields: ReadonlyMap<string, unknown>,
): { readonly title: string; readonly sources: Sources } {
  const lines = around.lines(node)
  const title = lines[0] ?? node.id
  // The same list whenever it is asked for: who remembers a list need not look its texts up again.
  let clusters: readonly string[] | undefined
  let label: readonly string[] | undefined
  const id = [node.id]
  const first = lines.length === 0 ? id : lines.slice(0, 1)
  const second = lines.slice(1, 2)
  const clusterIds = node.clusters.toReversed()
  const sources: Sources = (source) => {
    switch (source) {
      case 'title':
        return fields.has('title') ? [String(fields.get('title'))] : first
      case 'line':
        return lines
      case 'first-line':
        return first
      case 'second-line':
        return second
      case 'label':
        label ??= lines.length === 0 ? [] : [lines.join('\n')]
        return label
      case 'id':
        return id
      case 'cluster':
        clusters ??= around.clusters(node)
        return clusters
      case 'cluster-id':
        return clusterIds
      case 'edge-style':
        return around.edgeStyles.get(node.id) ?? []
      case 'graph':
        return around.graph
      case 'comment':
        return around.comment
      default:
        return fieldOrAttribute(source, fields, node.attributes)
    }
  }
  return { title, sources }
}

/** The texts of an edge: its label, its attributes, and the fields recognised so far. */
export function edgeSources(
  edge: DotEdge,
  label: string | undefined,
  fields: ReadonlyMap<string, unknown>,
): Sources {
  return (source) => {
    if (source === 'label') return label === undefined ? [] : [label]
    return fieldOrAttribute(source, fields, edge.attributes)
  }
}

/** The texts of a plan by their sources, and the fields given or recognised so far. */
export function planSources(
  texts: ReadonlyMap<string, readonly string[]>,
  fields: ReadonlyMap<string, unknown>,
): Sources {
  return (source) => texts.get(source) ?? fieldOrAttribute(source, fields, {})
}

function fieldOrAttribute(
  source: string,
  fields: ReadonlyMap<string, unknown>,
  attributes: Readonly<Record<string, string>>,
): readonly string[] {
  const field = fields.get(source)
  if (Array.isArray(field)) return typeof field[0] === 'object' ? [] : [field.join(', ')]
  if (field !== undefined) return [String(field)]
  const attribute = attributes[source]
  return attribute === undefined ? [] : [attribute]
}
