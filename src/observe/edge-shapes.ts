// Shapes at both ends of each edge, compared once for each distinct pair and surroundings.
import type { TensorUse } from '../candidate/candidate.js'
import type { Scalar, Value } from '../knowledge/expression.js'
import { Dictionary, valueAt } from './columns.js'
import { degreesOf } from './degrees.js'
import type { Column } from './facts.js'
import { int32s } from './flat.js'
import { compareShapes, type ShapeComparison } from './shape-difference.js'
import { NO_SHAPE, type Shapes } from './shapes.js'
import type { Sight } from './sight.js'

export interface EdgeShapeColumns {
  readonly sharedDims: Column
  readonly differingDims: Column
  readonly differingRest: Column
}

/** The columns `sharedDims`, `differingDims` and `differingRest`; unknown where an end declares no shape. */
export function edgeShapes(sight: Sight): EdgeShapeColumns {
  const { candidate, graph } = sight
  const { shapes, inputs, outputs } = sight.firstShapes()
  const factors = factorsAtHand(sight)
  const memo = new Map<string, ShapeComparison>()
  const compare = (from: number, to: number, edge: number): ShapeComparison => {
    const around = from === to ? [] : factors(edge)
    const key = `${from} ${to} ${around.join()}`
    let found = memo.get(key)
    if (found === undefined) {
      found = compareShapes(shapes.list[from]!, shapes.list[to]!, new Set(around))
      memo.set(key, found)
    }
    return found
  }
  const same: (ShapeComparison | undefined)[] = []
  const shared = new ListColumn(graph.edges)
  const differing = new ListColumn(graph.edges)
  const rest = new ListColumn(graph.edges)
  for (let e = 0; e < graph.edges; e++) {
    const from = namedShape(
      candidate.nodes[graph.tail[e]!]!.outputs,
      candidate.edges[e]!.tensor,
      outputs[graph.tail[e]!]!,
      shapes,
    )
    const heads = candidate.nodes[graph.head[e]!]!.inputs
    const to = namedShape(heads, candidate.edges[e]!.tensor, inputs[graph.head[e]!]!, shapes)
    let comparison: ShapeComparison | undefined
    if (from !== NO_SHAPE && from === to) comparison = same[from] ??= compare(from, to, e)
    else if (from !== NO_SHAPE && to !== NO_SHAPE) comparison = compare(from, to, e)
    // Of several inputs the edge may feed any: the one that fits best.
    if (comparison !== undefined && differences(comparison) > 0 && heads !== undefined) {
      for (const { dims } of heads.slice(1)) {
        const other = dims === undefined ? undefined : compare(from, shapes.number(dims), e)
        if (other !== undefined && differences(other) < differences(comparison)) comparison = other
      }
    }
    shared.set(e, comparison?.shared)
    differing.set(e, comparison?.differing)
    rest.set(e, comparison?.rest)
  }
  return { sharedDims: shared.column(), differingDims: differing.column(), differingRest: rest.column() }
}

function differences({ differing, rest }: ShapeComparison): number {
  return differing.length + rest.length
}

/** The shape of the tensor that the edge names, where an end has it; else the end's first. */
function namedShape(
  tensors: readonly TensorUse[] | undefined,
  name: string | undefined,
  first: number,
  shapes: Shapes,
): number {
  if (name === undefined || tensors === undefined) return first
  const dims = tensors.find((tensor) => tensor.name === name)?.dims
  return dims === undefined ? first : shapes.number(dims)
}

/**
 * What may stand between the sizes of a dimension on both sides of an edge: sizes of the groups and numbers of the devices
 * of its ends, parallel branches behind its tail and before its head, and the degrees that its phases declare.
 */
function factorsAtHand({ candidate, graph, table }: Sight): (edge: number) => readonly number[] {
  const degrees = degreesOf(graph)
  const nodes = table('node')
  const [groupSize, deviceCount, phase] = ['groupSize', 'deviceCount', 'phase'].map((word) =>
    nodes.column(word),
  ) as [Column, Column, Column]
  const declared = phase.values.map((name) =>
    typeof name === 'string' && Object.hasOwn(candidate.phases, name)
      ? Object.values(candidate.phases[name]!)
      : [],
  )
  return (edge) => {
    const [tail, head] = [graph.tail[edge]!, graph.head[edge]!]
    const around: Value[] = [degrees.out[tail], degrees.in[head]]
    for (const end of [tail, head]) {
      around.push(valueAt(groupSize, end), valueAt(deviceCount, end))
      if (phase.codes[end]! >= 0) around.push(...declared[phase.codes[end]!]!)
    }
    return [...new Set(around.filter((n): n is number => typeof n === 'number' && n > 1))].sort(
      (a, b) => a - b,
    )
  }
}

/** A column of lists in the making; the same list object is looked up once. */
class ListColumn {
  private readonly dictionary = new Dictionary()
  private readonly known = new Map<readonly Scalar[], number>()
  private readonly codes: Int32Array

  constructor(rows: number) {
    this.codes = int32s(rows).fill(-1)
  }

  set(row: number, list: readonly Scalar[] | undefined): void {
    if (list === undefined) return
    let code = this.known.get(list)
    if (code === undefined) {
      code = this.dictionary.code(list)
      this.known.set(list, code)
    }
    this.codes[row] = code
  }

  column(): Column {
    return { codes: this.codes, values: this.dictionary.values }
  }
}
