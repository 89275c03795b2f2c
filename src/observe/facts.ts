// Observed facts: one table a scope, one column a word. Columns are dictionary-coded, because candidates repeat
// themselves: an expression over one column costs its dictionary, not its rows.
import type { Scope } from '../knowledge/base.js'
import type { Relation, Value } from '../knowledge/expression.js'
import type { Graph } from './graph.js'
import type { Typing } from './typing.js'

/** Row i has the value `values[codes[i]]`; a code of -1 and an `undefined` value are both unknown. */
export interface Column {
  readonly codes: Int32Array
  readonly values: readonly Value[]
}

export interface SubjectTable {
  readonly scope: Scope
  readonly size: number
  /** The column of a word; all unknown when the candidate says nothing of it. Built on first use, then kept. */
  column(word: string): Column
  /** How a verdict names row i. */
  name(row: number): string
  /** Line of row i in the input, where it has one. */
  line(row: number): number | undefined
  /** Row of the related subject for each row (-1: none or unknown), or undefined when the scope has no such relation. */
  related(relation: Relation): { readonly table: SubjectTable; readonly rows: Int32Array } | undefined
  /** Node rows that make up row i (plan, phase, stage, layer, group, device, cycle); empty for other scopes. */
  members(row: number): Int32Array
}

export interface Facts {
  readonly tables: Readonly<Record<Scope, SubjectTable>>
  /** The drawn graph over the rows of the node table. */
  readonly graph: Graph
  /** How far it is known how tensors lie on devices; absent where nothing can be known of it. */
  readonly typing?: () => Typing | undefined
}
