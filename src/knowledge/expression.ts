// The meaning of an expression of the knowledge language, as plain data. `kb compile` writes it, the judge reads it.

/** A single value of a fact. Unknown is never a scalar: it is `undefined` in memory and absent in JSON. */
export type Scalar = string | number | boolean

/** A value of a fact: a scalar or a list of scalars; `undefined` is unknown. */
export type Value = Scalar | readonly Scalar[] | undefined

/**
 * How a subject is reached from the subject of the rule: itself, the ends of an edge, or the subject of a wider scope
 * that contains it.
 */
export type Relation =
  | 'self'
  | 'from'
  | 'to'
  | 'plan'
  | 'phase'
  | 'stage'
  | 'layer'
  | 'group'
  | 'device'
  | 'node'

/** Names of operators and functions; `src/knowledge/operators.ts` gives each its meaning. */
export type OperatorName = string

/** A selector combination that a path or member method looks for, and the words that must be equal on both nodes. */
export interface Target {
  /** Boolean combination of `selector` expressions on a node. */
  readonly selector: Expression
  /** Node words whose values must be known and equal on the asking node and on the found node. */
  readonly same: readonly string[]
}

export type PathMethod =
  | 'precededBy'
  | 'followedBy'
  | 'reaches'
  | 'reachedFrom'
  | 'predecessors'
  | 'successors'
export type MemberMethod = 'some' | 'every' | 'count' | 'values' | 'circularWait'

export type Expression =
  | {
      readonly op: 'literal'
      readonly value: Scalar | readonly Scalar[] /** where a list came from, for people */
      readonly name?: string
    }
  | { readonly op: 'word'; readonly of: Relation; readonly name: string }
  | { readonly op: 'lookup'; readonly table: string; readonly key: Expression; readonly column: string }
  | { readonly op: 'call'; readonly name: OperatorName; readonly args: readonly Expression[] }
  | { readonly op: 'selector'; readonly of: Relation; readonly name: string }
  | {
      readonly op: 'path'
      readonly method: PathMethod
      readonly of: Relation
      readonly targets: readonly Target[]
    }
  | {
      readonly op: 'members'
      readonly method: MemberMethod
      readonly of: Relation
      readonly target: Target
      /** `values` only: the node word whose distinct values are collected. */
      readonly word?: string
      /** `circularWait` only: nodes that hand over to a neighbour, and those that take over. */
      readonly handOver?: readonly [giving: Target, taking: Target]
    }
