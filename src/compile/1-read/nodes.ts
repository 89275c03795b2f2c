import type { Nodes, Parents } from 'mdast'
import type { Span } from '../diagnostic.js'

/** The place of a node: its first line, to its end where it ends there. */
export function spanOf(node: Nodes): Span {
  const { start, end } = node.position!
  return {
    line: start.line,
    column: start.column,
    ...(end.line === start.line ? { endColumn: end.column } : {}),
  }
}

/** All nodes below and including `node`, in the order of the page. */
export function* walk(node: Nodes): Generator<Nodes> {
  yield node
  if ('children' in node) for (const child of (node as Parents).children) yield* walk(child)
}

/** The words of a node; footnote references and comments are none. */
export function plainText(node: Nodes): string {
  let text = ''
  for (const inner of walk(node)) {
    if (inner.type === 'text' || inner.type === 'inlineCode') text += inner.value
    else if (inner.type === 'break') text += '\n'
  }
  return text
}
