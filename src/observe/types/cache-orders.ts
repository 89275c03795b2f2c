// In which order the cells of a cache lie on a device, positions or heads first: who reads them in another order reads other cells.
import type { CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { IndexSets } from '../../tensor/index-sets.js'
import type { Conflict } from './conflict.js'
import type { Extent } from './types.js'

type Orders = Map<string, Map<Scalar, string>>

/** What a node says of the order of cells. */
export const orderOf = ({ attributes }: CandidateNode): string | undefined => {
  const order = attributes?.['cacheLayout']
  return typeof order === 'string' ? order : undefined
}

export class CacheOrders {
  private readonly orders: Orders = new Map()

  /** The order of a cache on a device; undefined where nobody has said it, or where there is one order alone. */
  of(key: string, device: Scalar): string | undefined {
    return this.orders.get(key)?.get(device)
  }

  /** Notes the order of what is written; a conflict where something lies there in another one. */
  write(key: string, device: Scalar, order: string | undefined): Conflict | undefined {
    if (order === undefined) return undefined
    const devices = this.orders.get(key) ?? new Map<Scalar, string>()
    this.orders.set(key, devices)
    const known = devices.get(device)
    devices.set(device, order)
    return known === undefined || known === order ? undefined : unlike(`${order} beside ${known}`)
  }

  /** A conflict where a cache is read in another order than it was written in. */
  read(key: string, device: Scalar, order: string | undefined): Conflict | undefined {
    const known = this.of(key, device)
    if (order === undefined || known === undefined || order === known) return undefined
    return unlike(`${known} read as ${order}`)
  }
}

const unlike = (seen: string): Conflict => ({
  kind: 'cache-unlike',
  seen: `cells in the order ${seen}`,
  takes: 'one order, or a transfer that says into which it lays them',
})

/** Whether a device has several heads of a tensor: with one, positions and heads have one order. */
export const hasHeads = (sets: IndexSets, parts: readonly (readonly Extent[])[]): boolean =>
  parts.some((extents) => extents.length > 1 && sets.size(extents[0]!.set) > 1)
