// Placements that follow from what nodes say of themselves, where no slices of weights are given: forward and in linear time.
// What a label does not decide stays open, and nothing that is open is ever called wrong.
import type { Candidate, CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import { operatorsOf } from '../../tensor/operators.js'
import { type Placement, placementsOf } from '../../tensor/placements.js'
import { bytes, int32s, mapped } from '../flat.js'
import { type Graph, groupRows } from '../graph.js'
import { codeOf, openByItself } from '../typing.js'
import { type StatedConflict, type StatedReading, type Told, tellAlone } from './alone.js'
import { devicesKeys, type StatedLie, sameLie } from './lie.js'
import { dimensionNames, rolesAtOf, type StatedSides } from './roles.js'
import { statedCutsOf } from './statements.js'
import { tellTogether } from './together.js'

export interface Stated {
  /** By row how what the node gives lies; undefined where it is open. */
  readonly lies: readonly (StatedLie | undefined)[]
  /** By row of the node to blame what is wrong, and the row of the node that does not take it. */
  readonly conflicts: ReadonlyMap<
    number,
    StatedConflict & { readonly reader: number; readonly devices: readonly Scalar[] }
  >
  /** By row why it is open, as a code; 0 where it is not. */
  readonly because: Uint8Array
}

/** An attribute of edges along which nothing travels. */
const ORDER = 'control'

/** Infers how tensors lie from what nodes say of themselves; undefined where none says anything about it. */
export function inferStated(candidate: Candidate, graph: Graph, base: Base): Stated | undefined {
  const cutOf = statedCutsOf(base)
  const kernelOf = kernelsIn(placementsOf(base))
  const keyOf = devicesKeys()
  const sizeOf = (devices: readonly Scalar[]) => keyOf(devices).split('\n').length
  const { nodes, edges } = candidate
  const operators = nodes.map(operatorsOf(base))
  const isSource = (node: CandidateNode, row: number) => {
    const operator = operators[row]
    return (
      operator !== undefined && (kernelOf(operator.kernel)?.isTogether === true || cutOf(node) !== undefined)
    )
  }
  if (!nodes.some(isSource)) return undefined
  const lies = new Array<StatedLie | undefined>(nodes.length).fill(undefined)
  const because = bytes(nodes.length)
  const conflicts = new Map<number, StatedConflict & { reader: number; devices: readonly Scalar[] }>()
  const rolesAt = rolesAtOf(base)
  const before = carriers(edges, graph)
  const cycle = cyclic(graph)
  const givesNothing = (row: number) => operators[row]?.gives.length === 0
  for (const row of graph.order) {
    const node = nodes[row]!
    const told = cycle(row) ? ({ because: 'behind' } as const) : tell(row, node)
    if (givesNothing(row) && !('conflict' in told)) continue
    if ('lie' in told) lies[row] = told.lie
    else if ('because' in told) because[row] = codeOf(told.because)
    else {
      lies[row] = told.otherwise
      if (told.otherwise === undefined) because[row] = codeOf('conflict')
      const at = told.conflict.at ?? row
      if (!conflicts.has(at))
        conflicts.set(at, { ...told.conflict, reader: row, devices: nodes[at]!.devices ?? [] })
    }
  }
  return { lies, conflicts, because }

  function tell(row: number, node: CandidateNode): Told {
    const operator = operators[row]
    const open = openByItself(node, operator !== undefined)
    if (open !== undefined || operator === undefined) return { because: open ?? 'no-signature' }
    const kernel = kernelOf(operator.kernel)
    if (kernel === undefined) return { because: operator.reads.length === 0 ? 'not-stated' : 'no-rule' }
    const from = sources(row)
    const { rules, isTogether: together, isMixed } = kernel
    // What devices do together and what each does by itself cannot be told apart by one placement.
    if (isMixed) return { because: 'ambiguous' }
    const over = node.group && keyOf(node.group)
    const reading: StatedReading = {
      row,
      node,
      operator,
      rules,
      over,
      sides: () => sidesOf(node, from),
      lies: together ? from.map((one) => lies[one]) : readOn(node, from),
      cut: together ? undefined : cutOf(node),
    }
    return together ? tellTogether(reading, groupSize(node, from)) : tellAlone(reading, rolesAt)
  }

  /** The nodes before a node that give it something. */
  function sources(row: number): readonly number[] {
    const found: number[] = []
    for (let at = before.start[row]!; at < before.start[row + 1]!; at++)
      if (!givesNothing(before.rows[at]!)) found.push(before.rows[at]!)
    return found
  }

  /** The dimensions that a node states; what it does not say of what it reads, those say that give it. */
  function sidesOf({ inputs, outputs }: CandidateNode, from: readonly number[]): StatedSides {
    const own = dimensionNames(inputs)
    if (own !== undefined) return { read: own, given: dimensionNames(outputs) }
    const before = from.map((one) => dimensionNames(nodes[one]!.outputs))
    const read = before.includes(undefined) ? undefined : new Set(before.flatMap((names) => [...names!]))
    return { read: read?.size === 0 ? undefined : read, given: dimensionNames(outputs) }
  }

  /** What a node reads: each from nodes that are on all of its devices, by themselves or those alike together. */
  function readOn({ devices = [] }: CandidateNode, from: readonly number[]): (StatedLie | undefined)[] {
    const isOn = (there: readonly Scalar[] | undefined) => (device: Scalar) =>
      there?.includes(device) === true
    const parts = from.filter((one) => !devices.every(isOn(nodes[one]!.devices)))
    if (parts.length === 0) return from.map((one) => lies[one])
    const [first] = parts
    const together = parts.flatMap((one) => nodes[one]!.devices ?? [])
    const alike = parts.every((one) => lies[one] && lies[first!] && sameLie(lies[one], lies[first!]!))
    const covers = alike && devices.every(isOn(together))
    return from.map((one) => (covers || !parts.includes(one) ? lies[one] : undefined))
  }

  /** How many devices meet in an operation of a group: those of its group, its own, or those that it hears of. */
  function groupSize({ devices = [], group }: CandidateNode, from: readonly number[]): number {
    if (group !== undefined || devices.length > 1) return sizeOf(group ?? devices)
    const all = new Set<Scalar>(devices)
    for (const one of from) for (const device of nodes[one]!.devices ?? []) all.add(device)
    return all.size
  }
}

interface KernelRules {
  readonly rules: readonly Placement[]
  /** Whether devices of a group do it together; mixed where they also do something by themselves. */
  readonly isTogether: boolean
  readonly isMixed: boolean
}

function kernelsIn(
  placements: ReadonlyMap<string, readonly Placement[]>,
): (kernel: string) => KernelRules | undefined {
  const kernels = new Map(
    [...placements].map(([kernel, rules]) => {
      const isTogether = rules.some(({ together }) => together)
      return [kernel, { rules, isTogether, isMixed: isTogether && rules.some(({ together }) => !together) }]
    }),
  )
  return (kernel) => kernels.get(kernel)
}

/** Of each node the nodes before it along edges that carry something. */
function carriers(edges: Candidate['edges'], graph: Graph): { start: Int32Array; rows: Int32Array } {
  const heads = mapped(graph.head, (row, edge) => (edges[edge]!.attributes?.[ORDER] === true ? -1 : row))
  const { start, rows } = groupRows(heads, graph.nodes)
  return { start, rows: mapped(rows, (edge) => graph.tail[edge]!) }
}

/** Whether a node lies on a cycle, where what it reads depends on itself. */
function cyclic({ component, components, nodes }: Graph): (row: number) => boolean {
  const sizes = int32s(components)
  for (let row = 0; row < nodes; row++) sizes[component[row]!]!++
  return (row) => sizes[component[row]!]! > 1
}
