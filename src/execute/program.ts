// A plan in the order in which it runs: nodes with their kernels and devices, and where each input comes from.
import type { Candidate, CandidateNode } from '../candidate/candidate.js'
import type { Operator, OperatorOf } from '../tensor/operators.js'
import { kernels } from './kernels/index.js'
import { NotExecutable } from './not-executable.js'
import { inOrder } from './order.js'
import { type Phase, phaseOf } from './phases.js'
import type { Edge, ProgramNode, Unit } from './program-node.js'
import { teamsOf } from './teams.js'

export interface Program {
  readonly nodes: readonly ProgramNode[]
  readonly units: Readonly<Record<Phase, readonly Unit[]>>
  /** What runs in the first step of decode only: what comes from the prompt. */
  readonly once: ReadonlySet<ProgramNode>
  /** The nodes that a node's tensors come from and go to. */
  readonly before: readonly (readonly ProgramNode[])[]
  readonly after: readonly (readonly ProgramNode[])[]
  readonly deviceNames: readonly string[]
}

/** @throws NotExecutable where the plan has nodes that no kernel computes, cycles, sends without receives, or collectives without all of their devices */
export function programOf(
  plan: Candidate,
  operatorOf: OperatorOf,
  isOperation: (op: string) => boolean,
): Program {
  const { nodes, deviceNames } = nodesOf(plan, operatorOf, isOperation)
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const edges = edgesOf(plan, byId, isMarker(plan, byId))
  const [before, after] = [nodes.map((): ProgramNode[] => []), nodes.map((): ProgramNode[] => [])]
  for (const { from, to, isControl } of edges)
    if (!isControl) {
      before[to.index]!.push(from)
      after[from.index]!.push(to)
    }
  for (const node of nodes) checkSent(node, after[node.index]!)
  checkSteps(nodes)
  const once = new Set(
    nodes.filter(
      ({ index, phase, operator }) =>
        operator.kernel === 'move-cache' || before[index]!.some((from) => from.phase !== phase),
    ),
  )
  const units = teamsOf(nodes)
  return { nodes, units: inOrder(units, edges), once, before, after, deviceNames }
}

function nodesOf(plan: Candidate, operatorOf: OperatorOf, isOperation: (op: string) => boolean) {
  const numbers = new Map<string, number>()
  const number = (device: number | string): number => {
    const known = numbers.get(String(device)) ?? numbers.size
    numbers.set(String(device), known)
    return known
  }
  const placed = new Map<string, { devices: readonly number[]; places: ReadonlyMap<number, number> }>()
  const phase = phaseOf(plan)
  const nodes: ProgramNode[] = []
  const ids = new Set<string>()
  for (const source of plan.nodes) {
    const { id } = source
    if (ids.has(id)) throw new NotExecutable('two nodes have this id', id)
    ids.add(id)
    const operator = operatorOf(source)
    if (operator === undefined) {
      checkMarker(source, isOperation)
      continue
    }
    const kernel = kernels.get(operator.kernel)
    if (kernel === undefined) throw new NotExecutable(`there is no kernel \`${operator.kernel}\``, id)
    if (source.devices === undefined || source.devices.length === 0)
      throw new NotExecutable('it has no devices', id)
    const key = source.devices.join()
    const devices = placed.get(key) ?? placedOn(source.devices.map(number), id)
    placed.set(key, devices)
    const [reads, gives] = namesOf(source, operator)
    const team = source.group === undefined ? devices.devices : source.group.map(number)
    nodes.push({
      ...{ index: nodes.length, id, source, operator, kernel, phase: phase(source) },
      ...{ ...devices, team, reads, gives },
    })
  }
  return { nodes, deviceNames: [...numbers.keys()] }
}

function placedOn(devices: readonly number[], id: string) {
  const places = new Map(devices.map((device, place) => [device, place]))
  if (places.size < devices.length) throw new NotExecutable('a device is named twice', id)
  return { devices, places }
}

/** An operation without a signature may order and mark, no more. */
function checkMarker(
  { id, op, inputs, outputs, weights }: CandidateNode,
  isOperation: (op: string) => boolean,
): void {
  if (op === undefined) throw new NotExecutable('it has no operation', id)
  if (!isOperation(op)) throw new NotExecutable(`the operation \`${op}\` is not known`, id)
  if ([inputs, outputs, weights].some((list) => list !== undefined && list.length > 0))
    throw new NotExecutable(`the operation \`${op}\` has no signature, so nobody knows what it computes`, id)
}

function namesOf(
  { id, inputs = [], outputs = [] }: CandidateNode,
  { kernel }: Operator,
): readonly [reads: readonly string[], gives: readonly string[]] {
  if (kernel === 'move-cache') return [[], []]
  const name = ({ name }: { readonly name?: string }): string => {
    if (name === undefined) throw new NotExecutable('one of its tensors has no name', id)
    return name
  }
  const [reads, gives] = [inputs.map(name), outputs.map(name)]
  if (kernel === 'send' && gives.length === 0) return [reads, reads]
  if (kernel === 'receive' && reads.length === 0) return [gives, gives]
  if (kernel === 'receive' && gives.length === 0) return [reads, reads]
  return [reads, gives]
}

/** Calls between two ranks complete in pairs: whoever sends what nobody receives waits, whether or not the result would be missed. */
function checkSent({ id, operator, gives }: ProgramNode, after: readonly ProgramNode[]): void {
  if (operator.kernel !== 'send') return
  const left = gives.find(
    (name) => !after.some((to) => to.operator.kernel === 'receive' && to.reads.includes(name)),
  )
  if (left !== undefined)
    throw new NotExecutable(`it sends \`${left}\`, which no receive behind it takes`, id)
}

/** A run takes the step that is drawn again and again. */
function checkSteps(nodes: readonly ProgramNode[]): void {
  const steps = new Map<Phase, number | undefined>()
  for (const { id, phase, source } of nodes) {
    if (source.step !== undefined && (steps.get(phase) ?? source.step) !== source.step)
      throw new NotExecutable(`it belongs to another step of \`${phase}\` than nodes before it: draw one`, id)
    steps.set(phase, source.step ?? steps.get(phase))
  }
}

function isMarker(plan: Candidate, byId: ReadonlyMap<string, ProgramNode>): (id: string) => boolean {
  const markers = new Set(plan.nodes.filter(({ id }) => !byId.has(id)).map(({ id }) => id))
  return (id) => markers.has(id)
}

/** Edges between nodes that compute. */
function edgesOf(
  plan: Candidate,
  byId: ReadonlyMap<string, ProgramNode>,
  isMarked: (id: string) => boolean,
): Edge[] {
  const edges: Edge[] = []
  for (const { from, to, attributes } of plan.edges) {
    const [a, b] = [byId.get(from), byId.get(to)]
    if (a !== undefined && b !== undefined)
      edges.push({ from: a, to: b, isControl: attributes?.['control'] === true })
    else if (!isMarked(from) && a === undefined)
      throw new NotExecutable('an edge comes from it, and it is no node', from)
    else if (!isMarked(to) && b === undefined)
      throw new NotExecutable('an edge leads to it, and it is no node', to)
  }
  return edges
}
