// Nodes of a drawing: new ones stand behind the node that they were put beside, in its subgraph, and look like their kind.
import type { Statement } from '../../candidate/dot/index.js'
import type { Drawing } from './drawing.js'
import type { Label } from './labels.js'
import { nameText } from './names.js'
import { statementsOf } from './statements.js'
import { indentAt, insertedBehind, type TextEdit, withoutStatement } from './text-edits.js'

export function nodeEdits(
  drawing: Drawing,
  labels: readonly Label[],
  removed: ReadonlySet<string>,
): TextEdit[] {
  const { outline, text } = drawing
  const statements = statementsOf(outline)
  const behind = new Map<Statement, string[]>()
  for (const { id, beside, list: copied, from } of labels) {
    const home = statements.get(beside) ?? outline[0]!
    const list =
      from === undefined ? copied : reindented(copied, indentAt(text, from), indentAt(text, home.start))
    const quoted = text[home.operands[0]?.start ?? home.start] === '"'
    const name = quoted && !nameText(id).startsWith('"') ? `"${id}"` : nameText(id)
    const statement = `${name}${list === '' ? '' : ` ${list}`}${home.ended ? ';' : ''}`
    behind.set(home, [...(behind.get(home) ?? []), statement])
  }
  const gone = outline.filter(
    ({ edges, operands }) =>
      edges.length === 0 && operands.length === 1 && operands[0]!.names?.every(({ id }) => removed.has(id)),
  )
  return [
    ...[...behind].map(([home, lines]) => insertedBehind(text, home, lines)),
    ...gone.map((statement) => withoutStatement(text, statement)),
  ]
}

/** A list of several lines, as far to the right of its statement as it was of the one that it comes from. */
function reindented(list: string, from: string, to: string): string {
  return list.replaceAll(`\n${from}`, `\n${to}`)
}
