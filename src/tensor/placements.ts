// The rules of placement of the base: which cuts and partial values an operation takes, and what they make of its result.
import type { Base } from '../knowledge/base.js'

/** How a port lies: whole, cut along a role, or partial under an operation that completes it (sum, lse …). */
export interface Lie {
  readonly port: string
  readonly kind: 'R' | 'S' | 'P'
  /** Of `S` the role, of `P` the operation. */
  readonly of: string
  /** Of `S`: one run of ascending indices, as places stand for them. */
  readonly inOrder?: boolean
  /** Of `P`: what is in several times does no harm. */
  readonly mayOverlap?: boolean
  /**
   * Of `S`, where the cut follows that of another role: `of`, a number of that role's indices share one of this role, in
   * their order; `for`, those that the other role's indices look at are all there.
   */
  readonly follows?: { readonly how: 'of' | 'for'; readonly role: string }
}

/** One cause and what it makes: every cut and every partial value of a node is explained by one. */
export interface Placement {
  readonly id: string
  readonly kernel: string
  /** Whether devices of a group do it together. */
  readonly together: boolean
  readonly takes: readonly Lie[]
  readonly gives: readonly Lie[]
}

/** The base's tables of placements: of a device by itself, and of devices together. */
const ALONE = 'placements'
const TOGETHER = 'exchanges'

/** The rules of placement of each kernel, in the order of the base. A base without the tables has none. */
export function placementsOf(base: Base): ReadonlyMap<string, readonly Placement[]> {
  const placements = new Map<string, Placement[]>()
  for (const { id, rows } of base.tables) {
    if (id !== ALONE && id !== TOGETHER) continue
    for (const [key, row] of Object.entries(rows)) {
      const kernel = String(row['kernel'])
      const lies = (column: string) => ((row[column] as readonly string[] | undefined) ?? []).map(lieOf)
      const placement = {
        ...{ id: key, kernel, together: id === TOGETHER },
        ...{ takes: lies('takes'), gives: lies('gives') },
      }
      placements.set(kernel, [...(placements.get(kernel) ?? []), placement])
    }
  }
  return placements
}

function lieOf(text: string): Lie {
  const [, port, kind, of, how, role, order, overlap] =
    /^(\w+): (R|S|P)(?:\((\w+)(?: (of|for) (\w+)| (in order)| (overlapping))?\))?$/.exec(text) ?? []
  if (port === undefined || (of === undefined) !== (kind === 'R'))
    throw new Error(`A placement is written port: R, port: S(role) or port: P(operation), not ${text}.`)
  const follows = role === undefined ? undefined : { how: how as 'of' | 'for', role }
  return {
    port,
    kind: kind as Lie['kind'],
    of: of ?? '',
    ...(follows && { follows }),
    ...(order !== undefined && { inOrder: true }),
    ...(overlap !== undefined && { mayOverlap: true }),
  }
}
