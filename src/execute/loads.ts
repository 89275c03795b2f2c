// What the plan says that devices hold: weights that they have loaded, and indices that they keep.
import type { TensorUse } from '../candidate/candidate.js'
import type { Algebra } from './algebra/algebra.js'
import { scatterText } from './algebra/hash.js'
import type { Output } from './kernels/kernel.js'
import { NotExecutable } from './not-executable.js'
import { withPadding } from './padding.js'
import type { ProgramNode } from './program-node.js'
import type { Space, Spaces } from './reduce/spaces.js'
import { quantised } from './scales.js'
import { type Axis, lengthOf, type Value, whole } from './value.js'

/** More cells of one tensor on one device are not computed with. */
const MOST_CELLS = 1 << 23

export class Loads {
  readonly #spaces: Spaces
  readonly #algebra: Algebra
  readonly #seed: number
  readonly #weights = new Map<string, Value>()
  readonly #outputs = new Map<ProgramNode, readonly (readonly Output[])[]>()
  readonly #loaded = new Map<ProgramNode, readonly (readonly Value[])[]>()

  constructor(spaces: Spaces, algebra: Algebra, seed: number) {
    this.#spaces = spaces
    this.#algebra = algebra
    this.#seed = seed
  }

  /** By device in the order of the node, its weights. */
  weights(node: ProgramNode): readonly (readonly Value[])[] {
    const known =
      this.#loaded.get(node) ??
      node.devices.map((_, place) =>
        (node.source.weights ?? []).map((weight) => this.#weight(node, weight, place)),
      )
    this.#loaded.set(node, known)
    return known
  }

  /** By device in the order of the node, its outputs as the plan writes them. */
  outputs(node: ProgramNode): readonly (readonly Output[])[] {
    const known =
      this.#outputs.get(node) ??
      node.devices.map((_, place) => (node.source.outputs ?? []).map((use) => this.#output(node, use, place)))
    this.#outputs.set(node, known)
    return known
  }

  /** By dimension, the indices that a use of a tensor names for one of so many devices. */
  kept(node: ProgramNode, use: TensorUse, place: number, devices: number): Record<string, Int32Array> {
    const kept: Record<string, Int32Array> = {}
    for (const [name, texts] of Object.entries(use.slices ?? {})) {
      if (typeof texts !== 'string' && texts.length !== devices)
        throw new NotExecutable(
          `\`${use.name ?? '?'}\` has slices of \`${name}\` for ${texts.length} devices, and there are ${devices}`,
          node.id,
        )
      const text = typeof texts === 'string' ? texts : texts[place]!
      kept[name] = this.#spaces.space(node.source, use, name).labels(text)
    }
    return kept
  }

  #output(node: ProgramNode, use: TensorUse, place: number): Output {
    return {
      name: use.name ?? '',
      dims: (use.dims ?? []).map(({ name }) => name ?? ''),
      sizeOf: (name) => this.#spaces.space(node.source, use, name).size,
      mostOf: (name) => this.#spaces.mostOf(node.source, use, name),
      kept: this.kept(node, use, place, node.devices.length),
      realOf: (name) => this.#real(use, name),
    }
  }

  #weight(node: ProgramNode, use: TensorUse, place: number): Value {
    const { name, dims } = use
    if (name === undefined || dims === undefined)
      throw new NotExecutable('one of its weights has no name or no dimensions', node.id)
    const kept = this.kept(node, use, place, node.devices.length)
    const spaces = dims.map((dim): [string, Space] => {
      if (dim.name === undefined)
        throw new NotExecutable(`a dimension of the weight \`${name}\` has no name`, node.id)
      return [dim.name, this.#spaces.space(node.source, use, dim.name)]
    })
    const axes = spaces.map(([dim, { size }]): Axis => ({ name: dim, labels: kept[dim] ?? whole(size) }))
    if (lengthOf(axes) > MOST_CELLS)
      throw new NotExecutable(
        `the weight \`${name}\` has ${lengthOf(axes)} cells: too many to compute with`,
        node.id,
      )
    const sizes = spaces.map(([dim, { size }]) => this.#real(use, dim) ?? size)
    const texts = Object.values(use.slices ?? {}).map((text) =>
      typeof text === 'string' ? text : text[place],
    )
    const fillers = dims.map((dim) => use.padding?.[dim.name ?? '']?.value)
    const key = JSON.stringify([name, spaces.map(([dim]) => dim), sizes, fillers, Object.keys(kept), texts])
    const known = this.#weights.get(key) ?? this.#drawn(name, axes, sizes, fillers)
    this.#weights.set(key, known)
    return use.scales === undefined ? known : this.#scaled(node, use, place, spaces, known)
  }

  /** A quantised weight by the scales that a device has; the same value as without where they are the right ones. */
  #scaled(
    { id, devices }: ProgramNode,
    use: TensorUse,
    place: number,
    spaces: readonly (readonly [string, Space])[],
    weight: Value,
  ): Value {
    const { blocks = {}, slices = {}, parts = [] } = use.scales!
    const other = [...Object.keys(blocks), ...Object.keys(slices), ...parts].find(
      (name) => !spaces.some(([dim]) => dim === name),
    )
    if (other !== undefined)
      throw new NotExecutable(`\`${use.name}\` has scales of \`${other}\`, which it has not`, id)
    for (const [name, texts] of Object.entries(slices))
      if (typeof texts !== 'string' && texts.length !== devices.length)
        throw new NotExecutable(
          `\`${use.name}\` has scales of \`${name}\` for ${texts.length} devices, and there are ${devices.length}`,
          id,
        )
    const origins = spaces.map(([name, space]) => {
      const texts = use.slices?.[name]
      return space.origins(typeof texts === 'string' ? texts : texts?.[place])
    })
    const stored = this.#spaces.quantised(use.name!)!
    const loaded = quantised(this.#algebra, this.#seed, weight, { use, stored, place, origins })
    if ('missing' in loaded)
      throw new NotExecutable(`of \`${use.name}\` a device has no scale for ${loaded.missing}`, id)
    return loaded
  }

  /** Where a dimension of a tensor ends that goes on with padding, in the size that is computed with. */
  #real({ dims, padding }: TensorUse, name: string): number | undefined {
    const from = padding?.[name]?.from
    const size = dims?.find((dim) => dim.name === name)?.size
    return from === undefined || from >= Number(size) ? undefined : this.#spaces.reduced(name, from)
  }

  #drawn(
    name: string,
    axes: readonly Axis[],
    sizes: readonly number[],
    fillers: readonly (string | undefined)[],
  ): Value {
    let places = new Int32Array(1)
    for (const [i, { labels }] of axes.entries()) {
      const next = new Int32Array(places.length * labels.length)
      let at = 0
      for (const place of places) for (const label of labels) next[at++] = place * sizes[i]! + label
      places = next
    }
    const cells = this.#algebra.drawn(scatterText(name, this.#seed), places)
    return withPadding(this.#algebra, { axes, cells }, sizes, fillers)
  }
}
