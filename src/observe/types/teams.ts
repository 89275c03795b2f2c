// Operations of a group that are drawn rank by rank: the nodes of one call, and a node for all of it that is typed in their place.
import type { Candidate, CandidateNode, TensorUse } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { FORMS } from '../../tensor/operators.js'
import { bytes, mapped } from '../flat.js'
import { buildGraph, type Graph } from '../graph.js'
import type { Wire, Wires } from './wires.js'

export interface Teams {
  /** The nodes of the plan, and behind them one for each call that is drawn rank by rank. */
  readonly nodes: readonly CandidateNode[]
  /** All of them but the parts of calls, each behind those that it reads from. */
  readonly order: Int32Array
  /** The parts of the call of a row; undefined where the row is a node of the plan. */
  partsOf(row: number): readonly number[] | undefined
  /** The node of the plan that a row is, or that stands first in its call. */
  headOf(row: number): number
  /** Where a call gets an input from, each part on its own devices; undefined where the row is a node of the plan. */
  wire(wires: Wires, row: number, input: number): Wire | undefined
}

/** Finds the calls of a plan. `isJoint`: whether an operation is one of a group. */
export function teamsOf(
  { nodes }: Candidate,
  graph: Graph,
  isJoint: (node: CandidateNode) => boolean,
): Teams {
  const calls = callsOf(nodes, graph, isJoint)
  if (calls.length === 0)
    return { nodes, order: graph.order, partsOf: nobody, headOf: (row) => row, wire: nobody }
  const all = [...nodes, ...calls.map((parts) => wholeOf(parts.map((row) => nodes[row]!)))]
  const callOf = new Map(
    calls.flatMap((parts, call) => parts.map((row) => [row, nodes.length + call] as const)),
  )
  const whole = (row: number): number => callOf.get(row) ?? row
  const ends = { tail: mapped(graph.tail, whole), head: mapped(graph.head, whole) }
  const partsOf = (row: number) => calls[row - nodes.length]
  return {
    nodes: all,
    order: buildGraph(all.length, ends).order.filter((row) => !callOf.has(row)),
    partsOf,
    headOf: (row) => partsOf(row)?.[0] ?? row,
    wire: (wires, row, input) => {
      const parts = partsOf(row)
      return parts && joinedWire(wires, row, parts, (part) => all[part]!.inputs![input]!.name)
    },
  }
}

const nobody = (): undefined => undefined

/** The calls that are drawn rank by rank, in the order of their first parts; those in which a rank is wanting are left out. */
function callsOf(
  nodes: readonly CandidateNode[],
  graph: Graph,
  isJoint: (node: CandidateNode) => boolean,
): readonly (readonly number[])[] {
  // Rows in the order of their nodes in memory are quick to look through; the order of the graph jumps among them.
  const isOfCall = bytes(nodes.length)
  for (let row = 0; row < nodes.length; row++)
    if (isPart(nodes[row]!) && isJoint(nodes[row]!)) isOfCall[row] = 1
  if (!isOfCall.includes(1)) return []
  const alike = new Map<string, number[]>()
  for (const row of graph.order) {
    if (isOfCall[row] === 0) continue
    const key = keyOf(nodes[row]!)
    const rows = alike.get(key)
    if (rows === undefined) alike.set(key, [row])
    else rows.push(row)
  }
  return [...alike.values()].flatMap((rows) => {
    const byNames = new Map<string, number[]>()
    for (const row of rows) {
      const key = JSON.stringify([namesOf(nodes[row]!.inputs), namesOf(nodes[row]!.outputs)])
      byNames.set(key, [...(byNames.get(key) ?? []), row])
    }
    const named = [...byNames.values()].map((some) => together(nodes, some))
    // Ranks may call tensors by names of their own: then their order on the rank tells which belong together.
    return named.includes(undefined) ? (together(nodes, rows) ?? []) : named.flatMap((calls) => calls!)
  })
}

/** The calls of some nodes, the k-th of each device together; undefined where devices have not as many of them each. */
function together(
  nodes: readonly CandidateNode[],
  rows: readonly number[],
): readonly (readonly number[])[] | undefined {
  const { group } = nodes[rows[0]!]!
  const turns = new Map<Scalar, number>(group!.map((device) => [device, 0]))
  const calls: number[][] = []
  for (const row of rows) {
    const { devices, inputs, outputs } = nodes[row]!
    const turn = turns.get(devices![0]!)
    if (turn === undefined || devices!.some((device) => turns.get(device) !== turn)) return undefined
    for (const device of devices!) turns.set(device, turn + 1)
    const call = calls[turn] ?? []
    calls[turn] = call
    const first = nodes[call[0] ?? row]!
    if (inputs?.length !== first.inputs?.length || outputs?.length !== first.outputs?.length) return undefined
    call.push(row)
  }
  return new Set(turns.values()).size === 1 ? calls : undefined
}

function isPart({ devices, group }: CandidateNode): boolean {
  return devices !== undefined && group !== undefined && devices.length > 0 && devices.length < group.length
}

const keyOf = ({ op, attributes, group, phase, layer, microbatch, step }: CandidateNode): string =>
  JSON.stringify([op, FORMS.map((word) => attributes?.[word]), group, phase, layer, microbatch, step])

const namesOf = (uses: readonly TensorUse[] | undefined) => uses?.map(({ name }) => name)

/** One node for all parts of a call, with its devices in the order of the group. */
function wholeOf(parts: readonly CandidateNode[]): CandidateNode {
  const [head] = parts
  const devices = head!.group!
  const places = new Map(
    parts.flatMap((part) => part.devices!.map((device, place) => [device, { part, place }] as const)),
  )
  const outputs = head!.outputs?.map((use, output) => {
    const dimensions = Object.keys(use.slices ?? {}).filter((dimension) =>
      parts.every((part) => part.outputs![output]!.slices?.[dimension] !== undefined),
    )
    const textAt = (dimension: string, device: number | string) => {
      const { part, place } = places.get(device)!
      const texts = part.outputs![output]!.slices![dimension]!
      return typeof texts === 'string' ? texts : texts[place]!
    }
    const slices = dimensions.map((dimension) => [
      dimension,
      devices.map((device) => textAt(dimension, device)),
    ])
    return slices.length === 0 ? use : { ...use, slices: Object.fromEntries(slices) }
  })
  return { ...head!, devices, ...(outputs && { outputs }) }
}

function joinedWire(
  wires: Wires,
  row: number,
  parts: readonly number[],
  nameOf: (part: number) => string | undefined,
): Wire {
  const list = wires.listOf[row]!
  const size = wires.deviceCount[row]!
  const from = new Int32Array(size).fill(-1)
  const at = new Int32Array(size)
  let twice = -1
  for (const part of parts) {
    const own = wires.wire(part, nameOf(part) ?? '')
    for (const [i, device] of wires.devicesOf(part).entries()) {
      const place = wires.devices.place(list, device)!
      from[place] = own.from[i]!
      at[place] = own.at[i]!
      if (own.twice && own.unbound === i) twice = place
    }
  }
  return { from, at, unbound: twice >= 0 ? twice : from.indexOf(-1), twice: twice >= 0 }
}
