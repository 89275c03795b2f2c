// What nodes say of placements, as the columns in which types of slices stand too.
import type { Candidate } from '../../candidate/candidate.js'
import type { Value } from '../../knowledge/expression.js'
import { asSet, columnOf } from '../columns.js'
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
  const of = (valueAt: (found: StatedFound, row: number) => Value) =>
    column((row) => {
      const found = conflicts.get(row)
      return found && valueAt(found, row)
    })
  return {
    typeConflict: column((row) => conflicts.get(row)?.kind ?? (lies[row] === undefined ? undefined : 'none')),
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
