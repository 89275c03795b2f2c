// Which node gives a node what it reads, on each of its devices: by the name of the tensor, along the edges.
import type { Candidate, CandidateNode } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { int32s } from '../flat.js'
import { type Graph, groupRows } from '../graph.js'

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
  private readonly nodes: readonly CandidateNode[]
  private readonly edges: Candidate['edges']
  private readonly tail: Int32Array
  private readonly into: { readonly start: Int32Array; readonly rows: Int32Array }

  constructor(candidate: Candidate, graph: Graph) {
    const { nodes, edges } = candidate
    this.nodes = nodes
    this.edges = edges
    this.tail = graph.tail
    this.into = groupRows(graph.head, nodes.length)
    this.listOf = int32s(nodes.length)
    this.start = int32s(nodes.length + 1)
    for (let row = 0; row < nodes.length; row++) {
      const { devices, outputs } = nodes[row]!
      this.listOf[row] = devices === undefined ? -1 : this.devices.of(devices)
      this.start[row + 1] = this.start[row]! + (outputs?.length ?? 0) * (devices?.length ?? 0)
    }
  }

  devicesOf(row: number): readonly Scalar[] {
    return this.devices.lists[this.listOf[row]!] ?? []
  }

  /** The nodes before a node along which something may travel. */
  *before(row: number): Iterable<number> {
    for (let i = this.into.start[row]!; i < this.into.start[row + 1]!; i++) {
      const edge = this.into.rows[i]!
      if (this.edges[edge]!.attributes?.[ORDER] !== true) yield this.tail[edge]!
    }
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

  /** Where a node gets a tensor from. */
  wire(row: number, name: string): Wire {
    const list = this.listOf[row]!
    const size = this.devicesOf(row).length
    const from = new Int32Array(size).fill(-1)
    const at = new Int32Array(size)
    let twice = -1
    for (const before of this.before(row)) {
      const output = placeOf(this.nodes[before]!, name)
      if (output < 0) continue
      const other = this.listOf[before]!
      if (other < 0) continue
      const given = this.devicesOf(before)
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

function placeOf({ outputs }: CandidateNode, name: string): number {
  if (outputs === undefined) return -1
  for (let k = 0; k < outputs.length; k++) if (outputs[k]!.name === name) return k
  return -1
}
