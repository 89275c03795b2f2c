// Which node gives a node what it reads, on each of its devices: by the name of the tensor, along the edges.
import type { CandidateEdge, CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { int32s, mapped } from '../flat.js'
import { type Graph, groupRows } from '../graph.js'
import type { Names } from './chain.js'

/** The devices of nodes, each distinct list once. */
class DeviceLists {
  readonly lists: (readonly Scalar[])[] = []
  private readonly numbers = new Map<string, number>()
  private readonly singles = new Map<Scalar, number>()
  private readonly places: Map<Scalar, number>[] = []

  of(devices: readonly Scalar[]): number {
    const single = devices.length === 1
    const key = single ? '' : JSON.stringify(devices)
    const known = single ? this.singles.get(devices[0]!) : this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.lists.push(devices) - 1
    if (single) this.singles.set(devices[0]!, number)
    else this.numbers.set(key, number)
    this.places.push(new Map(devices.map((device, place) => [device, place])))
    return number
  }

  /** The place of a device in a list; undefined where it is not in it. */
  place(list: number, device: Scalar): number | undefined {
    return this.places[list]!.get(device)
  }
}

/** For each device of a node the node that gives it a tensor; why it has none. */
export interface Wire {
  /** Rows of the nodes that give it; -1 where no node does. */
  readonly from: Int32Array
  /** Where its type stands among all that is given. */
  readonly at: Int32Array
  /** A place to which two nodes give it, or none; -1 where all is well. */
  readonly unbound: number
  readonly twice: boolean
}

/** An attribute of edges along which nothing travels. */
const ORDER = 'control'

export class Wires {
  readonly devices = new DeviceLists()
  /** The list of devices of each node; -1 where it has none. */
  readonly listOf: Int32Array
  /** Where the outputs of each node begin among all that is given: output k on the i-th of n devices is at start + k n + i. */
  readonly start: Int32Array
  /** How many devices each node has. */
  readonly deviceCount: Int32Array
  /** Names of inputs by number, those of a node from `inputStart` of its row on; 0 where one has none. */
  readonly inputStart: Int32Array
  readonly inputNames: Int32Array
  private readonly outputStart: Int32Array
  private readonly outputNames: Int32Array
  private readonly nodes: readonly CandidateNode[]
  private readonly names: Names
  /** The nodes before each node along which something may travel. */
  private readonly sources: { readonly start: Int32Array; readonly rows: Int32Array }

  constructor(nodes: readonly CandidateNode[], edges: readonly CandidateEdge[], graph: Graph, names: Names) {
    this.nodes = nodes
    this.names = names
    const into = groupRows(
      mapped(graph.head, (row, edge) => (edges[edge]!.attributes?.[ORDER] === true ? -1 : row)),
      nodes.length,
    )
    this.sources = { start: into.start, rows: mapped(into.rows, (edge) => graph.tail[edge]!) }
    this.listOf = int32s(nodes.length)
    this.deviceCount = int32s(nodes.length)
    this.start = int32s(nodes.length + 1)
    this.inputStart = int32s(nodes.length + 1)
    this.outputStart = int32s(nodes.length + 1)
    for (let row = 0; row < nodes.length; row++) {
      const { devices, inputs, outputs } = nodes[row]!
      const [count, given] = [
        devices === undefined ? 0 : devices.length,
        outputs === undefined ? 0 : outputs.length,
      ]
      this.listOf[row] = devices === undefined ? -1 : this.devices.of(devices)
      this.deviceCount[row] = count
      this.start[row + 1] = this.start[row]! + given * count
      this.inputStart[row + 1] = this.inputStart[row]! + (inputs === undefined ? 0 : inputs.length)
      this.outputStart[row + 1] = this.outputStart[row]! + given
    }
    this.inputNames = int32s(this.inputStart[nodes.length]!)
    this.outputNames = int32s(this.outputStart[nodes.length]!)
    for (let row = 0; row < nodes.length; row++) {
      const { inputs, outputs } = nodes[row]!
      if (inputs !== undefined) this.number(inputs, this.inputNames, this.inputStart[row]!)
      if (outputs !== undefined) this.number(outputs, this.outputNames, this.outputStart[row]!)
    }
  }

  private number(uses: readonly { readonly name?: string }[], into: Int32Array, first: number): void {
    for (let k = 0; k < uses.length; k++) {
      const { name } = uses[k]!
      into[first + k] = name === undefined ? 0 : this.names.of(name)
    }
  }

  devicesOf(row: number): readonly Scalar[] {
    return this.devices.lists[this.listOf[row]!] ?? []
  }

  /** The nodes before a node along which something may travel. */
  before(row: number): Int32Array {
    return this.sources.rows.subarray(this.sources.start[row]!, this.sources.start[row + 1]!)
  }

  /** The first output of a node of that name; -1 where it gives none. */
  private outputOf(row: number, name: number): number {
    const first = this.outputStart[row]!
    const end = this.outputStart[row + 1]!
    for (let k = first; k < end; k++) if (this.outputNames[k] === name) return k - first
    return -1
  }

  /**
   * Where a receiving node gets a tensor from: its i-th device from where the i-th of the sending node gets it. Undefined where
   * no node sends it to as many devices.
   */
  wireAcross(row: number, name: string): Wire | undefined {
    const size = this.devicesOf(row).length
    for (const before of this.before(row)) {
      const { inputs } = this.nodes[before]!
      if (inputs?.some((input) => input.name === name) && this.devicesOf(before).length === size)
        return this.wire(before, name)
    }
    return undefined
  }

  /**
   * Where a node of one device gets the tensor of a number from, among all that is given; -1 where no node gives it, or
   * several do.
   */
  wireToOne(row: number, name: number): number {
    const { start, rows } = this.sources
    const list = this.listOf[row]!
    let [from, at] = [-1, -1]
    for (let i = start[row]!; i < start[row + 1]!; i++) {
      const before = rows[i]!
      const output = this.outputOf(before, name)
      const other = this.listOf[before]!
      if (output < 0 || other < 0) continue
      const place = other === list ? 0 : this.devices.place(other, this.devices.lists[list]![0]!)
      if (place === undefined) continue
      if (from >= 0 && from !== before) return -1
      from = before
      at = this.start[before]! + output * this.deviceCount[before]! + place
    }
    return at
  }

  /** Where a node gets a tensor from. */
  wire(row: number, name: string): Wire {
    const list = this.listOf[row]!
    const size = this.deviceCount[row]!
    const wanted = this.names.of(name)
    const from = new Int32Array(size).fill(-1)
    const at = new Int32Array(size)
    let twice = -1
    for (const before of this.before(row)) {
      const output = this.outputOf(before, wanted)
      const other = this.listOf[before]!
      if (output < 0 || other < 0) continue
      const given = this.devices.lists[other]!
      const first = this.start[before]! + output * given.length
      for (let i = 0; i < given.length; i++) {
        const place = other === list ? i : this.devices.place(list, given[i]!)
        if (place === undefined || place >= size) continue
        if (from[place]! >= 0 && from[place] !== before) twice = place
        from[place] = before
        at[place] = first + i
      }
    }
    return { from, at, unbound: twice >= 0 ? twice : from.indexOf(-1), twice: twice >= 0 }
  }
}
