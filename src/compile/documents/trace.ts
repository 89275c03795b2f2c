// Which block carries which item: the two ends are joined here, and what does not meet is told.
import type { Base, Place } from '../../knowledge/base.js'
import type { Item, ItemList } from './items.js'

export interface Carrier {
  readonly kind: 'rule' | 'formula' | 'table' | 'failure mode' | 'page'
  readonly name: string
  readonly page: string
}

export interface TracedItem extends Item {
  readonly carriers: readonly Carrier[]
}

export interface Trace {
  readonly lists: readonly { readonly title: string; readonly items: readonly TracedItem[] }[]
  /** Items with neither a carrier nor a reason. */
  readonly open: readonly TracedItem[]
  /** What cannot be: a trace to no item, an item that is carried and dropped, a page that is not there. */
  readonly faults: readonly string[]
}

/**
 * Joins the items with the blocks that trace them. `pages` are the names of the pages of the base itself: what a base that it
 * extends traces are items of lists of its own.
 */
export function traceItems(lists: readonly ItemList[], base: Base, pages: ReadonlySet<string>): Trace {
  const byItem = new Map<string, Carrier[]>()
  const faults: string[] = []
  const known = new Set(lists.flatMap(({ items }) => items.map(({ id }) => id)))
  for (const { carrier, place, traces } of tracing(base)) {
    for (const id of new Set([...traces, ...(known.has(carrier.name) ? [carrier.name] : [])])) {
      if (!known.has(id) && pages.has(place.page))
        faults.push(`${place.page}:${place.line}: ${carrier.name} traces ${id}, which is no item`)
      byItem.set(id, [...(byItem.get(id) ?? []), carrier])
    }
  }
  const traced = lists.map(({ title, items }) => ({ title, items: items.map(join) }))
  const open = traced.flatMap(({ items }) =>
    items.filter(({ carriers, dropped }) => carriers.length === 0 && dropped === undefined),
  )
  return { lists: traced, open, faults }

  function join(item: Item): TracedItem {
    const carriers = byItem.get(item.id) ?? []
    if (item.dropped !== undefined && carriers.length > 0)
      faults.push(`${item.id} is dropped, and yet ${carriers[0]!.name} carries it`)
    if (item.page === undefined) return { ...item, carriers }
    const page = [...pages].find((name) => name.endsWith(`/${item.page}`))
    if (page === undefined) faults.push(`${item.id} stands on ${item.page}, which is no page`)
    return { ...item, carriers: [...carriers, { kind: 'page', name: item.page, page: page ?? item.page }] }
  }
}

interface Tracing {
  readonly carrier: Carrier
  readonly place: Place
  readonly traces: readonly string[]
}

function tracing({ rules, formulas, tables, failureModes }: Base): readonly Tracing[] {
  const of = (
    kind: Carrier['kind'],
    name: string,
    { place, traces = [] }: { readonly place: Place; readonly traces?: readonly string[] },
  ): Tracing => ({ carrier: { kind, name, page: place.page }, place, traces })
  return [
    ...rules.map((rule) => of('rule', rule.id, rule)),
    ...formulas.map((formula) => {
      const name = formula.id.includes('.') ? formula.id : `${formula.scope}.${formula.id}`
      return of('formula', name, formula)
    }),
    ...tables.map((table) => of('table', table.id, table)),
    ...failureModes.map((mode) => of('failure mode', mode.id, mode)),
  ]
}
