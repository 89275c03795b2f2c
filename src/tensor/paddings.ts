// The rules of padding of the base: what may stand where a dimension is longer than the model's, and what it makes of the result.
import type { Base } from '../knowledge/base.js'

/** What stands in cells that are no part of the model: nothing but zeros, numbers of any kind, or less than every number. */
export type Filler = 'zero' | 'any' | 'minusInfinity'

/** A dimension that goes on behind the model's: its first index that is no part of it, and what stands from there on. */
export interface Pad {
  readonly from: number
  readonly filler: Filler
}

/** What stands along a role of a port. */
export interface Filled {
  readonly port: string
  readonly filler: Filler
  readonly role: string
}

/** One way in which an operation takes a padded dimension, and what then stands in its results. */
export interface Padding {
  readonly id: string
  readonly takes: readonly Filled[]
  readonly gives: readonly Filled[]
}

const TABLE = 'paddings'

/** The rules of padding of each kernel, in the order of the base. A base without the table has none. */
export function paddingsOf(base: Base): ReadonlyMap<string, readonly Padding[]> {
  const paddings = new Map<string, Padding[]>()
  const rows = base.tables.find(({ id }) => id === TABLE)?.rows ?? {}
  for (const [id, row] of Object.entries(rows)) {
    const kernel = String(row['kernel'])
    const filled = (column: string) => ((row[column] as readonly string[] | undefined) ?? []).map(filledOf)
    const known = paddings.get(kernel) ?? []
    paddings.set(kernel, [...known, { id, takes: filled('takes'), gives: filled('gives') }])
  }
  return paddings
}

function filledOf(text: string): Filled {
  const [, port, filler, role] = /^(\w+): (zero|any|minusInfinity)\((\w+)\)$/.exec(text) ?? []
  if (port === undefined)
    throw new Error(
      `A padding is written port: zero(role), port: any(role) or port: minusInfinity(role), not ${text}.`,
    )
  return { port, filler: filler as Filler, role: role! }
}

/** Whether what stands somewhere is nothing else than what is wanted there. Numbers of any kind may be zeros. */
export const isFilledAs = (seen: Filler, wanted: Filler): boolean =>
  seen === wanted || (seen === 'zero' && wanted === 'any')
