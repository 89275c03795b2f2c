// The nodes beside a node of a draft.
import type { Value } from '../knowledge/expression.js'
import type { Draft } from './draft.js'

export type Side = 'from' | 'to'

export const other = (side: Side): Side => (side === 'from' ? 'to' : 'from')

/** The distinct neighbours of a node: those that its edges lead to (`to`) or come from (`from`). */
export function neighbours(draft: Draft, id: string, side: Side): Set<string> {
  const edges = draft.edgesAt(id).map((index) => draft.edges[index]!)
  return new Set(edges.filter((edge) => edge[other(side)] === id).map((edge) => edge[side]))
}

/** The list of ids that a parameter of an edit gives. */
export const idsOf = (value: Value): string[] => (typeof value === 'object' ? value.map(String) : [])
