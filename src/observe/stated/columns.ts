// What nodes say of placements, as the columns in which types of slices stand too.
import type { Candidate } from '../../candidate/candidate.js'
import type { Value } from '../../knowledge/expression.js'
import { asSet, columnOf, unknownColumn } from '../columns.js'
import type { Column } from '../facts.js'
import type { Stated } from './infer.js'
import { statedText } from './lie.js'

type StatedFound = Stated['conflicts'] extends ReadonlyMap<number, infer Found> ? Found : never

/** Builders of columns of nodes. A node is not `typed` by them: its slices are not known. */
export function statedColumns(
  { lies, conflicts }: Stated,
  { nodes }: Candidate,
  size: number,
): Readonly<Record<string, () => Column>> {
  const column = (valueAt: (row: number) => Value) => () => columnOf(size, valueAt)
  const of = (valueAt: (found: StatedFound, row: number) => Value) => (): Column => {
    // Most plans have no conflict, and a column of a million rows is not made of nothing.
    if (conflicts.size === 0) return unknownColumn(size)
    return columnOf(size, (row) => {
      const found = conflicts.get(row)
      return found && valueAt(found, row)
    })
  }
  return {
    typeConflict: column((row) => {
      const found = conflicts.size === 0 ? undefined : conflicts.get(row)
      return found?.kind ?? (lies[row] === undefined ? undefined : 'none')
    }),
    typeReader: of(({ reader }) => nodes[reader]!.id),
    typeTensor: of(
      ({ of: giver }) => nodes[giver]!.outputs?.[0]?.name ?? `the result of ${nodes[giver]!.id}`,
    ),
    typeDimension: of(({ dimension }) => dimension),
    typeSeen: of(({ seen }) => seen),
    typeTakes: of(({ takes }) => takes),
    typeDevices: of(({ devices }) => asSet(devices)),
    placements: column((row) => lies[row] && [statedText(lies[row]!)]),
    completedBy: of((_, row) => {
      const { group, devices = [] } = nodes[row]!
      return group === undefined && devices.length < 2 ? undefined : asSet(group ?? devices)
    }),
  }
}
