// The vocabulary as ranks hold it: all alike, with padding behind the model's entries where these do not divide among them.
import type { Dimension, TensorUse } from '../candidate/candidate.js'
import { indicesText } from '../tensor/indices.js'
import { balanced, range } from './shares.js'
import { dimension, tensor } from './tensors.js'

export interface DealtVocabulary {
  readonly isPadded: boolean
  /** The matrix with a row for each entry, as each rank loads it. */
  weight(name: string, hidden: Dimension): TensorUse
  /** A logit for each entry, and for the padding behind them. */
  logits(name: string, row: Dimension): TensorUse
  /** Logits without their padding. */
  cut(name: string, row: Dimension): TensorUse
}

/** Deals a vocabulary of so many entries to ranks. Rows of zeros are its padding, so their logits are zero. */
export function dealtVocabulary(entries: number, ranks: number): DealtVocabulary {
  const size = Math.ceil(entries / ranks) * ranks
  const isPadded = size > entries
  const dim = dimension('vocab', size)
  const withPadding = (use: TensorUse): TensorUse =>
    isPadded ? { ...use, padding: { vocab: { from: entries, value: 'zero' } } } : use
  return {
    isPadded,
    weight: (name, hidden) =>
      withPadding(tensor(name, [dim, hidden], { vocab: balanced(range(size), ranks) })),
    logits: (name, row) => withPadding(tensor(name, [row, dim])),
    cut: (name, row) => ({
      ...tensor(name, [row, dimension('vocab', entries)]),
      slices: { vocab: indicesText(range(entries)) },
    }),
  }
}
