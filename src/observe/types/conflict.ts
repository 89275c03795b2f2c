// A conflict of types: what an operation found and does not take.

/** The closed set of kinds; `rules/vocabulary.yaml` repeats it. */
export type ConflictKind =
  | 'unbound'
  | 'misfit'
  | 'cut'
  | 'unaligned'
  | 'heads'
  | 'parts'
  | 'scales'
  | 'partial-read'
  | 'partial-added'
  | 'reduced-again'
  | 'reduced-otherwise'
  | 'untiled'
  | 'unlike'
  | 'drawn-alone'
  | 'joined-twice'
  | 'order'
  | 'not-kept'
  | 'padding'
  | 'ends'
  | 'cache-unwritten'
  | 'cache-gap'
  | 'cache-left'
  | 'cache-unlike'
  | 'lost'

export interface Conflict {
  readonly kind: ConflictKind
  /** The tensor, by its name. */
  readonly tensor?: string
  readonly dimension?: string
  /** How it lies. */
  readonly seen: string
  /** What is taken there. */
  readonly takes: string
  /** Whether it is cells of a cache that are wanting: where nobody has written them, that is what is wrong. */
  readonly ofCells?: true
  /** Place of the tensor among the inputs, where the node that made it is to blame. */
  readonly input?: number
}
