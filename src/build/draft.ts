// A plan in the making: nodes are added in order, and edges follow from who made last what a node reads.

import type { CandidateEdge, CandidateNode, TensorUse } from '../candidate/candidate.js'
import type { Piece, Pieces } from './pieces.js'
import type { WithScales } from './scales.js'

/** Where a node belongs. */
export interface Place {
  readonly phase: string
  readonly step?: number
  readonly stage?: number
  readonly microbatch?: number
  readonly layer?: number
  /** Tells nodes of one kind apart that work on different rows or in different groups. */
  readonly part?: string
}

export interface NodeDraft {
  /** What it is called within its place; as its operation where nothing is said. */
  readonly name?: string
  readonly piece: Piece
  readonly devices: readonly number[]
  readonly group?: readonly number[]
  /** Names of what it reads, in the order of the operation's ports. */
  readonly inputs?: readonly string[]
  readonly outputs?: readonly TensorUse[]
  readonly weights?: readonly TensorUse[]
  readonly attributes?: NonNullable<CandidateNode['attributes']>
  /** Ids of nodes that come before it without giving it anything. */
  readonly after?: readonly string[]
  /** What it reads that no edge brings, and how that lies on devices. */
  readonly held?: readonly TensorUse[]
  /** The node of the other end, where it takes from other devices. */
  readonly from?: string
}

export class Draft {
  readonly pieces: Pieces
  readonly nodes: CandidateNode[] = []
  readonly edges: CandidateEdge[] = []
  /** Who made a tensor last, by phase, microbatch, name and device. */
  readonly #makers = new Map<string, string>()
  readonly #orders = new Set<string>()

  readonly #withScales: WithScales

  constructor(pieces: Pieces, withScales: WithScales = (_, weight) => weight) {
    this.pieces = pieces
    this.#withScales = withScales
  }

  /** Adds a node and the edges to it; gives its id. */
  add(place: Place, node: NodeDraft): string {
    const op = this.pieces.opOf(node.piece)
    const {
      name = op,
      devices,
      group,
      inputs = [],
      outputs,
      weights,
      attributes,
      after = [],
      held = [],
      from,
    } = node
    const { phase, step, stage, microbatch, layer, part } = place
    const id = [
      phase,
      microbatch === undefined ? '' : `mb${microbatch}`,
      layer === undefined ? '' : `l${layer}`,
      name,
      part ?? '',
    ]
      .filter((piece) => piece !== '')
      .join('.')
    this.nodes.push({
      ...{ id, op, phase },
      ...(layer !== undefined && { layer }),
      ...(stage !== undefined && { stage }),
      ...(microbatch !== undefined && { microbatch }),
      ...(step !== undefined && { step }),
      devices,
      ...(group !== undefined && { group }),
      ...((inputs.length > 0 || held.length > 0) && {
        inputs: [...held, ...inputs.map((input) => ({ name: input }))],
      }),
      ...(outputs !== undefined && { outputs }),
      ...(weights !== undefined && { weights: weights.map((weight) => this.#withScales(op, weight)) }),
      ...(attributes !== undefined && { attributes }),
    })
    const carried = new Map<string, string[]>()
    if (from !== undefined) carried.set(from, [...inputs, ...(outputs ?? []).map((output) => output.name!)])
    else
      for (const input of new Set(inputs)) {
        for (const maker of this.#makersOf(place, input, devices))
          carried.set(maker, [...(carried.get(maker) ?? []), input])
      }
    for (const [maker, tensors] of carried)
      this.edges.push({ from: maker, to: id, ...(tensors.length === 1 && { tensor: tensors[0]! }) })
    for (const earlier of new Set(after)) this.order(earlier, id)
    for (const { name: made } of outputs ?? [])
      for (const device of devices) this.#makers.set(keyOf(place, made!, device), id)
    return id
  }

  /** Says that one node comes before another and gives it nothing; once where it is said again. */
  order(from: string, to: string): void {
    const key = `${from} ${to}`
    if (this.#orders.has(key)) return
    this.#orders.add(key)
    this.edges.push({ from, to, attributes: { control: true } })
  }

  #makersOf(place: Place, input: string, devices: readonly number[]): Set<string> {
    return new Set(
      devices.map((device) => {
        const maker = this.#makers.get(keyOf(place, input, device))
        if (maker === undefined) throw new Error(`Nothing makes ${input} on device ${device}.`)
        return maker
      }),
    )
  }
}

const keyOf = ({ phase, microbatch = 0 }: Place, name: string, device: number): string =>
  `${phase} ${microbatch} ${device} ${name}`
