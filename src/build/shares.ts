// How a dimension is dealt to ranks: in runs of nearly equal length, and heads so that queries stay with their keys.

/** The heads of one rank: which queries, and the key-value heads that they read. */
export interface HeadShare {
  readonly queries: readonly number[]
  readonly keys: readonly number[]
}

/** The numbers below `size`. */
export const range = (size: number): number[] => Array.from({ length: size }, (_, index) => index)

/** Cuts a list into so many runs whose lengths differ by one at most, the longer ones first. */
export function balanced<T>(items: readonly T[], parts: number): T[][] {
  const [least, longer] = [Math.floor(items.length / parts), items.length % parts]
  return range(parts).map((part) => {
    const start = part * least + Math.min(part, longer)
    return items.slice(start, start + least + (part < longer ? 1 : 0))
  })
}

/** The columns of a network that is dealt to ranks, by rank: of one matrix, and of two that are kept as one. */
export interface DealtWidth {
  readonly single: readonly (readonly number[])[]
  readonly fused: readonly (readonly number[])[]
}

/** Deals the width of a gated network. */
export function dealtWidth(width: number, ranks: number): DealtWidth {
  const single = balanced(range(width), ranks)
  return { single, fused: single.map((own) => [...own, ...own.map((column) => column + width)]) }
}

/**
 * Deals heads to ranks. Key-value heads are dealt whole, with the queries that read them; where ranks are more than they, each
 * is kept by several ranks, which share its queries. Undefined where a rank would have no queries.
 */
export function headShares({ queries, keys }: HeadShare, ranks: number): HeadShare[] | undefined {
  const each = queries.length / keys.length
  const queriesOf = (own: readonly number[]): number[] =>
    own.flatMap((key) => {
      const start = keys.indexOf(key) * each
      return queries.slice(start, start + each)
    })
  const shares =
    ranks <= keys.length
      ? balanced(keys, ranks).map((own) => ({ queries: queriesOf(own), keys: own }))
      : balanced(range(ranks), keys.length).flatMap((sharing, key) =>
          balanced(queriesOf([keys[key]!]), sharing.length).map((own) => ({
            queries: own,
            keys: [keys[key]!],
          })),
        )
  return shares.every((share) => share.queries.length > 0) ? shares : undefined
}
