// Which heads the ranks of a stage have.
import { UsageError } from '../usage-error.js'
import { coordinates, type Degrees } from './degrees.js'
import type { ModelShape } from './shape.js'
import { type HeadShare, headShares, range } from './shares.js'

/** The heads of a rank: of its tensor rank, of its own within that, and of its own after tokens were exchanged for heads. */
export interface RankHeads {
  readonly block: HeadShare
  readonly own: HeadShare
}

/** Deals the heads over the ranks of a team, in their order. @throws UsageError where a rank would have none */
export function teamHeads(model: ModelShape, { dcp, tpa }: Degrees): RankHeads[] {
  const { attention } = model
  const queries = range(attention.queries)
  const all = { queries, keys: attention.kind === 'heads' ? range(attention.keys) : queries }
  const blocks = dealt(all, tpa, 'tpa')
  const own = blocks.map((block) => dealt(block, dcp, 'dcp'))
  return coordinates({ pp: 1, pcp: 1, adp: 1, dcp, tpa, ep: 1, etp: 1 }).map((one) => ({
    block: blocks[one.tpa]!,
    own: own[one.tpa]![one.dcp]!,
  }))
}

/** Deals heads. @throws UsageError where a rank would have no queries */
export function dealt(heads: HeadShare, ranks: number, degree: string): HeadShare[] {
  const shares = headShares(heads, ranks)
  if (shares !== undefined) return shares
  throw new UsageError(
    `${heads.queries.length} query heads that share ${heads.keys.length} key-value heads cannot be dealt to ${degree}=${ranks} ranks: one would have none.`,
    `Lower \`${degree}\`.`,
  )
}
