// Types forward through a plan: from what its inputs and weights say of slices, over every operation, to its outputs.
import type { Candidate, CandidateNode, TensorUse } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Scalar } from '../../knowledge/expression.js'
import { IndexSets } from '../../tensor/index-sets.js'
import type { Operator, OperatorOf } from '../../tensor/operators.js'
import { paddingsOf } from '../../tensor/paddings.js'
import { placementsOf } from '../../tensor/placements.js'
import { bytes, int32s } from '../flat.js'
import type { Graph } from '../graph.js'
import { type Because, codeOf } from '../typing.js'
import { CacheOrders } from './cache-orders.js'
import { Caches } from './caches.js'
import { Chain, Names } from './chain.js'
import type { Conflict } from './conflict.js'
import { Draws } from './draws.js'
import { Meanings } from './meanings.js'
import { padOf } from './padding.js'
import type { Given, Rules, Weight } from './rules.js'
import { promptLengthOf, stridesOf } from './sequences.js'
import { Specs } from './specs.js'
import type { Teams } from './teams.js'
import { type Extent, Types, UNTYPED } from './types.js'
import { type Wire, Wires } from './wires.js'

/** Where the types of a node stand: all its outputs have types, or some have none. 0 where it has no tensors. */
export const TYPED = 1
export const UNKNOWN_TYPES = 2

/** What is wrong at a node. */
export interface Found extends Conflict {
  /** The node that does not take what the node gives; the node itself otherwise. */
  readonly reader: number
  readonly devices: readonly Scalar[]
}

export interface Inferred {
  readonly rules: Rules
  readonly wires: Wires
  /** Of each output on each device its type, and what it is a part of: see `Wires.start`. */
  readonly types: Int32Array
  readonly values: Int32Array
  readonly state: Uint8Array
  /** By row of a node without types, the code of why it has none. */
  readonly because: Uint8Array
  readonly conflicts: ReadonlyMap<number, Found>
  /** The first node that could not be typed though nothing was wrong, and why. */
  readonly stopped?: { readonly row: number; readonly reason: string }
  /** A weight on the device at a place. */
  weightAt(use: TensorUse, place: number): Weight
}

/** What a node reads of one tensor: by place of its devices the type, what it is a part of, and who gives it. */
export interface Reading {
  readonly name: string
  readonly types: Int32Array
  readonly values: Int32Array
  /** Names of the parts of fused weights that made it, as numbers; 0 where none did. */
  readonly parts: Int32Array
  readonly wire: Wire
}

/** What nodes that say the same have in common, where rules of placement tell all about them. */
export interface Recipe {
  /** Names of the ports that it reads, as numbers. */
  readonly ports: readonly number[]
  readonly outputs: number
  /** Which part of fused weights makes each output, as a number; empty where none does. */
  readonly makers: readonly number[]
  /** Whether what is read may stand in any order. */
  readonly commutes: boolean
  /** Whether an output is of the part that the input at its place is of. */
  readonly keepsParts: boolean
}

/** Devices that read of a cache; the sequences of which they read something, and the first node that reads these. */
export interface CacheReads {
  readonly devices: Set<Scalar>
  readonly sequences: Map<number, number>
}

/** Why a node has no types. `quiet`: something before it is to blame. */
export type Stop =
  | { readonly because: Because; readonly reason: string }
  | { readonly conflict: Conflict; readonly at?: number }
  | 'quiet'

export class Inference {
  readonly rules: Rules
  readonly wires: Wires
  readonly caches: Caches
  readonly orders = new CacheOrders()
  readonly draws: Draws
  readonly chain = new Chain()
  readonly valueChain = new Chain()
  readonly names = new Names()
  /** What nodes say of themselves, and by what they say and read the types of what they give. */
  readonly specs: Specs
  readonly memo = new Map<number, readonly number[]>()
  readonly recipes = new Map<number, Recipe>()
  readonly types: Int32Array
  readonly values: Int32Array
  readonly parts: Int32Array
  readonly nodes: readonly CandidateNode[]
  readonly operatorOf: OperatorOf
  readonly teams: Teams
  /** Where the node at hand reads its inputs, among all that is given. */
  readonly froms: number[] = []
  readonly meanings: Meanings
  readonly state: Uint8Array
  readonly because: Uint8Array
  /** Phases in which whole prompts enter. */
  readonly phasesOfPrompts: ReadonlySet<string | undefined>
  readonly conflicts = new Map<number, Found>()
  /** By a dimension that weights have with padding, where it begins. */
  readonly padded = new Map<string, number>()
  /** By cache who reads of it. */
  readonly cacheReads = new Map<string, CacheReads>()
  /** By phase and step the rows that leave the plan. */
  readonly left = new Map<string, { readonly row: number; readonly name: string; readonly rows: Extent[] }>()
  stopped: Inferred['stopped']

  constructor(candidate: Candidate, graph: Graph, base: Base, operatorOf: OperatorOf, teams: Teams) {
    this.nodes = teams.nodes
    this.teams = teams
    this.operatorOf = operatorOf
    this.meanings = new Meanings(base, this.valueChain, this.names)
    const types = new Types(new IndexSets())
    const strideOf = stridesOf(base, candidate)
    const promptLength = promptLengthOf(base, strideOf)
    const tables = { placements: placementsOf(base), paddings: paddingsOf(base) }
    this.rules = { types, strideOf, promptLength, ...tables }
    this.wires = new Wires(this.nodes, candidate.edges, graph, this.names)
    this.specs = new Specs(this.nodes, this.chain, this.names, this.meanings)
    const entering = this.entering()
    this.phasesOfPrompts = new Set(entering.filter(({ stride }) => stride > 1).map(({ phase }) => phase))
    const prompts = this.phasesOfPrompts.size > 0
    const steps = entering.some(({ stride }) => stride === 1)
    this.caches = new Caches(this.rules, { prompts, steps }, this.chain, this.names)
    this.draws = new Draws(candidate.given['workload.temperature'] === 0)
    const given = this.wires.start.at(-1)!
    this.types = int32s(given)
    this.values = int32s(given)
    this.parts = int32s(given)
    this.state = bytes(this.nodes.length)
    this.because = bytes(this.nodes.length)
  }

  /** The nodes by which rows enter, and how many of each sequence. */
  private entering(): readonly { readonly phase: string | undefined; readonly stride: number }[] {
    const isEntry = new Map<number, boolean>()
    const entering: { phase: string | undefined; stride: number }[] = []
    for (let row = 0; row < this.nodes.length; row++) {
      const spec = this.specs.of[row]!
      let enters = spec === 0 ? false : isEntry.get(spec)
      if (enters === undefined) {
        enters = this.operatorOf(this.nodes[row]!)?.kernel === ENTER
        isEntry.set(spec, enters)
      }
      if (!enters) continue
      const node = this.nodes[row]!
      const stride = this.rules.strideOf(node.outputs?.[0]?.dims?.[0]?.name ?? '')
      if (stride !== undefined) entering.push({ phase: node.phase, stride })
    }
    return entering
  }

  /** What a node reads, or why that is not known. */
  read(
    row: number,
    node: CandidateNode,
    { kernel }: Operator,
  ): { readonly readings: readonly Reading[] } | { readonly stop: Stop } {
    const readings: Reading[] = []
    const across = kernel === ACROSS
    const uses = LOOSE.has(kernel) ? [] : ((across ? node.outputs : node.inputs) ?? [])
    for (const [input, { name }] of uses.entries()) {
      if (name === undefined) return { stop: { because: 'unnamed', reason: 'an input has no name' } }
      const wire = across
        ? this.wires.wireAcross(row, name)
        : (this.teams.wire(this.wires, row, input) ?? this.wires.wire(row, name))
      if (wire === undefined) {
        const seen = 'sent by no node before it to as many devices'
        return {
          stop: {
            conflict: { kind: 'ends', tensor: name, seen, takes: 'one that sends it, device by device' },
          },
        }
      }
      if (wire.unbound >= 0 && kernel !== FROM_ONE) return { stop: this.unbound(row, name, wire) }
      const size = wire.from.length
      const [types, values, parts] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
      for (let place = 0; place < size; place++) {
        if (wire.from[place]! < 0) continue
        types[place] = this.types[wire.at[place]!]!
        values[place] = this.values[wire.at[place]!]!
        parts[place] = this.parts[wire.at[place]!]!
        if (types[place] === UNTYPED) return { stop: 'quiet' }
      }
      readings.push({ name, types, values, parts, wire })
    }
    return { readings }
  }

  /** Why a node has not got a tensor. */
  private unbound(row: number, name: string, { unbound, twice }: Wire): Stop {
    const { nodes } = this
    for (const before of this.wires.before(row)) {
      const other = nodes[before]!
      if (twice || other.outputs !== undefined) continue
      if (this.state[before] === UNKNOWN_TYPES) return 'quiet'
      if (other.op !== undefined && this.operatorOf(other)?.gives.length !== 0)
        return { because: 'unnamed', reason: `${other.id} before it names no outputs` }
    }
    const seen = twice ? 'given by several nodes before it' : 'given by no node before it'
    return { conflict: { kind: 'unbound', tensor: name, seen, takes: 'one' }, at: unbound }
  }

  /** Notes why a node has no types. */
  stop(row: number, stop: Stop): void {
    this.state[row] = UNKNOWN_TYPES
    this.because[row] = codeOf(stop === 'quiet' ? 'behind' : 'reason' in stop ? stop.because : 'conflict')
    if (stop === 'quiet') return
    if ('reason' in stop) {
      this.stopped ??= { row: this.teams.headOf(row), reason: stop.reason }
      return
    }
    this.blame(
      row,
      stop.conflict,
      stop.at === undefined ? this.wires.devicesOf(row) : [this.wires.devicesOf(row)[stop.at]!],
    )
  }

  /** Notes a conflict, at the node that is to blame; of several at one node the first. */
  blame(
    row: number,
    conflict: Conflict,
    devices: readonly Scalar[],
    readings: readonly Reading[] = [],
  ): void {
    const { input } = conflict
    const reader = this.teams.headOf(row)
    const at = input === undefined ? reader : (readings[input]?.wire.from.find((from) => from >= 0) ?? reader)
    if (!this.conflicts.has(at)) this.conflicts.set(at, { ...conflict, reader, devices })
  }

  /** Writes the type and the value of an output on a device, and by which part of fused weights it was made. */
  give(row: number, output: number, place: number, type: number, value: number, part = 0): void {
    const at = this.wires.start[row]! + output * this.wires.deviceCount[row]! + place
    this.types[at] = type
    this.parts[at] = part
    this.values[at] = value
  }

  /** Gives the parts of a call what all of it gives. */
  handOut(row: number, parts: readonly number[]): void {
    const { wires, types, values } = this
    const count = wires.deviceCount[row]!
    for (const part of parts) {
      this.state[part] = this.state[row]!
      this.because[part] = this.because[row]!
      for (const [i, device] of wires.devicesOf(part).entries()) {
        const place = wires.devices.place(wires.listOf[row]!, device)!
        for (const output of (this.nodes[part]!.outputs ?? []).keys()) {
          const at = wires.start[row]! + output * count + place
          this.give(part, output, i, types[at]!, values[at]!, this.parts[at])
        }
      }
    }
  }

  /** A weight on the device at a place. */
  weightAt(use: TensorUse, place: number): Weight {
    const { sets } = this.rules.types
    const extents = use.dims!.map((dimension) => {
      const name = dimension.name!
      const size = Number(dimension.size)
      const parts = use.parts?.[name]?.map((part) => ({ name: part.name ?? '', size: Number(part.size) }))
      const pad = padOf(use.padding?.[name], size)
      const set = sliceAt(use, name, place, sets) ?? sets.whole(size)
      return { name, size, set, ...(pad && { pad }), ...(parts && { parts }) }
    })
    return { name: use.name ?? 'a weight', extents }
  }

  /** What a node says of an output on the device at a place. */
  givenAt(use: TensorUse, place: number): Given {
    const { sets } = this.rules.types
    const dims = use.dims!.map(({ name, size: said }) => {
      const size = Number(said ?? 0)
      const pad = padOf(use.padding?.[name!], size)
      return { name: name!, size, ...(pad && { pad }) }
    })
    const slices = new Map<string, number>()
    for (const dimension of Object.keys(use.slices ?? {})) {
      const set = sliceAt(use, dimension, place, sets)
      if (set !== undefined) slices.set(dimension, set)
    }
    return { name: use.name ?? 'an output', dims, slices }
  }
}

/** The kernel of what enters a plan. */
const ENTER = 'enter'
/** The kernel that gets what another node sends, and the one that reads on one of its devices alone. */
const ACROSS = 'receive'
const FROM_ONE = 'broadcast'

/** Kernels that read no tensors of other nodes, and whose outputs need no sizes. */
export const LOOSE = new Set(['load', 'move-cache'])

export function isUnsized({ dims }: TensorUse): boolean {
  return dims === undefined || dims.some(({ name, size }) => name === undefined || typeof size !== 'number')
}

/** The slice of a dimension that the device at a place has, where it is said. */
export function sliceAt(
  { slices }: Pick<TensorUse, 'slices'>,
  dimension: string,
  place: number,
  sets: IndexSets,
): number | undefined {
  if (slices === undefined || !Object.hasOwn(slices, dimension)) return undefined
  const texts = slices[dimension]!
  const text = typeof texts === 'string' ? texts : texts[place]
  return text === undefined ? undefined : sets.ofText(text)
}
