// Copies of tokens travel to the devices of their experts, and results travel back.
import { type Cells, picked } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { type Axis, type Origins, shapeText, type Value } from '../value.js'
import { weighted } from './expert.js'
import type { Kernel, Site } from './kernel.js'

const weighs = ({ attributes }: Site): boolean => attributes['appliesRouterWeights'] === true

function brought({ inputs: [x, routes] }: Site) {
  const rows = x?.axes[0]?.labels.length
  if (x?.axes.length !== 2 || routes?.axes.length !== 2 || routes.cells.second === undefined)
    throw new NotExecutable('a dispatch reads rows and their routes')
  if (rows !== routes.axes[0]!.labels.length)
    throw new NotExecutable(`routes of ${shapeText(routes)} are not those of rows of ${shapeText(x)}`)
  return { x, routes }
}

/** To each device, a copy of each token for each of its experts among those that the token is routed to. */
export const dispatch: Kernel = {
  on: 'team',
  run(sites) {
    const sources = sites.map(brought)
    const slots = sources[0]!.routes.axes[1]!.labels.length
    if (sources.some(({ routes }) => routes.axes[1]!.labels.length !== slots))
      throw new NotExecutable('the devices route their rows to different numbers of experts')
    const most = Math.max(...sources.map(({ routes }) => routes.cells.first.length))
    const origins: Origins = { rows: sources.map(({ x }) => x.axes[0]!), most, slots }
    return sites.map((site) => {
      const own = new Set(site.experts())
      const parts = sources.map(({ x, routes }, seat) => {
        const copies: number[] = []
        routes.cells.second!.forEach((expert, at) => void (own.has(expert) && copies.push(at)))
        return { x, routes, copies, labels: copies.map((at) => seat * most + at) }
      })
      const axis: Axis = {
        name: site.outputs[0]?.dims[0] ?? '',
        labels: Int32Array.from(parts.flatMap(({ labels }) => labels)),
        origins,
      }
      const width = sources[0]!.x.axes[1]!
      const both = sources.every(({ x }) => x.cells.second !== undefined) && !weighs(site)
      const cells = site.run.algebra.zeros(axis.labels.length * width.labels.length, both)
      const [first, second] = [new Float64Array(axis.labels.length), new Float64Array(axis.labels.length)]
      let copy = 0
      for (const { x, routes, copies } of parts)
        for (const at of copies) {
          const size = width.labels.length
          if (x.axes[1]!.labels.length !== size)
            throw new NotExecutable('the devices bring rows of different widths')
          const row = rowOf(x.cells, Math.floor(at / slots), size)
          const sent = weighs(site) ? weighted(site.run.algebra, row, routes.cells, at) : row
          cells.first.set(sent.first, copy * size)
          if (sent.second) cells.second?.set(sent.second, copy * size)
          first[copy] = routes.cells.first[at]!
          second[copy++] = routes.cells.second![at]!
        }
      return [
        { axes: [axis, width], cells },
        { axes: [axis], cells: { first, second } },
      ]
    })
  },
}

const rowOf = (cells: Cells, row: number, width: number): Cells =>
  picked(
    cells,
    Int32Array.from({ length: width }, (_, index) => row * width + index),
  )

/** To each device, the sum of what became of the copies of each of its tokens. */
export const combine: Kernel = {
  on: 'team',
  run(sites) {
    const { algebra } = sites[0]!.run
    const results = sites.map(({ inputs: [x, routes] }) => {
      const origins = x?.axes[0]?.origins
      if (x?.axes.length !== 2 || routes === undefined || origins === undefined)
        throw new NotExecutable(
          'a combination reads what became of copies that were dispatched, and their routes',
        )
      if (origins.rows.length !== sites.length)
        throw new NotExecutable(`copies of ${origins.rows.length} devices are combined on ${sites.length}`)
      return { x, routes, origins }
    })
    const { origins, x } = results[0]!
    const width = x.axes[1]!.labels.length
    return sites.map((site, seat): Value[] => {
      const rows = origins.rows[seat]!
      let sums = algebra.zeros(rows.labels.length * width, !weighs(site))
      for (const { x: made, routes } of results)
        sums = withCopies(site, sums, { made, routes, seat, origins })
      return [{ axes: [rows, x.axes[1]!], cells: sums }]
    })
  },
}

interface Copies {
  readonly made: Value
  readonly routes: Value
  readonly seat: number
  readonly origins: Origins
}

function withCopies(site: Site, sums: Cells, { made, routes, seat, origins }: Copies): Cells {
  const { algebra } = site.run
  const { most, slots, rows } = origins
  const width = made.axes[1]!.labels.length
  const added = algebra.zeros(rows[seat]!.labels.length * width, !weighs(site))
  made.axes[0]!.labels.forEach((label, copy) => {
    if (Math.floor(label / most) !== seat) return
    const row = Math.floor((label % most) / slots)
    const part = rowOf(made.cells, copy, width)
    const term = weighs(site) ? weighted(algebra, part, routes.cells, copy) : part
    const sum = algebra.plus(rowOf(added, row, width), term)
    added.first.set(sum.first, row * width)
    if (sum.second) added.second?.set(sum.second, row * width)
  })
  return algebra.plus(sums, added)
}
