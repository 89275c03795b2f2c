// Which role of a port a dimension has, by its name alone: labels have dimensions that signatures leave out, and the reverse.
import type { TensorUse } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Operator, Port } from '../../tensor/operators.js'

/** The base's table of what dimensions stand for in signatures. */
const TABLE = 'statedDimensions'

/** Names of the dimensions on both sides of a node; undefined where none are stated, or one has no name. */
export interface StatedSides {
  readonly read: ReadonlySet<string> | undefined
  readonly given: ReadonlySet<string> | undefined
}

/** The roles that a dimension may have at a port that reads; none where the port does not have it. */
export type RolesAt = (
  operator: Operator,
  port: Port,
  dimension: string,
  sides: StatedSides,
) => readonly string[]

/** Looks dimensions up in the base. A base without the table knows those alone that a node states on both sides. */
export function rolesAtOf(base: Base): RolesAt {
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  const known = new Map(
    Object.entries(rows).map(([name, row]) => [
      name,
      new Set((row['roles'] as readonly string[]).map(String)),
    ]),
  )
  return (operator, port, dimension, sides) => {
    const many = port.roles.filter((role) => role.many)
    if (many.length > 1) return bySides(operator, port, dimension, sides)
    if (many.length === 1 && port.roles.length === 1) return [many[0]!.name]
    return port.roles.filter(({ name }) => known.get(dimension)?.has(name)).map(({ name }) => name)
  }
}

/** A role that the result has too, where the result has the dimension, and another where it does not. */
function bySides(
  { gives }: Operator,
  { roles }: Port,
  dimension: string,
  { read, given }: StatedSides,
): readonly string[] {
  if (given === undefined || read?.has(dimension) === false) return []
  const stays = given.has(dimension)
  const isGiven = (role: string) => gives.some((port) => port.roles.some(({ name }) => name === role))
  return roles.filter(({ name }) => isGiven(name) === stays).map(({ name }) => name)
}

/** Dimensions of the result that the node does not read: those that its weights add. */
export const newDimensions = ({ read, given }: StatedSides): readonly string[] | undefined =>
  read && given && [...given].filter((name) => !read.has(name))

/** Names of the dimensions of all tensors; undefined where none are stated, or one has no name. */
export function dimensionNames(uses: readonly TensorUse[] | undefined): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const { dims } of uses ?? [])
    for (const { name } of dims ?? []) {
      if (name === undefined) return undefined
      names.add(name)
    }
  return names.size === 0 ? undefined : names
}
