// Places of the drawing: a band a stratum, the lowest at the bottom; words left, what is derived between, rules right.
import type { Graph, GraphNode, NodeKind } from './graph.js'

export interface Placed {
  readonly node: GraphNode
  /** Left edge and vertical middle of its text. */
  readonly x: number
  readonly y: number
  readonly width: number
  /** Of a rule, in a small drawing: its sentence, and where it begins. */
  readonly sentence?: { readonly text: string; readonly x: number }
}

export interface Band {
  readonly stratum: string
  readonly title: string
  readonly y: number
  readonly height: number
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly bands: readonly Band[]
  readonly placed: ReadonlyMap<string, Placed>
}

/** Drawings of at most this many rules say the sentence of each. */
const mostSentences = 30
const longestSentence = 76

/** Pixels. The font has characters of one width, so that texts can be measured without it. */
export const metrics = {
  character: 6.65,
  row: 18,
  /** Room for the sign before a name. */
  sign: 14,
  margin: 24,
  /** Above the first band. */
  top: 64,
  heading: 30,
  padding: 12,
  gap: 150,
  between: 28,
  /** Right of the rules, for what they require. */
  arcs: 90,
  /** Wide enough for the legend. */
  least: 960,
  /** A character of a sentence, whose font is not of one width: the widest that it comes to in the mean. */
  prose: 6.2,
} as const

const columnOf: Readonly<Record<NodeKind, number>> = { word: 0, table: 1, formula: 1, selector: 1, rule: 2 }
const columns = 3
const sweeps = 6
/** Rules of one stratum that stand in one lane. */
const longestLane = 36

/** Places every node. Words and derived facts stand near what reads them; rules stay in the order of their names. */
export function layoutOf(graph: Graph): Layout {
  const isSmall = graph.nodes.filter(({ kind }) => kind === 'rule').length <= mostSentences
  const sentenceOf = ({ kind, title }: GraphNode) => (kind === 'rule' && isSmall ? shortened(title) : '')
  const widthOf = (node: GraphNode) => {
    const { length } = sentenceOf(node)
    return nameWidth(node) + (length === 0 ? 0 : 10 + length * metrics.prose)
  }
  const strata = graph.strata.filter(({ id }) => graph.nodes.some(({ stratum }) => stratum === id)).reverse()
  const cells = strata.map(({ id }) =>
    Array.from({ length: columns }, (_, column) =>
      graph.nodes.filter((node) => node.stratum === id && columnOf[node.kind] === column),
    ),
  )
  order(cells, graph)
  const height = (cell: readonly GraphNode[][]) =>
    Math.max(
      ...lanesOf(cell)
        .flat()
        .map((lane) => lane.length),
    )
  const widths = Array.from({ length: columns }, (_, column) => {
    const lanes = cells.map((cell) => lanesOf(cell)[column]!)
    const most = Math.max(...lanes.map((lane) => lane.length))
    return Array.from({ length: most }, (_, i) =>
      Math.max(0, ...lanes.flatMap((lane) => (lane[i] ?? []).map(widthOf))),
    )
  })
  const starts: number[][] = []
  let x = metrics.margin + metrics.padding
  for (const lanes of widths) {
    starts.push(
      lanes.map((_, i) => x + lanes.slice(0, i).reduce((sum, width) => sum + width + metrics.between, 0)),
    )
    const used =
      lanes.reduce((sum, width) => sum + width, 0) + metrics.between * Math.max(0, lanes.length - 1)
    if (used > 0) x += used + metrics.gap
  }
  const bands: Band[] = []
  const placed = new Map<string, Placed>()
  let y: number = metrics.top
  for (const [index, { id, title }] of strata.entries()) {
    const rows = height(cells[index]!)
    const band = metrics.heading + rows * metrics.row + metrics.padding
    for (const [column, lanes] of lanesOf(cells[index]!).entries()) {
      for (const [i, lane] of lanes.entries()) {
        const spare = ((rows - lane.length) * metrics.row) / 2
        for (const [row, node] of lane.entries()) {
          const left = starts[column]![i]!
          const text = sentenceOf(node)
          placed.set(node.id, {
            node,
            x: left,
            y: y + metrics.heading + spare + (row + 0.5) * metrics.row,
            width: widthOf(node),
            ...(text !== '' && { sentence: { text, x: left + nameWidth(node) + 10 } }),
          })
        }
      }
    }
    bands.push({ stratum: id, title, y, height: band })
    y += band + metrics.padding
  }
  return {
    width: Math.max(metrics.least, x - metrics.gap + metrics.arcs + metrics.margin),
    height: y + metrics.margin - metrics.padding,
    bands,
    placed,
  }
}

function nameWidth({ name }: GraphNode): number {
  return metrics.sign + name.length * metrics.character
}

const shortened = (text: string): string =>
  text.length > longestSentence ? `${text.slice(0, longestSentence - 1)}…` : text

/** A column that is long, or much longer than the rules beside it, is broken into lanes. */
function lanesOf(cell: readonly (readonly GraphNode[])[]): GraphNode[][][] {
  const rules = Math.ceil(cell[2]!.length / Math.ceil(cell[2]!.length / longestLane || 1))
  const most = [Math.max(8, rules * 1.5), Math.max(8, rules * 1.5), longestLane]
  return cell.map((nodes, column) => {
    const lanes = Math.max(1, Math.ceil(nodes.length / most[column]!))
    const rows = Math.ceil(nodes.length / lanes)
    return Array.from({ length: lanes }, (_, i) => nodes.slice(i * rows, (i + 1) * rows))
  })
}

/** Sorts words and derived facts by the mean place of what they are connected with, back and forth. */
function order(cells: GraphNode[][][], { edges }: Graph): void {
  const neighbours = new Map<string, string[]>()
  const link = (a: string, b: string) => neighbours.set(a, [...(neighbours.get(a) ?? []), b])
  for (const { from, to, kind } of edges) {
    if (kind !== 'reads') continue
    link(to, from)
    link(from, to)
  }
  const rank = new Map<string, number>()
  const count = () => {
    let place = 0
    for (const cell of cells) {
      const most = Math.max(...cell.map((nodes) => nodes.length))
      for (const nodes of cell)
        for (const [i, { id }] of nodes.entries()) rank.set(id, place + ((i + 0.5) * most) / nodes.length)
      place += most
    }
  }
  count()
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const column of [1, 0]) {
      for (const cell of cells) {
        const mean = new Map(
          cell[column]!.map(({ id }) => [id, meanOf(neighbours.get(id) ?? [], rank, rank.get(id)!)]),
        )
        cell[column]!.sort((a, b) => mean.get(a.id)! - mean.get(b.id)! || (a.name < b.name ? -1 : 1))
      }
      count()
    }
  }
}

function meanOf(ids: readonly string[], rank: ReadonlyMap<string, number>, alone: number): number {
  return ids.length === 0 ? alone : ids.reduce((sum, id) => sum + rank.get(id)!, 0) / ids.length
}
