import type { Cached } from '../caches.js'
import { NotExecutable } from '../not-executable.js'
import { lengthOf, type Value, whole } from '../value.js'
import type { Kernel, Site } from './kernel.js'
import { cacheAt, layoutOf } from './store.js'

type Cells = Readonly<Record<string, Int32Array>>

/**
 * Fills the cache of a device with the cells that it is to have, each from the first device that is said to hold it. Rows are
 * found by sequence and position, as tables of blocks do; along other dimensions by the place that the plan says.
 */
export const moveCache: Kernel = {
  on: 'device',
  changes: true,
  run(site) {
    const [output] = site.outputs
    if (output === undefined)
      throw new NotExecutable('a transfer of a cache does not say what each device is to have')
    const key = cacheAt(site)
    const sources = site.team.map((device, seat) => ({
      cached: site.run.caches.read(device, key),
      held: site.sources()[seat] ?? {},
    }))
    const model = sources.find(({ cached }) => cached !== undefined)?.cached
    if (model === undefined)
      throw new NotExecutable('no device of the group has written the cache that is transferred')
    const [rowName, headName] = output.dims
    const rows = output.kept[rowName ?? ''] ?? whole(output.sizeOf(rowName ?? ''))
    const heads =
      headName === undefined ? undefined : (output.kept[headName] ?? whole(output.sizeOf(headName)))
    const takers = sources.map(({ cached, held }) => takerOf(site, cached, held, rowName ?? '', headName))
    const find = (row: number, head: number): Found => {
      for (const taker of takers) {
        const found = taker(row, head)
        if (found !== undefined) return found
      }
      const what = headName === undefined ? '' : ` of ${headName} ${head}`
      throw new NotExecutable(`no source holds row ${row}${what}, which a destination is to have`)
    }
    site.run.caches.append(
      site.device,
      key,
      gathered(site, model, { rows, rowName: rowName ?? '', heads, headName }, find),
    )
    return []
  },
}

interface Found {
  readonly cached: Cached
  readonly row: number
  readonly head: number
}

/** Where a source has a cell that it is said to hold. */
function takerOf(
  site: Site,
  cached: Cached | undefined,
  held: Cells,
  rowName: string,
  headName: string | undefined,
) {
  const { first, second } = cached?.positions.cells ?? { first: new Float64Array() }
  const length = site.run.counts.positions
  const stored = new Map<number, number>()
  first.forEach((position, row) => void stored.set((second?.[row] ?? 0) * length + position, row))
  const [rows, heads] = [held[rowName], headName === undefined ? undefined : held[headName]]
  const claimed = rows === undefined ? undefined : new Set(rows)
  return (label: number, head: number): Found | undefined => {
    if (claimed !== undefined && !claimed.has(label)) return undefined
    const place = heads === undefined ? head : heads.indexOf(head)
    if (place < 0) return undefined
    const row = stored.get(label)
    if (cached === undefined || row === undefined)
      throw new NotExecutable(`a source is said to hold row ${label}, which it has not`)
    return { cached, row, head: place }
  }
}

interface Wanted {
  readonly rows: Int32Array
  readonly rowName: string
  readonly heads: Int32Array | undefined
  readonly headName: string | undefined
}

function gathered(
  site: Site,
  model: Cached,
  wanted: Wanted,
  find: (row: number, head: number) => Found,
): Cached {
  const { rows, rowName, heads, headName } = wanted
  const each = heads ?? new Int32Array(1)
  const found = Array.from(rows, (row) => Array.from(each, (head) => find(row, head)))
  const tensors = model.tensors.map((tensor, index): Value => {
    const inner = tensor.axes.slice(heads === undefined ? 1 : 2)
    if (heads !== undefined && tensor.axes[1]?.name !== headName)
      throw new NotExecutable(`the cache has no dimension \`${headName}\``)
    const width = lengthOf(inner)
    const cells = site.run.algebra.zeros(rows.length * each.length * width, tensor.cells.second !== undefined)
    let at = 0
    for (const row of found)
      for (const { cached, row: from, head } of row) {
        const source = cached.tensors[index]
        const count = heads === undefined ? 1 : (source?.axes[1]?.labels.length ?? 0)
        if (source === undefined || head >= count)
          throw new NotExecutable('a source holds other heads than it is said to')
        const start = (from * count + head) * width
        cells.first.set(source.cells.first.subarray(start, start + width), at)
        if (source.cells.second) cells.second?.set(source.cells.second.subarray(start, start + width), at)
        at += width
      }
    const headAxis = heads === undefined ? [] : [{ name: headName!, labels: heads }]
    return { axes: [{ name: rowName, labels: rows }, ...headAxis, ...inner], cells }
  })
  const axis = { name: rowName, labels: rows }
  const position = (pick: (cells: Value['cells'], row: number) => number) =>
    Float64Array.from(found, (row) =>
      row[0] === undefined ? 0 : pick(row[0].cached.positions.cells, row[0].row),
    )
  const first = position((cells, row) => cells.first[row]!)
  const second = position((cells, row) => cells.second?.[row] ?? 0)
  const layouts = new Set(found.flat().map(({ cached }) => cached.layout))
  const layout = layoutOf(site).layout ?? (layouts.size === 1 ? [...layouts][0] : undefined)
  const laid = layout === undefined ? {} : { layout }
  return { ...laid, tensors, positions: { axes: [axis], cells: { first, second } } }
}
