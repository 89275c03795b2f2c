// A table of subjects from the builders of its columns: each is called when a rule first asks for the word.
import type { Scope } from '../knowledge/base.js'
import type { Relation } from '../knowledge/expression.js'
import { unknownColumn } from './columns.js'
import type { Column, SubjectTable } from './facts.js'

export interface TableParts {
  readonly scope: Scope
  readonly size: number
  /** Builders of the columns that src measures, by word. */
  readonly columns: Readonly<Record<string, () => Column>>
  /** The column of any other word, if the candidate gives it. */
  readonly given?: (word: string) => Column | undefined
  readonly name: (row: number) => string
  readonly line?: (row: number) => number | undefined
  readonly related?: Partial<
    Readonly<Record<Relation, () => { readonly table: SubjectTable; readonly rows: Int32Array }>>
  >
  readonly members?: (row: number) => Int32Array
}

const NOBODY = new Int32Array(0)

/** Builds a table; columns and relations are kept once asked for. */
export function subjectTable(parts: TableParts): SubjectTable {
  const columns = new Map<string, Column>()
  const relations = new Map<Relation, { readonly table: SubjectTable; readonly rows: Int32Array }>()
  // Most words are said of no subject: they share one column.
  const unknown = lazy(() => unknownColumn(parts.size))
  const build = (word: string): Column => {
    const measured = Object.hasOwn(parts.columns, word) ? parts.columns[word]!() : undefined
    return measured ?? parts.given?.(word) ?? unknown()
  }
  return {
    scope: parts.scope,
    size: parts.size,
    column(word) {
      let column = columns.get(word)
      if (column === undefined) {
        column = build(word)
        columns.set(word, column)
      }
      return column
    },
    name: parts.name,
    line: parts.line ?? (() => undefined),
    related(relation) {
      let related = relations.get(relation)
      if (related === undefined) {
        related = parts.related?.[relation]?.()
        if (related !== undefined) relations.set(relation, related)
      }
      return related
    },
    members: parts.members ?? (() => NOBODY),
  }
}

/** A value that is computed when it is first asked for. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
