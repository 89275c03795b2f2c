// Runs a program on virtual ranks.
import type { Algebra } from './algebra/algebra.js'
import { Bindings } from './bindings.js'
import { Caches, type Entry } from './caches.js'
import { promptToken } from './inputs.js'
import type { Output, Run } from './kernels/kernel.js'
import { Loads } from './loads.js'
import { NotExecutable } from './not-executable.js'
import { filledIn, unpadded } from './padding.js'
import { PROMPT, STEP } from './phases.js'
import type { Program } from './program.js'
import type { ProgramNode, Unit } from './program-node.js'
import type { Lengths } from './reduce/lengths.js'
import type { Spaces } from './reduce/spaces.js'
import { Sites, type Station } from './sites.js'
import { shapeText, type Value } from './value.js'

export interface Settings {
  readonly algebra: Algebra
  readonly seed: number
  /** Steps of decode. */
  readonly steps: number
  /** Entries of the vocabulary that are computed with. */
  readonly vocabulary: number
  /** Whether the plan says that the token of the highest logit is taken, whoever draws. */
  readonly isGreedy: boolean
}

/** The prompt, or a step of decode. */
export type Moment = typeof PROMPT | number

/** Is told each value when it is made. */
export type Watch = (node: ProgramNode, place: number, name: string, value: Value, moment: Moment) => void

/** Devices of a node that are given different things; with these the others are compared. */
const MOST_DIFFERENT = 16

/** Names of tensors with the tokens that sequences go on with. */
const NEXT = /^next(?:\.|$)/

export class Machine {
  readonly #program: Program
  readonly #settings: Settings
  readonly #bindings: Bindings
  readonly #values: (readonly (readonly Value[])[] | undefined)[] = []
  readonly #readers: number[] = []
  readonly #tokens = new Map<number, Map<number, number>>()
  readonly #run: Run & { position: number }
  readonly #sitesOf: Sites
  /** Without a prompt, decode begins with the first position of each sequence. */
  readonly #promptLength: number

  constructor(program: Program, spaces: Spaces, lengths: Lengths, settings: Settings) {
    this.#program = program
    this.#settings = settings
    this.#bindings = new Bindings(program)
    const { positions } = spaces.counts
    this.#promptLength = program.units[PROMPT].length > 0 ? positions : 0
    this.#run = {
      position: 0,
      vocabulary: settings.vocabulary,
      isGreedy: settings.isGreedy,
      drawers: new Map(),
      ...{ algebra: settings.algebra, caches: new Caches(), counts: spaces.counts },
      ...{ capacity: positions + settings.steps, lastPosition: positions - 1 },
      promptToken: (sequence, position) =>
        promptToken(settings.seed, sequence, position, settings.vocabulary),
      nextToken: (device, sequence) => this.#tokens.get(device)?.get(sequence),
    }
    const loads = new Loads(spaces, settings.algebra, settings.seed)
    this.#sitesOf = new Sites({ run: this.#run, program, loads, lengths })
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

  /** What was written to caches and is there now. */
  caches(): Iterable<Entry> {
    return this.#run.caches.entries()
  }

  #moment(units: readonly Unit[], moment: Moment, watch: Watch): void {
    if (typeof moment === 'number') this.#run.position = this.#promptLength + moment
    this.#run.drawers.clear()
    for (const unit of units) {
      for (const node of unit) this.#runNode(node, unit, moment, watch)
    }
  }

  #runNode(node: ProgramNode, unit: Unit, moment: Moment, watch: Watch): void {
    const isFirst = node === unit[0]
    try {
      if (node.kernel.on === 'device') this.#keep(node, this.#onDevices(node))
      else if (isFirst) this.#onTeam(unit)
      const values = this.#values[node.index]!
      for (const [place, outputs] of values.entries())
        for (const [i, value] of outputs.entries()) {
          const name = node.gives[i]
          if (name === undefined) continue
          if (NEXT.test(name)) this.#remember(node.devices[place]!, value)
          watch(node, place, name, unpadded(value, this.#sitesOf.of(node)[place]!.outputs[i]), moment)
        }
    } catch (error) {
      if (error instanceof NotExecutable && error.node === undefined)
        throw new NotExecutable(error.message, node.id)
      throw error
    }
    this.#release(node)
  }

  /** Devices that are given the same compute the same: once for all of them. */
  #onDevices(node: ProgramNode): readonly (readonly Value[])[] {
    const { kernel } = node
    if (kernel.on !== 'device') throw new Error('a kernel of a team runs on the team')
    const sites = this.#sites(node)
    const different: { readonly site: Station; readonly values: readonly Value[] }[] = []
    return sites.map((site) => {
      const same = different.find((one) => one.site.equals(site))
      if (same !== undefined) return same.values
      const values = this.#named(site, kernel.run(site))
      if (!kernel.changes && different.length < MOST_DIFFERENT) different.push({ site, values })
      return values
    })
  }

  #onTeam(unit: Unit): void {
    const [head] = unit as [ProgramNode]
    const { kernel } = head
    if (kernel.on !== 'team') throw new Error('a kernel of a device runs on it')
    const seats = new Map<number, Station>()
    for (const node of unit) for (const site of this.#sites(node)) seats.set(site.device, site)
    const members = head.team.map((device) => seats.get(device)!)
    const results = kernel.run(members)
    const values = new Map<ProgramNode, (readonly Value[])[]>(unit.map((node) => [node, []]))
    for (const [seat, site] of members.entries())
      values.get(site.node)![site.place] = this.#named(site, results[seat]!)
    for (const [node, list] of values) this.#keep(node, list)
  }

  /** The sites of a node with what they read now. */
  #sites(node: ProgramNode): readonly Station[] {
    const sites = this.#sitesOf.of(node)
    const origins = this.#bindings.of(node)
    for (const [place, site] of sites.entries())
      site.inputs = origins[place]!.map((origin) => this.#value(origin.node, origin.output, origin.place))
    return sites
  }

  #value(node: ProgramNode, output: number, place: number): Value {
    const value = this.#values[node.index]?.[place]?.[output]
    if (value === undefined)
      throw new NotExecutable(`what it reads from \`${node.id}\` was not made before it`)
    return value
  }

  /** Values under the names that the plan gives their dimensions. */
  #named({ outputs, node }: Station, values: readonly Value[]): readonly Value[] {
    const { gives, operator } = node
    if (operator.kernel !== 'leave' && values.length < gives.length)
      throw new NotExecutable(`it gives ${values.length} tensors, and the plan has ${gives.length} of it`)
    const filler = node.source.attributes?.['paddingValue']
    return values
      .slice(0, gives.length)
      .map((value, i) => filledIn(named(value, outputs[i]), outputs[i], filler))
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

function named(value: Value, output: Output | undefined): Value {
  if (output === undefined || output.dims.length === 0) return value
  const { axes, cells } = value
  if (axes.length !== output.dims.length)
    throw new NotExecutable(
      `it makes a tensor of ${shapeText(value)}, and the plan says that \`${output.name}\` has ${output.dims.join(', ')}`,
    )
  for (const [i, { labels }] of axes.entries()) {
    const most = output.mostOf(output.dims[i]!)
    if (most !== undefined && labels.length > most)
      throw new NotExecutable(
        `it makes ${labels.length} of \`${output.dims[i]}\`, of which \`${output.name}\` has ${most} in all`,
      )
  }
  if (axes.every(({ name }, i) => name === output.dims[i])) return value
  return { axes: axes.map((axis, i) => ({ ...axis, name: output.dims[i]! })), cells }
}
