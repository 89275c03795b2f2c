// What kernels are given: made once for each node and device; what it reads is put in anew at each moment.
import type { Operator } from '../tensor/operators.js'
import type { Output, Run, Site } from './kernels/kernel.js'
import type { Loads } from './loads.js'
import { NotExecutable } from './not-executable.js'
import { PROMPT } from './phases.js'
import type { Program } from './program.js'
import type { ProgramNode } from './program-node.js'
import type { Lengths } from './reduce/lengths.js'
import type { Value } from './value.js'

/** A site, and where it stands. */
export class Station implements Site {
  readonly run: Run
  readonly node: ProgramNode
  readonly place: number
  readonly operator: Operator
  readonly attributes: Readonly<Record<string, unknown>>
  readonly device: number
  readonly deviceName: string
  readonly seat: number
  readonly isPrompt: boolean
  readonly weights: readonly Value[]
  readonly outputs: readonly Output[]
  inputs: readonly Value[] = []
  readonly #program: Program
  readonly #loads: Loads

  constructor(node: ProgramNode, place: number, { run, program, loads, lengths }: Surroundings) {
    this.run = run
    this.node = node
    this.place = place
    this.operator = node.operator
    this.attributes = lengths.attributes(node.source)
    this.device = node.devices[place]!
    this.deviceName = program.deviceNames[this.device]!
    this.seat = node.team.indexOf(this.device)
    this.isPrompt = node.phase === PROMPT
    this.weights = loads.weights(node)[place]!
    this.outputs = loads.outputs(node)[place]!
    this.#program = program
    this.#loads = loads
  }

  get layer(): number | undefined {
    return this.node.source.layer
  }

  get team(): readonly number[] {
    return this.node.team
  }

  sources(): readonly Readonly<Record<string, Int32Array>>[] {
    const { team, source } = this.node
    const [use = {}] = source.inputs ?? []
    return team.map((_, seat) => this.#loads.kept(this.node, use, seat, team.length))
  }

  roots(): readonly string[] {
    const spreads = this.#program.after[this.node.index]!.filter(
      ({ operator, places }) => operator.kernel === 'broadcast' && places.has(this.device),
    )
    return spreads.flatMap(({ source }) => {
      const root = source.attributes?.['root']
      return Array.isArray(root) ? root.map(String) : []
    })
  }

  experts(): Int32Array {
    for (const reader of this.#program.after[this.node.index]!) {
      const place = reader.places.get(this.device)
      const weight = place === undefined ? undefined : this.#loads.weights(reader)[place]?.[0]
      if (weight !== undefined) return weight.axes[0]!.labels
    }
    throw new NotExecutable('no node behind it has experts on the device')
  }

  /** Whether another site of the node is given the same, so that it makes the same. */
  equals(other: Station): boolean {
    if (!isEqual(this.inputs, other.inputs) || !isEqual(this.weights, other.weights)) return false
    if (isBySeat(this.attributes) && this.seat !== other.seat) return false
    return this.outputs.every(({ kept }, i) => {
      for (const name in kept) if (other.outputs[i]!.kept[name] !== kept[name]) return false
      return true
    })
  }
}

/** What is the same for all sites of a run. */
export interface Surroundings {
  readonly run: Run
  readonly program: Program
  readonly loads: Loads
  readonly lengths: Lengths
}

function isEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return a.length === b.length
}

/** Some attributes say that ranks of a team do different things with the same. */
const isBySeat = (attributes: Readonly<Record<string, unknown>>): boolean =>
  attributes['biasAdded'] === 'once' || attributes['sharedSeed'] === false

export class Sites {
  readonly #surroundings: Surroundings
  readonly #known: (readonly Station[] | undefined)[] = []

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** The sites of a node, in the order of its devices. */
  of(node: ProgramNode): readonly Station[] {
    const known =
      this.#known[node.index] ?? node.devices.map((_, place) => new Station(node, place, this.#surroundings))
    this.#known[node.index] = known
    return known
  }
}
