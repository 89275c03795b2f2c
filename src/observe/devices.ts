// Where data comes from and goes to: the devices around a node, seen through nodes that have none.
import type { Value } from '../knowledge/expression.js'
import { strongComponents } from './components.js'
import { DeviceSets, EMPTY, TOO_MUCH } from './device-sets.js'
import type { Column } from './facts.js'
import { bytes, copied, int32s, mapped } from './flat.js'
import { type Graph, groupRows } from './graph.js'

export interface DeviceColumns {
  devicesAbove(): Column
  devicesBelow(): Column
  devicesBefore(): Column
  devicesAfter(): Column
  participants(): Column
}

/** One direction of the graph: where data comes from. */
interface Direction {
  readonly nodes: number
  readonly fromStart: Int32Array
  readonly from: Int32Array
  readonly toStart: Int32Array
  readonly to: Int32Array
}

/**
 * The devices above, below, before and after each node. `devices` is the node's own column, whose lists are sets; a node
 * with an empty or unknown list has none. A set is unknown where neighbours exist and none of them leads to a device.
 */
export function deviceColumns(graph: Graph, devices: Column): DeviceColumns {
  const sets = new DeviceSets(graph.nodes)
  const numberOf = devices.values.map((list) => (Array.isArray(list) ? sets.add(list) : EMPTY))
  const own = mapped(devices.codes, (code) => (code < 0 ? EMPTY : numberOf[code]!))
  const { nodes } = graph
  const down: Direction = {
    nodes,
    fromStart: graph.predecessorStart,
    from: graph.predecessors,
    toStart: graph.successorStart,
    to: graph.successors,
  }
  const up: Direction = {
    nodes,
    fromStart: down.toStart,
    from: down.to,
    toStart: down.fromStart,
    to: down.from,
  }
  const above = seenThrough(down, own, sets)
  const below = seenThrough(up, own, sets)
  const before = neighbours(down, above, sets)
  const after = neighbours(up, below, sets)
  const participants = int32s(nodes)
  for (let v = 0; v < nodes; v++) participants[v] = sets.union2(before[v]!, after[v]!)
  const hasEmpty = (start: Int32Array, v: number) => start[v] === start[v + 1]
  const column = (numbers: Int32Array, known: (v: number) => boolean): Column => ({
    codes: mapped(numbers, (set, v) => (set === TOO_MUCH || (set === EMPTY && !known(v)) ? -1 : set)),
    values: sets.lists as readonly Value[],
  })
  return {
    devicesAbove: () => column(above, () => false),
    devicesBelow: () => column(below, () => false),
    devicesBefore: () => column(before, (v) => hasEmpty(down.fromStart, v)),
    devicesAfter: () => column(after, (v) => hasEmpty(up.fromStart, v)),
    participants: () => column(participants, (v) => hasEmpty(down.fromStart, v) && hasEmpty(up.fromStart, v)),
  }
}

/**
 * A node's own set; where it is empty, the union over the nearest nodes that have one, going against the direction.
 * Nodes without devices that form a cycle share one union.
 */
function seenThrough(direction: Direction, own: Int32Array, sets: DeviceSets): Int32Array {
  const { nodes, fromStart, from, toStart, to } = direction
  const without = bytes(nodes)
  let some = false
  for (let v = 0; v < nodes; v++) {
    if (own[v] !== EMPTY) continue
    without[v] = 1
    some = true
  }
  if (!some) return own
  const seen = copied(own)
  const { component, components } = strongComponents(
    { nodes, successorStart: toStart, successors: to },
    without,
  )
  const { start, rows } = groupRows(component, components)
  const around: number[] = []
  for (let c = 0; c < components; c++) {
    around.length = 0
    for (let k = start[c]!; k < start[c + 1]!; k++) {
      const v = rows[k]!
      for (let i = fromStart[v]!; i < fromStart[v + 1]!; i++) {
        if (component[from[i]!] !== c) around.push(seen[from[i]!]!)
      }
    }
    const union = sets.union(around)
    for (let k = start[c]!; k < start[c + 1]!; k++) seen[rows[k]!] = union
  }
  return seen
}

/** The union over the nodes that a node's data comes from; itself apart. */
function neighbours({ nodes, fromStart, from }: Direction, seen: Int32Array, sets: DeviceSets): Int32Array {
  const joined = int32s(nodes)
  const around: number[] = []
  for (let v = 0; v < nodes; v++) {
    const first = fromStart[v]!
    const end = fromStart[v + 1]!
    if (end - first === 1 && from[first] !== v) {
      joined[v] = seen[from[first]!]!
      continue
    }
    around.length = 0
    for (let i = first; i < end; i++) if (from[i] !== v) around.push(seen[from[i]!]!)
    joined[v] = sets.union(around)
  }
  return joined
}
