// The operators of the base: what each reads and gives, from its table of signatures.
import type { Base } from '../knowledge/base.js'

/** The role of a dimension in a signature; `many` where it stands for any number of dimensions. */
export interface Role {
  readonly name: string
  readonly many: boolean
}

/** A port of a signature; `many` where it stands for any number of tensors, at least one. */
export interface Port {
  readonly name: string
  readonly roles: readonly Role[]
  readonly many: boolean
}

export interface Operator {
  /** What computes it: the name of a kernel. */
  readonly kernel: string
  readonly reads: readonly Port[]
  readonly weights: readonly Port[]
  readonly gives: readonly Port[]
  /** Whether weights have dimensions that nothing has that is read: without them nobody knows what the result is. */
  readonly needsWeights: boolean
}

/** The base's table of signatures. */
const TABLE = 'operators'

/** The signature of a node: that of its operation in its form, or by its reduction, if it has one. */
export type OperatorOf = (node: {
  readonly op?: string
  readonly attributes?: Readonly<Record<string, unknown>>
}) => Operator | undefined

const known = new WeakMap<Base, OperatorOf>()

/** Looks up operators in the base. A base without the table has none. */
export function operatorsOf(base: Base): OperatorOf {
  const read = known.get(base) ?? reading(base)
  known.set(base, read)
  return read
}

function reading(base: Base): OperatorOf {
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  const operators = new Map<string, Operator>()
  for (const [key, row] of Object.entries(rows)) {
    const ports = (column: string) => ((row[column] as readonly string[] | undefined) ?? []).map(portOf)
    const [reads, weights] = [ports('reads'), ports('weights')]
    operators.set(key, {
      ...{ kernel: String(row['kernel']), reads, weights, gives: ports('gives') },
      needsWeights: bringRoles(weights, reads),
    })
  }
  return ({ op, attributes }) => {
    if (op === undefined) return undefined
    if (attributes === undefined) return operators.get(op)
    const { form, reduction } = attributes
    const key = form === undefined ? op : `${op}/${String(form)}`
    const reduces = reduction !== undefined && operators.has(`${key}/${PLAIN_REDUCTION}`)
    return operators.get(reduces ? `${key}/${String(reduction)}` : key)
  }
}

/** What a collective does that says no reduction: an operation that has a signature by this one has them by others. */
const PLAIN_REDUCTION = 'sum'

/** Words of a node that tell which of several signatures of its operation it has. */
export const FORMS = ['form', 'reduction'] as const

/** Whether some ports have roles that others have not. */
function bringRoles(ports: readonly Port[], others: readonly Port[]): boolean {
  const known = new Set(others.flatMap(({ roles }) => roles.map(({ name }) => name)))
  return ports.some(({ roles }) => roles.some(({ name }) => !known.has(name)))
}

const MANY = '…'

function portOf(text: string): Port {
  const [, name, roles, many] = /^(\w+)\[([^\]]*)\](…?)$/.exec(text) ?? []
  if (name === undefined) throw new Error(`A port is written name[roles], not ${text}.`)
  return {
    name,
    roles: roles!
      .split(' ')
      .filter((role) => role !== '')
      .map((role) => ({ name: role.replace(MANY, ''), many: role.endsWith(MANY) })),
    many: many === MANY,
  }
}
