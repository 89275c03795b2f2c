// Plan documents as data that is damaged: copied, then changed in one place.
export interface Tensor {
  name: string
  dims?: { name: string; size: number }[]
  slices?: Record<string, string | string[]>
  parts?: Record<string, { name: string; size: number }[]>
  padding?: Record<string, { from: number; value?: 'zero' | 'minusInfinity' }>
  scales?: {
    name?: string
    blocks?: Record<string, number>
    slices?: Record<string, string | string[]>
    parts?: string[]
  }
}

export interface PlanNode {
  id: string
  op: string
  phase?: string
  layer?: number
  stage?: number
  microbatch?: number
  step?: number
  devices: number[]
  group?: number[]
  inputs?: Tensor[]
  outputs?: Tensor[]
  weights?: Tensor[]
  attributes?: Record<string, unknown>
}

export interface PlanEdge {
  from: string
  to: string
  tensor?: string
  attributes?: Record<string, unknown>
}

export interface Plan {
  nodes: PlanNode[]
  edges: PlanEdge[]
  [section: string]: unknown
}

/** A copy whose devices and edges are written out, and in which no two nodes share what they say. */
export function copyOf(document: unknown): Plan {
  const plan = JSON.parse(JSON.stringify(document)) as Omit<Plan, 'edges'> & { edges: (PlanEdge | string)[] }
  const edges = plan.edges.flatMap((edge) => {
    if (typeof edge !== 'string') return [edge]
    const ids = edge.split('->').map((id) => id.trim())
    return ids.slice(1).map((to, i) => ({ from: ids[i]!, to }))
  })
  for (const node of plan.nodes as PlanNode[]) {
    node.devices = devicesOf(node.devices)
    if (node.group !== undefined) node.group = devicesOf(node.group)
  }
  return { ...plan, edges } as Plan
}

function devicesOf(devices: number[] | string | undefined): number[] {
  if (devices === undefined) return []
  if (typeof devices !== 'string') return devices
  return devices.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number) as [number, number?]
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
}

const nodeOf = (plan: Plan, id: string): PlanNode => plan.nodes.find((node) => node.id === id)!

const isData = (edge: PlanEdge): boolean => edge.attributes?.['control'] !== true

/** Nodes that read what a node makes. */
export function readersOf(plan: Plan, node: PlanNode): PlanNode[] {
  const names = new Set((node.outputs ?? []).map(({ name }) => name))
  return plan.edges
    .filter((edge) => edge.from === node.id && isData(edge))
    .map(({ to }) => nodeOf(plan, to))
    .filter((reader) => reader.inputs?.some(({ name }) => names.has(name)) || reader.op === 'receive')
}

/** Nodes that make what a node reads. */
export function makersOf(plan: Plan, node: PlanNode): PlanNode[] {
  const names = new Set((node.inputs ?? []).map(({ name }) => name))
  return plan.edges
    .filter((edge) => edge.to === node.id && isData(edge))
    .map(({ from }) => nodeOf(plan, from))
    .filter((maker) => maker.outputs?.some(({ name }) => names.has(name)))
}

/** Lets the readers of a node read what it read: its first output is its first input, and so on. Then it goes. */
export function bypass(plan: Plan, node: PlanNode): void {
  const instead = new Map((node.outputs ?? []).map(({ name }, i) => [name, node.inputs?.[i]?.name ?? name]))
  for (const reader of readersOf(plan, node)) {
    for (const input of reader.inputs ?? []) input.name = instead.get(input.name) ?? input.name
    for (const maker of makersOf(plan, node)) connect(plan, maker.id, reader.id)
  }
  remove(plan, node)
}

export function connect(plan: Plan, from: string, to: string): void {
  if (!plan.edges.some((edge) => edge.from === from && edge.to === to && isData(edge)))
    plan.edges.push({ from, to })
}

export function remove(plan: Plan, node: PlanNode): void {
  plan.nodes = plan.nodes.filter((other) => other !== node)
  plan.edges = plan.edges.filter(({ from, to }) => from !== node.id && to !== node.id)
}

/** Puts a node of another operation behind one; whoever read its outputs reads those of the new one. */
export function insertBehind(plan: Plan, node: PlanNode, change: Partial<PlanNode>): PlanNode {
  const readers = readersOf(plan, node)
  const outputs = structuredClone(node.outputs ?? [])
  const again = (name: string): string => `${name}.again`
  const inserted: PlanNode = {
    ...structuredClone(node),
    id: `${node.id}_again`,
    inputs: outputs.map(({ name }) => ({ name })),
    outputs: outputs.map((tensor) => ({ ...tensor, name: again(tensor.name) })),
    ...change,
  }
  delete inserted.weights
  if (change.weights !== undefined) inserted.weights = change.weights
  plan.nodes.push(inserted)
  const made = new Set(outputs.map(({ name }) => name))
  for (const reader of readers) {
    for (const input of reader.inputs ?? []) if (made.has(input.name)) input.name = again(input.name)
    plan.edges = plan.edges.filter(({ from, to }) => from !== node.id || to !== reader.id)
    connect(plan, inserted.id, reader.id)
  }
  connect(plan, node.id, inserted.id)
  return inserted
}
