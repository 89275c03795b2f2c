// The pieces that plans are made of, and what the base calls their operations.
import type { Base } from '../knowledge/base.js'
import { UsageError } from '../usage-error.js'

/** What a node is to the constructor. */
export type Piece =
  | 'addition'
  | 'attention'
  | 'attentionOutput'
  | 'cacheRead'
  | 'cacheTransfer'
  | 'cacheWrite'
  | 'collect'
  | 'cut'
  | 'deal'
  | 'embedding'
  | 'exchange'
  | 'experts'
  | 'gating'
  | 'head'
  | 'input'
  | 'join'
  | 'lastNorm'
  | 'lastRows'
  | 'latents'
  | 'merge'
  | 'narrow'
  | 'norm'
  | 'output'
  | 'product'
  | 'queries'
  | 'queriesKeysValues'
  | 'receive'
  | 'residualAddition'
  | 'ringAttention'
  | 'router'
  | 'sampling'
  | 'scatter'
  | 'send'
  | 'sharedExperts'
  | 'sum'
  | 'turning'
  | 'widen'

export interface Pieces {
  /** The operation of a piece. @throws UsageError where the base has none */
  readonly opOf: (piece: Piece) => string
  /** Whether an operation is one call of its group, and one node however a plan is drawn. */
  readonly isJoint: (op: string) => boolean
  /** What a drawing calls an operation. */
  readonly titleOf: (op: string) => string
}

const TABLE = 'pieces'

/** Reads the base's table of pieces. */
export function piecesOf(base: Base): Pieces {
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  const byOp = new Map(Object.values(rows).map((row) => [String(row['op']), row]))
  return {
    opOf: (piece) => {
      const op = Object.hasOwn(rows, piece) ? rows[piece]!['op'] : undefined
      if (typeof op === 'string') return op
      throw new UsageError(
        `The knowledge base does not say what \`${piece}\` is in a plan.`,
        `A row of the table \`${TABLE}\` does.`,
      )
    },
    isJoint: (op) => byOp.get(op)?.['joint'] === true,
    titleOf: (op) => String(byOp.get(op)?.['title'] ?? op),
  }
}
