// Placements that follow from what nodes say of themselves, where no slices of weights are given: forward and in linear time.
// What a label does not decide stays open, and nothing that is open is ever called wrong.
import type { Candidate, CandidateEdge, CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import type { Column } from '../facts.js'
import { bytes, int32s, mapped } from '../flat.js'
import { type Graph, groupRows } from '../graph.js'
import { codeOf } from '../typing.js'
import { type StatedConflict, type StatedReading, type Told, tellAlone } from './alone.js'
import { areAmong, DeviceGroups, devicesAmong } from './groups.js'
import { type StatedLie, sameLie } from './lie.js'
import { dimensionNames, rolesAtOf, type StatedSides } from './roles.js'
import { type Form, sayingsOf } from './sayings.js'
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

/**
 * Infers how tensors lie from what nodes say of themselves; undefined where none says anything about it. `devices` is the
 * column of their devices.
 */
export function inferStated(
  candidate: Candidate,
  graph: Graph,
  base: Base,
  devices: Column,
): Stated | undefined {
  const { nodes, edges } = candidate
  const { forms, cuts, open, decides, givesNothing } = sayingsOf(nodes, base)
  if (!decides.includes(1)) return undefined
  const lies = new Array<StatedLie | undefined>(nodes.length).fill(undefined)
  const because = bytes(nodes.length)
  const conflicts = new Map<number, StatedConflict & { reader: number; devices: readonly Scalar[] }>()
  const groups = new DeviceGroups()
  const isOn = devicesAmong(devices)
  const rolesAt = rolesAtOf(base)
  const before = carriers(edges, graph)
  const cycle = cyclic(graph)
  for (let at = 0; at < nodes.length; at++) {
    const row = graph.order[at]!
    if (tellQuickly(row)) continue
    const told = tell(row, nodes[row]!, forms[row]!)
    if (givesNothing[row] === 1 && !('conflict' in told)) continue
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

  /** Tells what most nodes give, without a look at the nodes themselves; false where it takes one. */
  function tellQuickly(row: number): boolean {
    const code = cycle(row) ? BEHIND : open[row] || openBySources(row)
    const whole = code === 0 && decides[row] === 0 ? wholeRead(row) : undefined
    if (code === 0 && whole === undefined) return false
    if (givesNothing[row] === 1) return true
    if (code !== 0) because[row] = code
    else if (forms[row]!.isOpenWhole) because[row] = NOT_STATED
    else lies[row] = whole
    return true
  }

  /** Why nothing is known of what a node gives, where what it reads shows that; or 0. */
  function openBySources(row: number): number {
    if (decides[row] === 1) return 0
    let reads = false
    for (let at = before.start[row]!; at < before.start[row + 1]!; at++) {
      const one = before.rows[at]!
      if (givesNothing[one] === 1) continue
      if (lies[one] === undefined) return BEHIND
      reads = true
    }
    return reads ? 0 : NOT_STATED
  }

  /** How all lies that a node reads, where it is whole on the node's own devices. */
  function wholeRead(row: number): StatedLie | undefined {
    let whole: StatedLie | undefined
    for (let at = before.start[row]!; at < before.start[row + 1]!; at++) {
      const one = before.rows[at]!
      if (givesNothing[one] === 1) continue
      const lie = lies[one]!
      if (lie.kind !== 'R' || !isOn(row, one)) return undefined
      if (whole !== undefined && !sameLie(lie, whole)) return undefined
      whole = lie
    }
    return whole
  }

  function tell(row: number, node: CandidateNode, { operator, rules, isTogether }: Form): Told {
    const from = sources(row)
    const over = node.group && groups.number(node.group)
    const reading: StatedReading = {
      row,
      node,
      operator,
      rules,
      over,
      from,
      sides: () => sidesOf(node, from),
      lies: isTogether ? from.map((one) => lies[one]) : readOn(node, from),
      cut: cuts[row],
    }
    return isTogether ? tellTogether(reading, groupSize(node, from)) : tellAlone(reading, rolesAt)
  }

  /** The nodes before a node that give it something. */
  function sources(row: number): readonly number[] {
    const found: number[] = []
    for (let at = before.start[row]!; at < before.start[row + 1]!; at++)
      if (givesNothing[before.rows[at]!] === 0) found.push(before.rows[at]!)
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
    const parts = from.filter((one) => !areAmong(devices, nodes[one]!.devices))
    if (parts.length === 0) return from.map((one) => lies[one])
    const [first] = parts
    const together = parts.flatMap((one) => nodes[one]!.devices ?? [])
    const alike = parts.every((one) => lies[one] && lies[first!] && sameLie(lies[one], lies[first!]!))
    const covers = alike && areAmong(devices, together)
    return from.map((one) => (covers || !parts.includes(one) ? lies[one] : undefined))
  }

  /** How many devices meet in an operation of a group: those of its group, its own, or those that it hears of. */
  function groupSize({ devices = [], group }: CandidateNode, from: readonly number[]): number {
    if (group !== undefined || devices.length > 1) return groups.size(groups.number(group ?? devices))
    const all = new Set<Scalar>(devices)
    for (const one of from) for (const device of nodes[one]!.devices ?? []) all.add(device)
    return all.size
  }
}

const BEHIND = codeOf('behind')
const NOT_STATED = codeOf('not-stated')

/** Of each node the nodes before it along edges that carry something. */
function carriers(edges: Candidate['edges'], graph: Graph): { start: Int32Array; rows: Int32Array } {
  const isOrder = ({ attributes }: CandidateEdge) => attributes?.[ORDER] === true
  if (!edges.some(isOrder)) return { start: graph.predecessorStart, rows: graph.predecessors }
  const heads = mapped(graph.head, (row, edge) => (isOrder(edges[edge]!) ? -1 : row))
  const { start, rows } = groupRows(heads, graph.nodes)
  return { start, rows: mapped(rows, (edge) => graph.tail[edge]!) }
}

/** Whether a node lies on a cycle, where what it reads depends on itself. */
function cyclic({ component, components, nodes }: Graph): (row: number) => boolean {
  if (components === nodes) return () => false
  const sizes = int32s(components)
  for (let row = 0; row < nodes; row++) sizes[component[row]!]!++
  return (row) => sizes[component[row]!]! > 1
}
