// Where the statements of a text in DOT stand: for who edits the text and leaves the rest of it as it is.
import type { MadeEdge } from './build.js'

export interface Span {
  readonly start: number
  end: number
}

/** A name in a statement, with its port. */
export interface NameSpan extends Span {
  readonly id: string
}

/** What stands between the arrows of a statement: names, or a subgraph. */
export interface OperandSpan extends Span {
  readonly names: NameSpan[] | undefined
}

/** A statement of nodes or edges; `end` lies behind its attributes, before a semicolon. */
export interface Statement extends Span {
  readonly operands: readonly OperandSpan[]
  /** The edges that it means; none for a statement of nodes. */
  readonly edges: readonly MadeEdge[]
  /** Whether a semicolon follows. */
  readonly ended: boolean
  /** How many braces are open around it. */
  readonly depth: number
  /** Where its attributes begin. */
  readonly listStart: number | undefined
}

export type Outline = Statement[]
