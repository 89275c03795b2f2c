import { type Algebra, type Cells, picked } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { shapeText, type Value } from '../value.js'
import type { Kernel, Site } from './kernel.js'
import { type Network, networkOf, networkRow, put } from './network.js'

const weighs = ({ attributes }: Site): boolean => attributes['appliesRouterWeights'] === true

/** The experts that a device has loaded, by number. */
function expertsOf({ inputs: [x], weights: [up, down] }: Site): ReadonlyMap<number, Network> {
  if (
    x === undefined ||
    up === undefined ||
    down === undefined ||
    up.axes.length !== 3 ||
    down.axes.length !== 3
  )
    throw new NotExecutable('experts read rows and routes, and have two weights of three dimensions')
  const width = x.axes.at(-1)!.labels.length
  const labels = up.axes[0]!.labels
  if (labels.length !== down.axes[0]!.labels.length)
    throw new NotExecutable(`experts have weights of ${shapeText(up)} and of ${shapeText(down)}`)
  return new Map(Array.from(labels, (label, index) => [label, networkOf(up, down, width, index)] as const))
}

function routesOf({ inputs: [x, routes] }: Site): Value {
  if (x === undefined || routes?.cells.second === undefined)
    throw new NotExecutable('experts read rows and the routes of those rows')
  if (routes.axes[0]!.labels.length !== x.axes[0]!.labels.length)
    throw new NotExecutable(`routes of ${shapeText(routes)} are not those of rows of ${shapeText(x)}`)
  return routes
}

/** Cells times one cell of others. */
export function weighted(algebra: Algebra, cells: Cells, weights: Cells, at: number): Cells {
  return algebra.times(cells, picked({ first: weights.first }, new Int32Array(cells.first.length).fill(at)))
}

/** The sum over the experts of each row that the device has; zero of rows of which it has none. */
export const expert: Kernel = {
  on: 'device',
  run(site) {
    const { algebra } = site.run
    const networks = expertsOf(site)
    const routes = routesOf(site)
    if (routes.axes.length !== 2)
      throw new NotExecutable(`the routes of rows are not of ${shapeText(routes)}`)
    const x = site.inputs[0]!
    const [rows, width] = [x.axes[0]!.labels.length, x.axes.at(-1)!.labels.length]
    const slots = rows === 0 ? 0 : routes.cells.first.length / rows
    const cells = algebra.zeros(rows * width, !weighs(site))
    for (let row = 0; row < rows; row++) {
      let sum: Cells | undefined
      for (let at = row * slots; at < (row + 1) * slots; at++) {
        const one = networks.get(routes.cells.second![at]!)
        if (one === undefined) continue
        const made = networkRow(algebra, x.cells, row * width, one)
        const term = weighs(site) ? weighted(algebra, made, routes.cells, at) : made
        sum = sum === undefined ? term : algebra.plus(sum, term)
      }
      if (sum !== undefined) put(cells, row * width, sum)
    }
    return [{ axes: x.axes, cells }]
  },
}

/** The expert of each copy, which the device must have. */
export const expertCopies: Kernel = {
  on: 'device',
  run(site) {
    const { algebra } = site.run
    const networks = expertsOf(site)
    const routes = routesOf(site)
    const x = site.inputs[0]!
    const [rows, width] = [x.axes[0]!.labels.length, x.axes.at(-1)!.labels.length]
    const cells = algebra.zeros(rows * width, !weighs(site))
    for (let row = 0; row < rows; row++) {
      const number = routes.cells.second![row]!
      const one = networks.get(number)
      if (one === undefined)
        throw new NotExecutable(`a copy came for expert ${number}, which the device has not`)
      const made = networkRow(algebra, x.cells, row * width, one)
      put(cells, row * width, weighs(site) ? weighted(algebra, made, routes.cells, row) : made)
    }
    return [{ axes: x.axes, cells }]
  },
}
