import type { Value } from '../knowledge/expression.js'

/** A subject of a finding as an edit sees it: its row, its name, and the parameters of the edit evaluated on it. */
export interface EditSubject {
  readonly row: number
  readonly name: string
  readonly parameters: Readonly<Record<string, Value>>
  /** The phase that the subject is or lies in. */
  readonly phase: string | undefined
  /** Parameters of `set` that are words of that phase and not of the subject. */
  readonly phaseWords: ReadonlySet<string>
}
