// What the types of tensors say of nodes and of the plan, as columns.
import type { Value } from '../../knowledge/expression.js'
import { asSet, columnOf, unknownColumn } from '../columns.js'
import type { Column } from '../facts.js'
import type { Sight } from '../sight.js'
import { statedColumns } from '../stated/columns.js'
import { lazy } from '../table.js'
import { Claims } from './claims.js'
import { completedBy, completedWith } from './completed-by.js'
import { type Found, TYPED, UNKNOWN_TYPES } from './inference.js'

/** Builders of the columns of nodes: from slices where weights are given, else from what nodes say of themselves. */
export function typeColumns(sight: Sight, size: number): Readonly<Record<string, () => Column>> {
  const sliced = slicedColumns(sight, size)
  const said = lazy(() => {
    const stated = sight.stated()
    return stated && statedColumns(stated, sight.candidate, size)
  })
  return Object.fromEntries(
    Object.entries(sliced).map(([word, build]) => [word, () => (said()?.[word] ?? build)()]),
  )
}

function slicedColumns({ inferred, candidate }: Sight, size: number): Readonly<Record<string, () => Column>> {
  const column = (valueAt: (row: number) => Value) => () =>
    columnOf(size, inferred() ? valueAt : () => undefined)
  const of = (valueAt: (found: Found, row: number) => Value) => (): Column => {
    const { conflicts } = inferred() ?? {}
    // Most plans have no conflict, and a column of a million rows is not made of nothing.
    if (conflicts === undefined || conflicts.size === 0) return unknownColumn(size)
    return columnOf(size, (row) => {
      const found = conflicts.get(row)
      return found && valueAt(found, row)
    })
  }
  const claims = lazy(() => new Claims(inferred()!, candidate))
  const states: readonly Value[] = [undefined, true, false]
  return {
    typed: column((row) => states[inferred()!.state[row]!]),
    typeConflict: column((row) => {
      const { conflicts, state } = inferred()!
      return conflicts.get(row)?.kind ?? (state[row] === TYPED ? 'none' : undefined)
    }),
    typeReader: of(({ reader }) => candidate.nodes[reader]!.id),
    typeTensor: of(({ tensor }) => tensor),
    typeDimension: of(({ dimension }) => dimension),
    typeSeen: of(({ seen }) => seen),
    typeTakes: of(({ takes }) => takes),
    typeDevices: of(({ devices }) => asSet(devices)),
    placements: column((row) => claims().placementsOf(row)),
    differingClaims: column((row) => claims().differing(row)),
    completedBy: of((found, row) => completedBy(inferred()!, candidate, row, found)),
    completedWith: of((found, row) => completedWith(inferred()!, candidate, row, found)),
  }
}

/** Builders of the columns of the plan. */
export function typingWords({ inferred, stated, candidate }: Sight): Readonly<Record<string, () => Column>> {
  const one = (value: () => Value) => () => columnOf(1, value)
  const count = (state: number) => inferred()?.state.reduce((sum, own) => sum + (own === state ? 1 : 0), 0)
  return {
    typedBy: one(() => (inferred() ? 'slices' : stated() && 'labels')),
    typedNodes: one(() => count(TYPED)),
    untypedNodes: one(() => count(UNKNOWN_TYPES)),
    untypedFrom: one(() => {
      const stopped = inferred()?.stopped
      return stopped && candidate.nodes[stopped.row]!.id
    }),
    untypedBecause: one(() => inferred()?.stopped?.reason),
  }
}
