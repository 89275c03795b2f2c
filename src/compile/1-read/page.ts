// A page as the compiler sees it: frontmatter, and sections with their prose, blocks, tables and references.
import type { Span, Text } from '../diagnostic.js'
import type { Data } from './data.js'

export const blockKinds = [
  'rule',
  'fix',
  'selector',
  'words',
  'facts',
  'formula',
  'estimate',
  'failure-mode',
  'patterns',
  'example',
] as const
export type BlockKind = (typeof blockKinds)[number]

export interface Cell {
  /** The text of the cell: its inline code where it holds one, else its words without footnotes. */
  readonly text: string
  readonly code: boolean
  readonly span: Span
}

export interface Row {
  readonly cells: readonly Cell[]
  readonly span: Span
}

export interface GridTable {
  readonly header: Row
  readonly rows: readonly Row[]
}

/** A fence ` ```yaml kind `; `table` is the table that follows it. */
export interface Block {
  readonly kind: BlockKind
  /** Place of the opening fence. */
  readonly span: Span
  readonly data: Data
  readonly table?: GridTable
}

/** A footnote reference or a piece of inline code. */
export interface Reference {
  readonly name: string
  readonly span: Span
}

export interface Section {
  /** The heading as plain text; empty before the first heading of a page. */
  readonly heading: string
  readonly depth: number
  readonly line: number
  /** Prose of the section as Markdown. */
  readonly prose: string
  readonly blocks: readonly Block[]
  readonly footnotes: readonly Reference[]
  readonly codes: readonly Reference[]
  readonly sentences: readonly Sentence[]
}

/** A normative sentence: its words, where it starts, and the reason of the comment behind it that excuses it. */
export interface Sentence {
  readonly text: string
  readonly span: Span
  readonly excuse?: string
  /** Inline code within the sentence. */
  readonly codes: readonly string[]
}

export interface Page {
  readonly text: Text
  /** Id of the stratum that the page belongs to. */
  readonly stratum: string
  readonly frontmatter?: Data
  readonly sections: readonly Section[]
  /** Footnote definitions. */
  readonly definitions: readonly Reference[]
}
