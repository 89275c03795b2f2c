// A small hand for drawing plans: tensors by name, and edges found by the names that nodes read.
export interface Tensor {
  name: string
  dims?: { name: string; size?: number }[]
  slices?: Record<string, string | string[]>
  parts?: Record<string, { name: string; size: number }[]>
}

export interface Node {
  id: string
  op: string
  phase: string
  layer?: number
  microbatch?: number
  devices: number[]
  group?: number[]
  inputs?: Tensor[]
  outputs?: Tensor[]
  weights?: Tensor[]
  attributes?: Record<string, string | number | boolean | number[]>
}

export interface Plan {
  model: Record<string, string | number | boolean>
  workload: Record<string, number>
  strategy: Record<string, Record<string, number>>
  nodes: Node[]
  edges: { from: string; to: string; attributes?: Record<string, boolean> }[]
}

const SEQUENCES = 2
const PROMPT = 4

/** Sizes of the small model that all fixtures are of. */
const SIZES: Readonly<Record<string, number>> = {
  ...{ tok: SEQUENCES * PROMPT, seq: SEQUENCES, hidden: 8, vocab: 8 },
  ...{ heads: 4, kv_heads: 2, head_dim: 4, qkv: 8, ffn: 8, gate_up: 16 },
  ...{ experts: 4, slot: 2, expert_ffn: 6, expert_gate_up: 12, shared_ffn: 4, shared_gate_up: 8, copy: 32 },
  ...{ latent: 6, rope: 4, nope: 3, value: 5, q_latent: 7 },
}

/** Parts of fused dimensions. */
const PARTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  qkv: { q: 4, k: 2, v: 2 },
  gate_up: { gate: 8, up: 8 },
  expert_gate_up: { gate: 6, up: 6 },
  shared_gate_up: { gate: 4, up: 4 },
}

type Slices = Readonly<Record<string, string | readonly string[]>>

/** `t('l0.q', 'tok heads head_dim', { heads: ['0-1', '2-3'] })`. */
export function t(name: string, dims: string, slices?: Slices): Tensor {
  const names = dims === '' ? [] : dims.split(' ')
  const parts = names.filter((dim) => dim in PARTS)
  return {
    name,
    dims: names.map((dim) => ({ name: dim, ...(dim in SIZES && { size: SIZES[dim]! }) })),
    ...(slices && { slices: structuredClone(slices) as Record<string, string | string[]> }),
    ...(parts.length > 0 && {
      parts: Object.fromEntries(
        parts.map((dim) => [dim, Object.entries(PARTS[dim]!).map(([part, size]) => ({ name: part, size }))]),
      ),
    }),
  }
}

type Told = Partial<Pick<Node, 'layer' | 'microbatch' | 'group' | 'outputs' | 'weights' | 'attributes'>> & {
  reads?: string[]
  after?: string[]
  /** Of a receive: the send that it takes from. */
  from?: string
}

/** One phase of a plan that is drawn node by node. */
export class Drawing {
  readonly nodes: Node[] = []
  readonly edges: Plan['edges'] = []

  readonly phase: string

  constructor(phase: string) {
    this.phase = phase
  }

  add(
    name: string,
    op: string,
    devices: number[],
    { reads = [], after = [], from, outputs = [], ...told }: Told,
  ): string {
    const id = `${this.phase}.${name}`
    const makers = new Set(from === undefined ? reads.flatMap((read) => this.#makers(read, devices)) : [from])
    for (const maker of makers) this.edges.push({ from: maker, to: id })
    for (const before of after) this.edges.push({ from: before, to: id, attributes: { control: true } })
    this.nodes.push({
      ...{ id, op, phase: this.phase, devices, ...told },
      ...(reads.length > 0 && { inputs: reads.map((read) => ({ name: read })) }),
      ...(outputs.length > 0 && { outputs }),
    })
    return id
  }

  /** The last nodes that gave the tensor on the devices. */
  #makers(name: string, devices: readonly number[]): string[] {
    return devices.flatMap((device) => {
      const maker = this.nodes.findLast(
        (node) => node.devices.includes(device) && node.outputs?.some((tensor) => tensor.name === name),
      )
      return maker === undefined ? [] : [maker.id]
    })
  }
}

/** The model of the fixtures, as their plans say it. */
const MODEL = {
  ...{ layers: 1, hiddenSize: 8, vocabulary: 8, intermediateSize: 8 },
  ...{ attentionHeads: 4, kvHeads: 2, headDim: 4 },
}

export function planOf(drawings: readonly Drawing[], model: Plan['model'] = {}): Plan {
  return {
    model: { ...MODEL, ...model },
    workload: { concurrency: SEQUENCES, promptTokens: PROMPT },
    strategy: Object.fromEntries(drawings.map(({ phase }) => [phase, { tpa: 1 }])),
    nodes: drawings.flatMap(({ nodes }) => nodes),
    edges: drawings.flatMap(({ edges }) => edges),
  }
}
