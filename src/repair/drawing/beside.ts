// Behind which node of a drawing a new one is written.
import type { DraftEdge } from '../draft.js'
import type { Drawing } from './drawing.js'

/** For a new node, of its old neighbours the one whose name the new name begins with, or else the first. */
export function neighboursOf(
  added: readonly Readonly<Record<string, unknown>>[],
  edges: readonly Readonly<DraftEdge>[],
  { candidate }: Drawing,
): (id: string) => string | undefined {
  const isOld = new Set(candidate.nodes.map((node) => node.id))
  const around = new Map<string, string[]>(added.map(({ id }) => [String(id), []]))
  for (const { from, to, removed } of edges) {
    if (removed) continue
    around.get(from)?.push(to)
    around.get(to)?.push(from)
  }
  return (id) => {
    // Between new nodes, the old ones are further on.
    const near = new Set(around.get(id))
    for (const there of near) {
      if ([...near].some((one) => isOld.has(one))) break
      for (const further of around.get(there) ?? []) near.add(further)
    }
    const others = [...near].filter((one) => isOld.has(one))
    const named = others.filter((other) => id.startsWith(`${other}_`))
    return named.sort((a, b) => b.length - a.length)[0] ?? others[0]
  }
}
