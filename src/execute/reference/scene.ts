// What a layer of the reference works on.
import type { Cells } from '../algebra/algebra.js'
import type { Architecture } from './architecture.js'
import type { Arithmetic } from './arithmetic.js'
import type { Row } from './attention.js'

/** What a layer works on: its rows, the name of their dimension, and a place for what it makes. */
export interface Scene {
  readonly math: Arithmetic
  readonly model: Architecture
  readonly rows: readonly Row[]
  /** The name of a layer's tensor or weight, from its own name. */
  name(own: string): string
  /** A weight of the layer. */
  weight(own: string, count: number): Cells
  /** Notes a tensor of rows. */
  note(own: string, dims: Readonly<Record<string, number>>, cells: Cells): Cells
  /** Notes a tensor of all cached rows. */
  noteCached(own: string, dims: Readonly<Record<string, number>>, cells: Cells, rows: readonly Row[]): void
}

/** The scale of a norm, by what is normed. */
export const normName = (own: string): string => `${own}_norm`
