// Edges of a drawing: a statement whose edges change is written anew, edge by edge where it says several.
import type { DotEdge, Statement } from '../../candidate/dot/index.js'
import type { Changes, DraftEdge } from '../draft.js'
import { copiedAttributes } from './attributes.js'
import type { Drawing } from './drawing.js'
import { nameText } from './names.js'
import { indentAt, insertedBehind, type TextEdit, withoutStatement } from './text-edits.js'

/** The edits of the text for all edges that are removed, lead elsewhere or are new. */
export function edgeEdits(
  drawing: Drawing,
  edges: readonly Readonly<DraftEdge>[],
  { touched, addedEdges }: Changes,
): TextEdit[] {
  const { graph, outline, text } = drawing
  const indexOf = new Map<DotEdge, number>(graph.edges.map((edge, index) => [edge, index]))
  const homes = new Homes(drawing, edges, indexOf, touched)
  const behind = new Map<Statement, Readonly<DraftEdge>[]>()
  const last: Readonly<DraftEdge>[] = []
  for (const edge of addedEdges) {
    const home = homes.of(edge)
    if (home === undefined) last.push(edge)
    else behind.set(home, [...(behind.get(home) ?? []), edge])
  }
  const edits: TextEdit[] = []
  for (const statement of outline) {
    const isTouched = statement.edges.some(({ edge }) => touched.has(indexOf.get(edge) ?? -1))
    const added = behind.get(statement) ?? []
    const list = statement.listStart === undefined ? '' : text.slice(statement.listStart, statement.end)
    // A new edge looks like the one that it stands behind, but does not repeat its remark.
    const look = copiedAttributes(list, undefined, ['label', 'xlabel', 'headlabel', 'taillabel']) ?? ''
    const end = statement.ended ? ';' : ''
    const lines = added.map(({ from, to }) => `${edgeText(drawing, from, to, look)}${end}`)
    if (isTouched) edits.push(...rewritten(drawing, statement, edges, indexOf, list))
    if (lines.length > 0) edits.push(insertedBehind(text, statement, lines))
  }
  if (last.length > 0) edits.push(atTheEnd(drawing, last))
  return edits
}

function edgeText({ graph }: Drawing, from: string, to: string, list: string): string {
  return `${nameText(from)} ${graph.directed ? '->' : '--'} ${nameText(to)}${list === '' ? '' : ` ${list}`}`
}

/** The statement with its edges as they are now; of a single edge only the names that change. */
function rewritten(
  drawing: Drawing,
  statement: Statement,
  edges: readonly Readonly<DraftEdge>[],
  indexOf: ReadonlyMap<DotEdge, number>,
  list: string,
): TextEdit[] {
  const { text } = drawing
  const { operands, start, end } = statement
  const now = statement.edges.map((made) => ({ ...made, draft: edges[indexOf.get(made.edge)!]! }))
  const left = now.filter(({ draft }) => !draft.removed)
  // A subgraph that says more than names has to be said further on.
  const bodies = operands
    .filter(({ names }) => names === undefined)
    .map((operand) => text.slice(operand.start, operand.end))
    .filter((body) => !body.startsWith('{') || /[=[]/.test(body))
  if (left.length === 0 && bodies.length === 0) return [withoutStatement(text, statement)]
  const names = operands.map((operand) => (operand.names?.length === 1 ? operand.names[0] : undefined))
  if (now.length === 1 && left.length === 1 && !names.includes(undefined)) {
    const { from, to } = left[0]!.draft
    return names.flatMap((name, side) => {
      const id = side === 0 ? from : to
      return id === name!.id ? [] : [{ start: name!.start, end: name!.end, text: nameText(id) }]
    })
  }
  const nameOf = (operand: number, was: string, is: string): string => {
    const name = operands[operand]!.names?.find(({ id }) => id === was)
    return name !== undefined && was === is ? text.slice(name.start, name.end) : nameText(is)
  }
  const arrow = drawing.graph.directed ? '->' : '--'
  const lines = left.map(({ from, tail, head, draft }) => {
    const ends = [nameOf(from, tail, draft.from), nameOf(from + 1, head, draft.to)]
    return `${ends.join(` ${arrow} `)}${list === '' ? '' : ` ${list}`}`
  })
  const between = `${statement.ended ? ';' : ''}\n${indentAt(text, start)}`
  return [{ start, end, text: [...bodies, ...lines].join(between) }]
}

/** Where a new edge is said: behind one that it belongs to. */
class Homes {
  private readonly byTail = new Map<string, Statement>()
  private readonly byHead = new Map<string, Statement>()
  private readonly known: ReadonlySet<string>

  constructor(
    { outline, graph }: Drawing,
    edges: readonly Readonly<DraftEdge>[],
    indexOf: ReadonlyMap<DotEdge, number>,
    touched: ReadonlySet<number>,
  ) {
    this.known = new Set(graph.nodes.map(({ id }) => id))
    for (const statement of outline) {
      for (const { edge } of statement.edges) {
        const index = indexOf.get(edge)
        if (index === undefined || (edges[index]!.removed && touched.has(index))) continue
        this.byTail.set(edges[index]!.from, statement)
        this.byHead.set(edges[index]!.to, statement)
      }
    }
  }

  /** That of a new node's other edge, or of one with the same beginning or end. */
  of({ from, to }: Readonly<DraftEdge>): Statement | undefined {
    const { byTail, byHead } = this
    const isNew = (id: string) => !this.known.has(id)
    if (isNew(from) && byHead.has(from)) return byHead.get(from)
    if (isNew(to) && byTail.has(to)) return byTail.get(to)
    return byTail.get(from) ?? byHead.get(to) ?? byHead.get(from) ?? byTail.get(to)
  }
}

/** Behind the last statement outside of subgraphs, or of all. */
function atTheEnd(drawing: Drawing, added: readonly Readonly<DraftEdge>[]): TextEdit {
  const { outline, text } = drawing
  const last = outline.findLast(({ depth }) => depth === 1) ?? outline.at(-1)!
  const end = last.ended ? ';' : ''
  return insertedBehind(
    text,
    last,
    added.map(({ from, to }) => `${edgeText(drawing, from, to, '')}${end}`),
  )
}
