// Which role of a port a dimension has, by its name alone: labels have dimensions that signatures leave out, and the reverse.
import type { CandidateNode, TensorUse } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Operator, Port } from '../../tensor/operators.js'

/** The base's table of what dimensions stand for in signatures. */
const TABLE = 'statedDimensions'

/** The roles that a dimension may have at a port that reads; none where the port does not have it. */
export type RolesAt = (
  operator: Operator,
  port: Port,
  dimension: string,
  node: CandidateNode,
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
  return (operator, port, dimension, node) => {
    const many = port.roles.filter((role) => role.many)
    if (many.length > 1) return bySides(operator, port, dimension, node)
    if (many.length === 1 && port.roles.length === 1) return [many[0]!.name]
    return port.roles.filter(({ name }) => known.get(dimension)?.has(name)).map(({ name }) => name)
  }
}

/** A role that the result has too, where the node states the dimension of its result, and another where it does not. */
function bySides(
  { gives }: Operator,
  { roles }: Port,
  dimension: string,
  { inputs, outputs }: CandidateNode,
): readonly string[] {
  const given = namesOf(outputs)
  if (given === undefined || namesOf(inputs)?.has(dimension) === false) return []
  const stays = given.has(dimension)
  const isGiven = (role: string) => gives.some((port) => port.roles.some(({ name }) => name === role))
  return roles.filter(({ name }) => isGiven(name) === stays).map(({ name }) => name)
}

/** Dimensions of the result that the node does not read: those that its weights add. Undefined where a side is not stated. */
export function newDimensions({ inputs, outputs }: CandidateNode): readonly string[] | undefined {
  const [read, given] = [namesOf(inputs), namesOf(outputs)]
  return read && given && [...given].filter((name) => !read.has(name))
}

/** Names of the dimensions of all tensors; undefined where none are stated, or one has no name. */
function namesOf(uses: readonly TensorUse[] | undefined): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const { dims } of uses ?? [])
    for (const { name } of dims ?? []) {
      if (name === undefined) return undefined
      names.add(name)
    }
  return names.size === 0 ? undefined : names
}
