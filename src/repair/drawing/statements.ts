import type { Statement } from '../../candidate/dot/index.js'
import type { Drawing } from './drawing.js'

/** By id, the first statement of the node alone, or else the first that names it. */
export function statementsOf(outline: Drawing['outline']): ReadonlyMap<string, Statement> {
  const found = new Map<string, Statement>()
  const isOwn = ({ edges, operands }: Statement) => edges.length === 0 && operands.length === 1
  for (const own of [true, false]) {
    for (const statement of outline) {
      if (isOwn(statement) !== own) continue
      for (const { names } of statement.operands)
        for (const { id } of names ?? []) if (!found.has(id)) found.set(id, statement)
    }
  }
  return found
}
