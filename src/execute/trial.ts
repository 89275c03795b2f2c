// One run of a plan beside the reference, at given sizes.
import type { Candidate } from '../candidate/candidate.js'
import type { OperatorOf } from '../tensor/operators.js'
import type { Algebra } from './algebra/algebra.js'
import { asCached, type Entry } from './caches.js'
import { Coverage, type Difference, difference } from './compare.js'
import type { Held, Part } from './held.js'
import { Machine, type Moment } from './machine.js'
import { NotExecutable } from './not-executable.js'
import { PROMPT, phaseOf, STEP } from './phases.js'
import type { Program } from './program.js'
import type { ProgramNode } from './program-node.js'
import { Lengths } from './reduce/lengths.js'
import type { RowCounts } from './reduce/rows.js'
import { Spaces, type Workload } from './reduce/spaces.js'
import { type Architecture, largest, resized, sizesOf } from './reference/architecture.js'
import { Reference } from './reference/index.js'
import type { Tensors } from './reference/tensors.js'
import type { Value } from './value.js'

/** A plan that is ready to run at several sizes. */
export interface Prepared {
  readonly plan: Candidate
  readonly operatorOf: OperatorOf
  readonly program: Program
  readonly model: Architecture
  readonly workload: Workload & { readonly outputTokens: number }
  readonly algebra: Algebra
  readonly seed: number
  readonly isGreedy: boolean
  readonly most: Most
}

/** What is run at most: cells of a tensor, and tensors of ranks that are compared. */
export interface Most {
  readonly cells: number
  readonly values: number
}

/** How much is run. */
export interface Extent extends RowCounts {
  readonly steps: number
}

/** Where a plan first differs from the model. */
export interface Mismatch {
  readonly tensor: string
  /** The first node in order whose tensor differs; absent where no node gives the tensor. */
  readonly node?: string
  readonly layer?: number
  readonly moment: Moment
  /** The ranks that have other values, in order; those that have none where the tensor is lost. */
  readonly devices: readonly string[]
  readonly cell: Difference | { readonly at: Readonly<Record<string, number>> }
}

export interface Trial {
  readonly extent: Extent
  readonly mismatch?: Mismatch
  /** What ranks have of the tensor that differs, as far as a node gives it, beside all of it. */
  readonly held?: Held
  /** Cells that were compared. */
  readonly compared: number
  /** Sizes that were computed with, by dimension. */
  readonly sizes: Readonly<Record<string, number>>
}

/** What caches hold, in the order in which it is written: by heads, or as latents. */
const CACHED = [
  ['cached_k', 'cached_v'],
  ['cached_latent', 'cached_key'],
] as const

/** Tensors of which no cell may be lost. */
const WHOLE = ['logits', 'next'] as const

/** Runs a plan. @throws NotExecutable */
export function trial(prepared: Prepared, { steps, ...most }: Extent): Trial {
  const { plan, operatorOf, program, workload, algebra, seed } = prepared
  const modelSizes = sizesOf(prepared.model)
  const hasPrompt = program.units[PROMPT].length > 0
  const rows = { ...workload, promptTokens: hasPrompt ? workload.promptTokens : 0 }
  const spaces = new Spaces(
    plan.nodes,
    operatorOf,
    (node) => phaseOf(plan)(node) === PROMPT,
    rows,
    modelSizes,
    most,
  )
  const lengths = new Lengths(plan.nodes, prepared.model, spaces, { ...workload, steps })
  const model = resized(
    prepared.model,
    (name, size) => spaces.reduced(name, size),
    (window) => lengths.window(window),
  )
  const { sequences, positions } = spaces.counts
  const cells = largest(model, sequences * (positions + steps))
  if (cells > prepared.most.cells)
    throw new NotExecutable(
      `as small as the slices of the plan allow, a tensor has ${cells} cells: too many to compute with`,
    )
  const reference = new Reference({
    ...{ model, algebra, seed, sequences, length: positions },
    capacity: positions + steps,
  })
  const check = new Check(algebra, program, prepared.most.values, (moment) =>
    moment === PROMPT ? reference.prompt() : reference.step((hasPrompt ? positions : 0) + moment),
  )
  const machine = new Machine(program, spaces, lengths, {
    algebra,
    seed,
    steps,
    vocabulary: model.vocabulary,
    isGreedy: prepared.isGreedy,
  })
  const extent = { sequences, positions, steps }
  const sizes = Object.fromEntries([...modelSizes].map(([name, size]) => [name, spaces.reduced(name, size)]))
  try {
    machine.run(
      (node, place, name, value, moment) => check.see(node, place, name, value, moment),
      (moment) => check.isDone(moment),
    )
    // What a prompt leaves behind is read by decode; where there is none, it is looked at itself.
    if (program.units[STEP].length === 0) check.left([...machine.caches()], positions + steps)
  } catch (error) {
    // What went wrong before is the reason, not what cannot run for it.
    if (!(error instanceof NotExecutable) || check.mismatch === undefined) throw error
  }
  const { compared, mismatch, held } = check
  return { extent, sizes, compared, ...(mismatch && { mismatch }), ...(held && { held }) }
}

class Check {
  readonly #algebra: Algebra
  readonly #program: Program
  readonly #expect: (moment: Moment) => Tensors
  readonly #coverage = new Map<string, Coverage>()
  /** Values that were found equal, and to which tensor: ranks share values. */
  #equal = new WeakMap<Value, string>()
  #tensors: Tensors = new Map()
  #moment: Moment | undefined
  #first: Omit<Mismatch, 'devices'> | undefined
  readonly #devices: string[] = []
  /** The tensor that was seen last, or that differs, on the ranks that have had it. */
  #name: string | undefined
  #parts: Part[] = []
  #left: number
  compared = 0

  constructor(algebra: Algebra, program: Program, mostValues: number, expect: (moment: Moment) => Tensors) {
    this.#algebra = algebra
    this.#program = program
    this.#left = mostValues
    this.#expect = expect
  }

  get mismatch(): Mismatch | undefined {
    return this.#first && { ...this.#first, devices: this.#devices }
  }

  get held(): Held | undefined {
    const { node, tensor } = this.#first ?? {}
    return node === undefined ? undefined : { whole: this.#tensors.get(tensor!)!, parts: this.#parts }
  }

  see(node: ProgramNode, place: number, name: string, value: Value, moment: Moment): void {
    if (--this.#left < 0) throw new NotExecutable('the plan has too many tensors to compare')
    if (moment !== this.#moment) this.#begin(moment)
    if (this.#first !== undefined && this.#first.tensor !== name) return
    const tensor = this.#tensors.get(name)
    if (tensor === undefined || value.axes[0]?.name !== tensor.dims[0]) return
    this.#coverage.get(name)?.add(value)
    if (name !== this.#name) this.#parts = []
    this.#name = name
    const { id, source, devices } = node
    this.#parts.push({ device: source.devices![place]!, value })
    if (this.#equal.get(value) === name) return
    this.compared += value.cells.first.length
    const cell = difference(this.#algebra, value, tensor)
    if (cell === undefined) {
      this.#equal.set(value, name)
      return
    }
    const layer = source.layer === undefined ? {} : { layer: source.layer }
    this.#first ??= { tensor: name, node: id, ...layer, moment, cell }
    const device = this.#program.deviceNames[devices[place]!]!
    if (!this.#devices.includes(device)) this.#devices.push(device)
  }

  /** Behind a moment: what must be whole by then, and whether anything is left to look for. */
  isDone(moment: Moment): boolean {
    if (moment !== this.#moment) this.#begin(moment)
    if (this.#first !== undefined) return true
    for (const [name, coverage] of this.#coverage) {
      const at = coverage.missing()
      if (at === undefined) continue
      this.#first = { tensor: name, moment, cell: { at } }
      return true
    }
    return false
  }

  /** Behind a prompt that no decode follows: where a plan writes caches, all of the prompt must be in those of some ranks. */
  left(caches: readonly Entry[], capacity: number): void {
    const parts = CACHED.map((own) => own.filter((name) => this.#tensors.has(`l0.${name}`))).find(
      (own) => own.length > 0,
    )
    if (this.#first !== undefined || parts === undefined || caches.length === 0) return
    const seen = new Map<string, Coverage>()
    for (const [name, tensor] of this.#tensors)
      if (parts.some((part) => name.endsWith(`.${part}`))) seen.set(name, new Coverage(tensor))
    for (const { device, layer, tensors, positions } of caches)
      for (const [i, tensor] of tensors.entries()) {
        const name = `l${layer}.${parts[i]}`
        const whole = this.#tensors.get(name)
        if (whole === undefined) continue
        const value = asCached(tensor, positions, capacity)
        seen.get(name)!.add(value)
        this.compared += value.cells.first.length
        const cell = difference(this.#algebra, value, whole)
        if (cell === undefined) continue
        this.#first = { tensor: name, moment: PROMPT, cell }
        this.#devices.push(this.#program.deviceNames[device]!)
        return
      }
    for (const [tensor, coverage] of seen) {
      const at = coverage.missing()
      if (at === undefined) continue
      this.#first = { tensor, moment: PROMPT, cell: { at } }
      return
    }
  }

  #begin(moment: Moment): void {
    this.#moment = moment
    this.#tensors = this.#expect(moment)
    this.#coverage.clear()
    this.#name = undefined
    this.#equal = new WeakMap()
    for (const name of WHOLE) this.#coverage.set(name, new Coverage(this.#tensors.get(name)!))
  }
}
