import { picked } from '../algebra/algebra.js'
import { NotExecutable } from '../not-executable.js'
import { type Axis, arranged, lengthOf, shapeText, taken, type Value } from '../value.js'
import type { Kernel, Output, Site } from './kernel.js'

/** A product of a tensor with matrices. Dimensions are told by name: what both have is summed, unless the result has it too. */
export const project: Kernel = {
  on: 'device',
  run(site) {
    const [x] = site.inputs
    if (x === undefined) throw new NotExecutable('a projection reads a tensor')
    const names = new Set(x.axes.map(({ name }) => name))
    const isMatrix = ({ axes }: Value) => axes.some(({ name }) => names.has(name))
    const matrices = site.weights.filter(isMatrix)
    const biases = site.weights.filter((weight) => !isMatrix(weight))
    if (matrices.length === 0)
      throw new NotExecutable('no weight of the projection shares a dimension with what it reads')
    const outputs: Value[] = []
    for (const matrix of matrices) {
      const bias = biases.find((one) =>
        one.axes.every(({ name }) => matrix.axes.some((axis) => axis.name === name)),
      )
      const left = site.outputs.slice(outputs.length)
      outputs.push(...product(site, x, matrix, bias, matrices.length > 1 ? left.slice(0, 1) : left))
    }
    return outputs
  },
}

function product(
  site: Site,
  x: Value,
  matrix: Value,
  bias: Value | undefined,
  outputs: readonly Output[],
): Value[] {
  const { algebra } = site.run
  const result = new Set(outputs.flatMap(({ dims }) => dims))
  const place = (value: Value, name: string) => value.axes.findIndex((axis) => axis.name === name)
  const common = x.axes.map(({ name }) => name).filter((name) => place(matrix, name) >= 0)
  const shared = common.filter((name) => result.has(name))
  const summedOver = common.filter((name) => !result.has(name))
  const kept = x.axes.map(({ name }) => name).filter((name) => !common.includes(name))
  const made = matrix.axes.map(({ name }) => name).filter((name) => !common.includes(name))
  for (const name of common) {
    const [a, b] = [x.axes[place(x, name)]!.labels.length, matrix.axes[place(matrix, name)]!.labels.length]
    if (a !== b)
      throw new NotExecutable(
        `what it reads has ${a} of \`${name}\` and its weight ${b} (${shapeText(x)} times ${shapeText(matrix)})`,
      )
  }
  const left = arranged(
    x,
    [...kept, ...shared, ...summedOver].map((name) => place(x, name)),
  )
  const right = arranged(
    matrix,
    [...shared, ...summedOver, ...made].map((name) => place(matrix, name)),
  )
  const size = (value: Value, list: readonly string[]) =>
    lengthOf(list.map((name) => value.axes[place(value, name)]!))
  const [m, s, k, n] = [size(x, kept), size(x, shared), size(x, summedOver), size(matrix, made)]
  let cells = algebra.zeros(m * s * n, left.second !== undefined && right.second !== undefined)
  for (let i = 0, at = 0; i < m * s; i++) {
    const from = (i % s) * k * n
    for (let j = 0; j < n; j++) algebra.dot(cells, at++, left, i * k, 1, right, from + j, n, k)
  }
  const newAxes = made.map((name) => matrix.axes[place(matrix, name)]!)
  if (bias !== undefined) {
    const row = biasRow(site, bias, made, n)
    if (row !== undefined)
      cells = algebra.plus(
        cells,
        picked(
          row,
          Int32Array.from({ length: m * s * n }, (_, index) => index % n),
        ),
      )
  }
  const axes: Axis[] = [...[...kept, ...shared].map((name) => x.axes[place(x, name)]!), ...newAxes]
  return partsOf({ axes, cells }, outputs, axes.length - newAxes.length)
}

/** The bias as this device adds it: whole, its share, or only on the first of its team. */
function biasRow(
  { run: { algebra }, attributes, team, seat }: Site,
  bias: Value,
  made: readonly string[],
  size: number,
) {
  const order = made.map((name) => bias.axes.findIndex((axis) => axis.name === name))
  if (order.includes(-1) || lengthOf(bias.axes) !== size)
    throw new NotExecutable(`a bias of ${shapeText(bias)} does not fit the product`)
  const cells = arranged(bias, order)
  const who = attributes['biasAdded']
  if (who === 'once' && seat > 0) return undefined
  if (who !== 'divided') return cells
  const count = algebra.zeros(size, false)
  count.first.fill(team.length)
  return algebra.times(cells, algebra.inverse(count))
}

/** The outputs of a fused product lie behind one another along the first new dimension of which they name another. */
function partsOf(whole: Value, outputs: readonly Output[], start: number): Value[] {
  if (outputs.length <= 1) return [inOrder(whole, outputs[0])]
  const axis = whole.axes.findIndex(
    ({ name }, i) => i >= start && outputs.some(({ dims }) => !dims.includes(name)),
  )
  if (axis < 0)
    throw new NotExecutable('the outputs of one product do not say along which dimension they are its parts')
  let from = 0
  const behind = whole.axes.length - axis
  const parts = outputs.map((output) => {
    const name = output.dims.at(-behind) ?? ''
    const labels = output.kept[name]
    const count = labels?.length ?? output.sizeOf(name)
    const places = Int32Array.from({ length: count }, (_, index) => from + index)
    from += count
    if (from > whole.axes[axis]!.labels.length) return undefined
    const part = taken(whole, axis, places, name)
    const axes = part.axes.map((one, i) =>
      i === axis ? { name, labels: labels ?? firstLabels(count) } : one,
    )
    return inOrder({ axes, cells: part.cells }, output)
  })
  const has = whole.axes[axis]!.labels.length
  if (from !== has)
    throw new NotExecutable(
      `its outputs take ${from} rows of \`${whole.axes[axis]!.name}\`, and its weight has ${has}`,
    )
  return parts as Value[]
}

const firstLabels = (count: number) => Int32Array.from({ length: count }, (_, index) => index)

/** A product in the order of dimensions that the plan says. */
function inOrder(value: Value, output: Output | undefined): Value {
  const order = output?.dims.map((name) => value.axes.findIndex((axis) => axis.name === name)) ?? []
  const isOrder =
    order.length === value.axes.length && new Set(order).size === order.length && !order.includes(-1)
  if (!isOrder) return value
  return { axes: order.map((axis) => value.axes[axis]!), cells: arranged(value, order) }
}
