// What a plan says of its dimensions: their sizes, and where slices begin and end.
import type { CandidateNode, Dimension, TensorUse } from '../../candidate/candidate.js'
import type { Operator, OperatorOf } from '../../tensor/operators.js'
import { NotExecutable } from '../not-executable.js'
import { gridOf, pairsOf, turnsOf } from './blocks.js'
import { type Range, rangesOf } from './ranges.js'

/** A part of a fused dimension, and the dimension that it is a piece of where it stands alone. */
export interface FusedPart {
  readonly size: number
  readonly target: string
}

/** The fused dimensions of a node, by name. */
export type Fused = ReadonlyMap<string, readonly FusedPart[]>

export interface Survey {
  /** Sizes of each dimension; one, where the plan agrees with itself. */
  readonly sizes: Map<string, Set<number>>
  readonly boundaries: Map<string, Set<number>>
  /** Of dimensions that go on behind the model's, how long they are and where tensors say that their padding begins. */
  readonly padded: Map<string, { readonly size: number; readonly from: Set<number> }>
  /** Distinct slices of each dimension. */
  readonly slices: Map<string, Map<string, readonly Range[]>>
  readonly fused: Map<CandidateNode, Fused>
  /** Dimensions of tensors as they are first written. */
  readonly tensors: Map<string, readonly Dimension[]>
  /** Quantised weights as they are first written. */
  readonly quantised: Map<string, TensorUse>
}

/** The dimensions of tensors by name, as the nodes that make them say. */
function tensorsOf(nodes: readonly CandidateNode[]): Map<string, readonly Dimension[]> {
  const tensors = new Map<string, readonly Dimension[]>()
  for (const { outputs } of nodes)
    for (const { name, dims } of outputs ?? [])
      if (name !== undefined && dims !== undefined && !tensors.has(name)) tensors.set(name, dims)
  return tensors
}

export function surveyOf(nodes: readonly CandidateNode[], operatorOf: OperatorOf): Survey {
  const survey: Survey = {
    ...{ sizes: new Map(), boundaries: new Map(), slices: new Map(), fused: new Map() },
    ...{ tensors: tensorsOf(nodes), quantised: new Map(), padded: new Map() },
  }
  for (const node of nodes) {
    const fused = fusedOf(node, operatorOf(node), survey.tensors)
    if (fused.size > 0) survey.fused.set(node, fused)
    for (const tensor of [...(node.weights ?? []), ...(node.outputs ?? []), ...(node.inputs ?? [])])
      lookAt(survey, tensor, fused)
    for (const weight of node.weights ?? [])
      if (weight.scales !== undefined) lookAtScales(survey, weight, fused)
  }
  return survey
}

const entry = <V>(map: Map<string, V>, key: string, empty: () => V): V => {
  const known = map.get(key) ?? empty()
  map.set(key, known)
  return known
}

function lookAt(survey: Survey, { dims = [], slices = {}, padding = {} }: TensorUse, fused: Fused): void {
  for (const { name, size } of dims) {
    if (name === undefined || typeof size !== 'number' || fused.has(name)) continue
    entry(survey.sizes, name, () => new Set()).add(size)
    const from = padding[name]?.from
    if (from === undefined || from >= size) continue
    entry(survey.boundaries, name, () => new Set()).add(from)
    entry(survey.padded, name, () => ({ size, from: new Set() })).from.add(from)
  }
  for (const [name, texts] of Object.entries(slices)) {
    const parts = fused.get(name)
    for (const text of typeof texts === 'string' ? [texts] : texts) {
      const known = entry(survey.slices, name, () => new Map<string, readonly Range[]>())
      if (known.has(text) && parts === undefined) continue
      const ranges = rangesOf(text)
      known.set(text, ranges)
      if (parts === undefined) {
        const boundaries = entry(survey.boundaries, name, () => new Set())
        for (const range of ranges) for (const end of range) boundaries.add(end)
      } else lookAtParts(survey, parts, ranges)
    }
  }
}

/** A slice is cut where its scales cease to be the right ones. */
function lookAtScales(survey: Survey, weight: TensorUse, fused: Fused): void {
  const first = entry(survey.quantised, weight.name ?? '', () => weight)
  for (const { name } of weight.dims ?? []) {
    if (name === undefined) continue
    const { block } = gridOf(weight, name)
    for (const [slice, has] of pairsOf(weight, name))
      for (const turn of turnsOf(gridOf(first, name), block, slice, has)) {
        const parts = fused.get(name)
        if (parts === undefined) entry(survey.boundaries, name, () => new Set()).add(turn)
        else lookAtParts(survey, parts, [[turn, turn]])
      }
  }
}

function lookAtParts(survey: Survey, parts: readonly FusedPart[], ranges: readonly Range[]): void {
  let offset = 0
  for (const { size, target } of parts) {
    const boundaries = entry(survey.boundaries, target, () => new Set())
    for (const range of ranges)
      for (const end of range) boundaries.add(Math.min(size, Math.max(0, end - offset)))
    offset += size
  }
}

/** Kernels of networks: their second weight has the dimension that the first one makes. */
const NETWORKS: readonly string[] = ['network', 'expert', 'expert-copies']

function fusedOf(node: CandidateNode, operator: Operator | undefined, tensors: Survey['tensors']): Fused {
  const fused = new Map<string, readonly FusedPart[]>()
  const { weights = [] } = node
  if (operator === undefined || weights.every(({ parts }) => parts === undefined)) return fused
  let output = 0
  for (const weight of weights) {
    const { dims = [], parts = {} } = weight
    const [name] = Object.keys(parts)
    if (name === undefined) {
      if (!isBias(weight, node, tensors)) output++
      continue
    }
    const sizes = parts[name]!.map(({ size }) => sizeOf(size, name, weight, node))
    const place = dims.findIndex((dim) => dim.name === name)
    if (place < 0)
      throw new NotExecutable(
        `the weight \`${weight.name}\` has parts of \`${name}\`, which it has not`,
        node.id,
      )
    const behind = dims.length - place
    const targets = sizes.map((_, part) =>
      NETWORKS.includes(operator.kernel)
        ? weights[1]?.dims?.at(-2)?.name
        : node.outputs?.[output + part]?.dims?.at(-behind)?.name,
    )
    if (!fused.has(name))
      fused.set(
        name,
        sizes.map((size, part) => ({ size, target: targets[part] ?? `${name}.${part}` })),
      )
    if (!isBias(weight, node, tensors)) output += sizes.length
  }
  return fused
}

/** A weight that shares no dimension with what the node reads is added, not multiplied. */
function isBias({ dims = [] }: TensorUse, { inputs }: CandidateNode, tensors: Survey['tensors']): boolean {
  const read = inputs?.[0]?.dims ?? tensors.get(inputs?.[0]?.name ?? '') ?? []
  return read.length > 0 && !dims.some(({ name }) => read.some((one) => one.name === name))
}

/** The size of a dimension as a number. @throws NotExecutable where it is none */
export function sizeOf(
  size: Dimension['size'],
  name: string,
  tensor: TensorUse,
  { id }: CandidateNode,
): number {
  if (typeof size === 'number' && Number.isSafeInteger(size)) return size
  const said = size === undefined ? 'no size' : `the size ${JSON.stringify(size)}`
  throw new NotExecutable(
    `the dimension \`${name}\` of \`${tensor.name ?? '?'}\` has ${said}; it must be a whole number`,
    id,
  )
}
