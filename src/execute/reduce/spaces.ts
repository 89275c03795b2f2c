// The index spaces of a plan, made as small as its slices allow.
import type { CandidateNode, TensorUse } from '../../candidate/candidate.js'
import type { OperatorOf } from '../../tensor/operators.js'
import { NotExecutable } from '../not-executable.js'
import { whole } from '../value.js'
import { headScales } from './heads.js'
import { type Origins, originsOf } from './origins.js'
import { type Range, rangesOf } from './ranges.js'
import { type RowCounts, type RowScales, rowScales } from './rows.js'
import { entriesScale, fullScale, labelsOf, type Scale, scaleOf } from './scale.js'
import { type FusedPart, type Survey, sizeOf, surveyOf } from './survey.js'
import { commonRound, longestRound } from './turns.js'

/** More cells along one dimension are not computed with. */
const MOST_CELLS = 1 << 20
/**
 * Sequences, and positions of each; chosen experts of a token; the experts besides; entries of the vocabulary; elements that turn by
 * position.
 */
const LEAST = { sequences: 2, positions: 3, slots: 2, spare: 2, entries: 8, turned: 4 }

export interface Workload {
  readonly sequences: number
  readonly promptTokens: number
}

/** A dimension of one tensor as it is computed with. */
export interface Space {
  readonly size: number
  labels(text: string): Int32Array
  /** Of the labels of a slice, or of all, which indices of the plan they stand for, and at which places of the slice these are. */
  origins(text?: string): Origins
}

/** How dimensions are called that are not cut evenly: found by what operations say of them. */
interface Names {
  readonly prompt: Set<string>
  readonly sequence: Set<string>
  readonly slots: Set<string>
  readonly experts: Set<string>
  readonly entries: Set<string>
  readonly turned: Set<string>
  /** Rows of caches and copies of tokens: how many there are shows when the plan runs. */
  readonly made: Set<string>
  readonly heads: Map<string, string>
}

export class Spaces {
  readonly #survey: Survey
  readonly #names: Names
  readonly #scales = new Map<string, Scale>()
  readonly #known = new Map<string, Int32Array>()
  readonly #rows: RowScales

  constructor(
    nodes: readonly CandidateNode[],
    operatorOf: OperatorOf,
    isPrompt: (node: CandidateNode) => boolean,
    workload: Workload,
    modelSizes: ReadonlyMap<string, number>,
    most: RowCounts,
  ) {
    this.#survey = surveyOf(nodes, operatorOf)
    const { sizes, slices, boundaries } = this.#survey
    for (const [name, size] of modelSizes) sizes.get(name)?.add(size)
    this.#names = namesOf(nodes, operatorOf, isPrompt, this.#survey)
    const { prompt, sequence } = this.#names
    const { sequences, promptTokens } = workload
    this.#within(prompt, sequences * promptTokens)
    this.#within(sequence, sequences)
    this.#rows = rowScales(
      sequences,
      promptTokens,
      [...prompt].flatMap((name) => [...(slices.get(name)?.values() ?? [])]),
      new Set([...sequence].flatMap((name) => [...(boundaries.get(name) ?? [])])),
      {
        sequences: LEAST.sequences,
        positions: Math.max(LEAST.positions, longestRound(nodes)),
        round: commonRound(nodes),
      },
      most,
    )
    // Positions and heads have an order only where a rank has several heads.
    this.#shareHeads(nodes.some(({ attributes }) => attributes?.['cacheLayout'] !== undefined) ? 2 : 1)
  }

  /** Sequences, and positions of a prompt, that are computed with. */
  get counts(): RowCounts {
    return this.#rows.counts
  }

  /** What a length of a prompt becomes, where the prompt is shorter than in the plan. */
  shortened(length: number): number | undefined {
    return this.#rows.shortened(length)
  }

  /** Whether positions of a prompt are fewer than in the plan. */
  get isShortened(): boolean {
    return this.#rows.shortened(0) !== undefined
  }

  /** What a size of a dimension becomes. */
  reduced(name: string, size: number): number {
    return this.#scale(name, size).reduced
  }

  /** The rows of a phase that ranges become; without ranges, all of them. */
  rows(isPrompt: boolean, text?: string): Int32Array {
    const { sequences, positions } = this.counts
    if (text === undefined) return whole(isPrompt ? sequences * positions : sequences)
    return this.#once(`${isPrompt}:${text}`, () =>
      isPrompt ? this.#rows.promptRows(rangesOf(text)) : this.#rows.sequences(rangesOf(text)),
    )
  }

  /** The size of a dimension of a tensor, where the plan says it and it is not that of what a run makes. */
  mostOf(node: CandidateNode, tensor: TensorUse, name: string): number | undefined {
    const dim = tensor.dims?.find((one) => one.name === name)
    if (typeof dim?.size !== 'number' || this.#names.made.has(name)) return undefined
    return this.space(node, tensor, name).size
  }

  /** A quantised weight as the plan first writes it: it is stored once, whatever other nodes say of its blocks. */
  quantised(name: string): TensorUse | undefined {
    return this.#survey.quantised.get(name)
  }

  /** A dimension of a tensor of a node. */
  space(node: CandidateNode, tensor: TensorUse, name: string): Space {
    const isPrompt = this.#names.prompt.has(name)
    if (isPrompt || this.#names.sequence.has(name))
      return {
        size: this.rows(isPrompt).length,
        labels: (text) => this.rows(isPrompt, text),
        origins: () => {
          throw new NotExecutable(`\`${name}\` are rows, of which no weight has any`, node.id)
        },
      }
    const parts = this.#survey.fused.get(node)?.get(name)
    if (parts !== undefined) return this.#fusedSpace(parts, name, node)
    const dim = tensor.dims?.find((one) => one.name === name)
    const known = this.#survey.sizes.get(name)
    const only = known?.size === 1 ? [...known][0] : undefined
    const size = dim === undefined && only !== undefined ? only : sizeOf(dim?.size, name, tensor, node)
    const scale = this.#scale(name, size)
    if (scale.reduced > MOST_CELLS)
      throw new NotExecutable(
        `\`${name}\` of \`${tensor.name ?? '?'}\` has ${size} indices, of which ${scale.reduced} differ to the plan: too many to compute with`,
        node.id,
      )
    return {
      size: scale.reduced,
      labels: (text) =>
        this.#once(`${name} ${size}:${text}`, () =>
          labelsOf(scale, this.#inside(rangesOf(text), size, name, tensor, node)),
        ),
      origins: (text) => originsOf([{ size, scale }], text === undefined ? [[0, size]] : rangesOf(text)),
    }
  }

  #fusedSpace(parts: readonly FusedPart[], name: string, node: CandidateNode): Space {
    const scales = parts.map(({ target, size }) => this.#scale(target, size))
    const key = `${name} ${parts.map(({ target, size }) => `${target} ${size}`).join()}`
    const all = parts.reduce((sum, { size }) => sum + size, 0)
    return {
      size: scales.reduce((sum, { reduced }) => sum + reduced, 0),
      labels: (text) =>
        this.#once(`${key}:${text}`, () =>
          Int32Array.from(
            this.#inside(rangesOf(text), all, name, {}, node).flatMap((range) => [
              ...fusedLabels(parts, scales, range),
            ]),
          ),
        ),
      origins: (text) =>
        originsOf(
          parts.map(({ size }, part) => ({ size, scale: scales[part]! })),
          text === undefined ? [[0, all]] : rangesOf(text),
        ),
    }
  }

  #inside(
    ranges: readonly Range[],
    size: number,
    name: string,
    tensor: TensorUse,
    { id }: CandidateNode,
  ): readonly Range[] {
    for (const [start, end] of ranges)
      if (end > size)
        throw new NotExecutable(
          `a slice ${start}-${end - 1} of \`${name}\`${tensor.name === undefined ? '' : ` of \`${tensor.name}\``} goes beyond its size ${size}`,
          id,
        )
    return ranges
  }

  /** The same array for the same text: values that are alike are then seen to be. */
  #once(key: string, make: () => Int32Array): Int32Array {
    const known = this.#known.get(key) ?? make()
    this.#known.set(key, known)
    return known
  }

  #within(names: ReadonlySet<string>, size: number): void {
    for (const name of names) {
      for (const said of this.#survey.sizes.get(name) ?? [])
        if (said !== size)
          throw new NotExecutable(
            `the rows \`${name}\` have the size ${said}; by the workload there are ${size}`,
          )
      for (const end of this.#survey.boundaries.get(name) ?? [])
        if (end > size)
          throw new NotExecutable(`a slice of the rows \`${name}\` goes beyond their number ${size}`)
    }
  }

  #shareHeads(least: number): void {
    const { sizes, boundaries } = this.#survey
    for (const [queries, keys] of this.#names.heads) {
      const [ofQueries, ofKeys] = [[...(sizes.get(queries) ?? [])], [...(sizes.get(keys) ?? [])]]
      if (queries === keys || ofQueries.length !== 1 || ofKeys.length !== 1) continue
      const [head, group] = headScales(
        ofQueries[0]!,
        boundaries.get(queries) ?? [],
        ofKeys[0]!,
        boundaries.get(keys) ?? [],
        least,
      )
      this.#scales.set(`${queries} ${ofQueries[0]}`, head)
      this.#scales.set(`${keys} ${ofKeys[0]}`, group)
    }
  }

  #scale(name: string, size: number): Scale {
    const key = `${name} ${size}`
    const scale = this.#scales.get(key) ?? this.#newScale(name, size)
    this.#scales.set(key, scale)
    return scale
  }

  #newScale(name: string, size: number): Scale {
    const { sizes, boundaries, padded } = this.#survey
    const { slots, experts, entries, turned } = this.#names
    const pad = padded.get(name)
    const known = [...(sizes.get(name) ?? [])].filter((one) => !pad?.from.has(one))
    // A plan that contradicts itself must not be made to agree by rounding.
    const isOne = known.length <= 1
    // Without its padding a dimension is the beginning of the one that has it.
    if (isOne && pad?.from.has(size)) {
      const longer = this.#scale(name, pad.size)
      return { ...longer, size, reduced: longer.at(size) }
    }
    const bounds = boundaries.get(name) ?? new Set()
    if (!isOne || [...bounds].some((bound) => bound > size)) return fullScale(size)
    if (slots.has(name)) return scaleOf(size, bounds, LEAST.slots)
    if (experts.has(name)) return scaleOf(size, bounds, LEAST.slots + LEAST.spare)
    if (entries.has(name)) return entriesScale(size, bounds, LEAST.entries)
    return scaleOf(size, bounds, turned.has(name) ? LEAST.turned : 2)
  }
}

function* fusedLabels(
  parts: readonly FusedPart[],
  scales: readonly Scale[],
  [start, end]: Range,
): Iterable<number> {
  let [offset, base] = [0, 0]
  for (const [part, { size }] of parts.entries()) {
    const scale = scales[part]!
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, size)]
    if (from < to) for (let index = scale.at(from); index < scale.at(to); index++) yield base + index
    offset += size
    base += scale.reduced
  }
}

function namesOf(
  nodes: readonly CandidateNode[],
  operatorOf: OperatorOf,
  isPrompt: (node: CandidateNode) => boolean,
  { tensors }: Survey,
): Names {
  const names: Names = {
    ...{ prompt: new Set(), sequence: new Set(), slots: new Set(), experts: new Set() },
    ...{ entries: new Set(), turned: new Set(), made: new Set(), heads: new Map() },
  }
  const add = (to: Set<string>, name: string | undefined): void => void (name !== undefined && to.add(name))
  for (const node of nodes) {
    const operator = operatorOf(node)
    const output = node.outputs?.[0]?.dims
    const read = (place: number) => {
      const input = node.inputs?.[place]
      return input?.dims ?? tensors.get(input?.name ?? '')
    }
    switch (operator?.kernel) {
      case 'enter':
        for (const { dims } of node.outputs ?? [])
          add(isPrompt(node) ? names.prompt : names.sequence, dims?.[0]?.name)
        break
      case 'load':
      case 'dispatch':
        for (const { dims } of node.outputs ?? []) add(names.made, dims?.[0]?.name)
        break
      case 'last':
        add(names.sequence, output?.[0]?.name)
        break
      case 'route':
        add(names.slots, output?.[1]?.name)
        add(names.experts, node.weights?.[0]?.dims?.[1]?.name)
        break
      case 'look-up':
        add(names.entries, node.weights?.[0]?.dims?.[0]?.name)
        break
      case 'rotate':
        for (const { dims } of node.outputs ?? []) add(names.turned, dims?.at(-1)?.name)
        break
      case 'attend':
      case 'attend-ring': {
        const groups = operator.reads.findIndex(({ roles }) => roles.some(({ name }) => name === 'group'))
        const [queries, keys] = [read(0)?.[1]?.name, read(groups)?.[1]?.name]
        if (groups >= 0 && queries !== undefined && keys !== undefined) names.heads.set(queries, keys)
        break
      }
    }
  }
  for (const name of names.prompt) names.sequence.delete(name)
  return names
}
