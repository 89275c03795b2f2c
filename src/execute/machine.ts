// Runs a program on virtual ranks.
import type { Algebra } from './algebra/algebra.js'
import { Bindings } from './bindings.js'
import { Caches } from './caches.js'
import { promptToken } from './inputs.js'
import type { Output, Run, Site } from './kernels/kernel.js'
import { Loads } from './loads.js'
import { NotExecutable } from './not-executable.js'
import { PROMPT, STEP } from './phases.js'
import type { Program } from './program.js'
import type { ProgramNode, Unit } from './program-node.js'
import type { Lengths } from './reduce/lengths.js'
import type { Spaces } from './reduce/spaces.js'
import { shapeText, type Value } from './value.js'

export interface Settings {
  readonly algebra: Algebra
  readonly seed: number
  /** Steps of decode. */
  readonly steps: number
  /** Entries of the vocabulary that are computed with. */
  readonly vocabulary: number
}

/** The prompt, or a step of decode. */
export type Moment = typeof PROMPT | number

/** Is told each value when it is made. */
export type Watch = (node: ProgramNode, place: number, name: string, value: Value, moment: Moment) => void

/** Names of tensors with the tokens that sequences go on with. */
const NEXT = /^next(?:\.|$)/

export class Machine {
  readonly #program: Program
  readonly #spaces: Spaces
  readonly #lengths: Lengths
  readonly #settings: Settings
  readonly #bindings: Bindings
  readonly #loads: Loads
  readonly #values: (readonly (readonly Value[])[] | undefined)[] = []
  readonly #readers: number[] = []
  readonly #tokens = new Map<number, Map<number, number>>()
  readonly #run: Run

  constructor(program: Program, spaces: Spaces, lengths: Lengths, settings: Settings) {
    this.#program = program
    this.#spaces = spaces
    this.#lengths = lengths
    this.#settings = settings
    this.#bindings = new Bindings(program)
    this.#loads = new Loads(spaces, settings.algebra, settings.seed)
    const { positions } = spaces.counts
    this.#run = {
      ...{ algebra: settings.algebra, caches: new Caches(), counts: spaces.counts },
      ...{ capacity: positions + settings.steps, lastPosition: positions - 1 },
      promptToken: (sequence, position) =>
        promptToken(settings.seed, sequence, position, settings.vocabulary),
      nextToken: (device, sequence) => this.#tokens.get(device)?.get(sequence),
    }
  }

  /**
   * Runs the prompt, where the program has one, and the steps of decode; `isDone` is asked behind each moment.
   * @throws NotExecutable at the first node that cannot run
   */
  run(watch: Watch, isDone: (moment: Moment) => boolean): void {
    const { units, once } = this.#program
    if (units[PROMPT].length > 0) {
      this.#moment(units[PROMPT], PROMPT, watch)
      if (isDone(PROMPT)) return
    }
    const again = units[STEP].filter((unit) => !unit.some((node) => once.has(node)))
    for (let step = 0; step < (units[STEP].length > 0 ? this.#settings.steps : 0); step++) {
      this.#moment(step === 0 ? units[STEP] : again, step, watch)
      if (isDone(step)) return
    }
  }

  #moment(units: readonly Unit[], moment: Moment, watch: Watch): void {
    for (const unit of units) {
      for (const node of unit) this.#runNode(node, unit, moment, watch)
    }
  }

  #runNode(node: ProgramNode, unit: Unit, moment: Moment, watch: Watch): void {
    const isFirst = node === unit[0]
    try {
      if (node.kernel.on === 'device') this.#keep(node, this.#onDevices(node, moment))
      else if (isFirst) this.#onTeam(unit, moment)
      const values = this.#values[node.index]!
      for (const [place, outputs] of values.entries())
        for (const [i, value] of outputs.entries()) {
          const name = node.gives[i]
          if (name === undefined) continue
          if (NEXT.test(name)) this.#remember(node.devices[place]!, value)
          watch(node, place, name, value, moment)
        }
    } catch (error) {
      if (error instanceof NotExecutable && error.node === undefined)
        throw new NotExecutable(error.message, node.id)
      throw error
    }
    this.#release(node)
  }

  /** Devices that are given the same compute the same: once for all of them. */
  #onDevices(node: ProgramNode, moment: Moment): readonly (readonly Value[])[] {
    const { kernel } = node
    if (kernel.on !== 'device') throw new Error('a kernel of a team runs on the team')
    const sites = this.#sites(node, moment)
    const done: { site: Site; values: readonly Value[] }[] = []
    return sites.map((site) => {
      const same = kernel.changes ? undefined : done.find((one) => isSame(one.site, site, node))
      if (same !== undefined) return same.values
      const values = this.#named(site, kernel.run(site), node)
      done.push({ site, values })
      return values
    })
  }

  #onTeam(unit: Unit, moment: Moment): void {
    const [head] = unit as [ProgramNode]
    const seats = new Map(
      unit.flatMap((node) => {
        const sites = this.#sites(node, moment)
        return node.devices.map((device, place) => [device, { node, place, site: sites[place]! }] as const)
      }),
    )
    const members = head.team.map((device) => seats.get(device)!)
    const { kernel } = head
    if (kernel.on !== 'team') throw new Error('a kernel of a device runs on it')
    const results = kernel.run(members.map(({ site }) => site))
    const values = new Map(unit.map((node) => [node, [] as (readonly Value[])[]]))
    for (const [seat, { node, place, site }] of members.entries())
      values.get(node)![place] = this.#named(site, results[seat]!, node)
    for (const [node, list] of values) this.#keep(node, list)
  }

  #sites(node: ProgramNode, moment: Moment): Site[] {
    const origins = this.#bindings.of(node)
    const weights = this.#loads.weights(node)
    const outputs = this.#loads.outputs(node)
    const isPrompt = node.phase === PROMPT
    const attributes = this.#lengths.attributes(node.source)
    const { positions } = this.#spaces.counts
    return node.devices.map(
      (device, place): Site => ({
        ...{ run: this.#run, operator: node.operator, layer: node.source.layer, device, isPrompt },
        attributes,
        deviceName: this.#program.deviceNames[device]!,
        team: node.team,
        seat: node.team.indexOf(device),
        position: isPrompt ? 0 : this.#promptLength(positions) + (moment as number),
        inputs: origins[place]!.map(({ node: from, output, place: there }) =>
          this.#value(from, output, there),
        ),
        weights: weights[place]!,
        outputs: outputs[place]!,
        sources: () =>
          node.team.map((_, seat) =>
            this.#loads.kept(node, node.source.inputs?.[0] ?? {}, seat, node.team.length),
          ),
        experts: () => this.#expertsBehind(node, device),
      }),
    )
  }

  /** Without a prompt, decode begins with the first position of each sequence. */
  #promptLength(positions: number): number {
    return this.#program.units[PROMPT].length > 0 ? positions : 0
  }

  #value(node: ProgramNode, output: number, place: number): Value {
    const value = this.#values[node.index]?.[place]?.[output]
    if (value === undefined)
      throw new NotExecutable(`what it reads from \`${node.id}\` was not made before it`)
    return value
  }

  #expertsBehind(node: ProgramNode, device: number): Int32Array {
    for (const reader of this.#program.after[node.index]!) {
      const place = reader.places.get(device)
      const weight = place === undefined ? undefined : this.#loads.weights(reader)[place]?.[0]
      if (weight !== undefined) return weight.axes[0]!.labels
    }
    throw new NotExecutable('no node behind it has experts on the device')
  }

  /** Values under the names that the plan gives their dimensions. */
  #named({ outputs }: Site, values: readonly Value[], { gives, operator }: ProgramNode): readonly Value[] {
    if (operator.kernel !== 'leave' && values.length < gives.length)
      throw new NotExecutable(`it gives ${values.length} tensors, and the plan has ${gives.length} of it`)
    return values.slice(0, gives.length).map((value, i) => named(value, outputs[i]))
  }

  #remember(device: number, { axes, cells }: Value): void {
    const known = this.#tokens.get(device) ?? new Map<number, number>()
    this.#tokens.set(device, known)
    axes[0]?.labels.forEach((sequence, row) => void known.set(sequence, cells.first[row]!))
  }

  #keep(node: ProgramNode, values: readonly (readonly Value[])[]): void {
    const { after, once } = this.#program
    this.#values[node.index] = values
    this.#readers[node.index] = once.has(node) ? Number.POSITIVE_INFINITY : after[node.index]!.length
  }

  /** Lets go of what no node will read again. */
  #release(node: ProgramNode): void {
    if (this.#readers[node.index] === 0) this.#values[node.index] = undefined
    for (const from of this.#program.before[node.index]!) {
      const left = (this.#readers[from.index] ?? 0) - 1
      this.#readers[from.index] = left
      if (left === 0) this.#values[from.index] = undefined
    }
  }
}

function isSame(a: Site, b: Site, { source }: ProgramNode): boolean {
  const equal = (x: readonly unknown[], y: readonly unknown[]) => x.every((one, i) => one === y[i])
  const sameKept = a.outputs.every(({ kept }, i) =>
    Object.entries(kept).every(([name, labels]) => b.outputs[i]!.kept[name] === labels),
  )
  const sameSeat = source.attributes?.['biasAdded'] !== 'once' || (a.seat === 0) === (b.seat === 0)
  return sameKept && sameSeat && equal(a.inputs, b.inputs) && equal(a.weights, b.weights)
}

function named(value: Value, output: Output | undefined): Value {
  if (output === undefined || output.dims.length === 0) return value
  const { axes, cells } = value
  if (axes.length !== output.dims.length)
    throw new NotExecutable(
      `it makes a tensor of ${shapeText(value)}, and the plan says that \`${output.name}\` has ${output.dims.join(', ')}`,
    )
  if (axes.every(({ name }, i) => name === output.dims[i])) return value
  return { axes: axes.map((axis, i) => ({ ...axis, name: output.dims[i]! })), cells }
}
