import { joined } from '../value.js'
import { attend as attendTo, attentionOf } from './attention.js'
import type { Kernel, Site } from './kernel.js'

const windowOf = ({ attributes }: Site): number => {
  const window = attributes['attentionWindow']
  return typeof window === 'number' ? window : Number.POSITIVE_INFINITY
}

/** Attention to the columns that the device has. */
export const attend: Kernel = {
  on: 'device',
  run(site) {
    const both = attendTo(site.run.algebra, attentionOf(site), windowOf(site))
    return both.slice(0, Math.max(1, site.outputs.length))
  },
}

/** Attention of each device's rows to the columns of all devices, which go round. */
export const attendRing: Kernel = {
  on: 'team',
  run(sites) {
    const own = sites.map(attentionOf)
    const [head] = own as [(typeof own)[0]]
    const around = {
      keys: head.terms.map((_, t) =>
        joined(
          own.map(({ terms }) => terms[t]!.keys),
          0,
        ),
      ),
      values: joined(
        own.map(({ values }) => values),
        0,
      ),
      columns: joined(
        own.map(({ columns }) => columns),
        0,
      ),
    }
    return sites.map((site, i) => {
      const terms = own[i]!.terms.map(({ queries }, t) => ({ queries, keys: around.keys[t]! }))
      const attention = { ...own[i]!, terms, values: around.values, columns: around.columns }
      return attendTo(site.run.algebra, attention, windowOf(site)).slice(0, 1)
    })
  },
}
