// Types forward through a plan: from what its inputs and weights say of slices, over every operation, to its outputs.
import type { Candidate, CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import type { Graph } from '../graph.js'
import { typeByRules } from './by-rules.js'
import { Inference, type Inferred, isUnsized, LOOSE, type Stop, TYPED, UNKNOWN_TYPES } from './inference.js'
import { kernels } from './kernels.js'

/** Infers the types of a plan; undefined where no node names weights, as nothing says how anything is sharded. */
export function inferTypes(candidate: Candidate, graph: Graph, base: Base): Inferred | undefined {
  if (!candidate.nodes.some(({ weights }) => weights !== undefined)) return undefined
  const { nodes } = candidate
  const inference = new Inference(candidate, graph, base)
  for (const phase of new Set(nodes.map((node) => node.phase)))
    for (const row of graph.order) if (nodes[row]!.phase === phase) visit(inference, row, nodes[row]!)
  if (!inference.state.includes(UNKNOWN_TYPES)) findLost(inference)
  findGaps(inference)
  const { rules, wires, types, values, state, conflicts, stopped } = inference
  const weightAt = inference.weightAt.bind(inference)
  return { rules, wires, types, values, state, conflicts, weightAt, ...(stopped && { stopped }) }
}

/** Positions that are read and that no device holds. */
function findGaps(inference: Inference): void {
  for (const [key, reads] of inference.cacheReads) {
    const shares = inference.caches.sharesOf(key)
    for (const [sequences, row] of shares === undefined ? [] : reads) {
      const gap = inference.caches.missing(shares!, sequences)
      if (gap !== undefined) inference.blame(row, gap, inference.wires.devicesOf(row))
    }
  }
}

/** Rows that enter and whose result nobody gives. */
function findLost(inference: Inference): void {
  const { sets } = inference.rules.types
  for (const { row, name, rows } of inference.left.values()) {
    const [first] = rows
    const united = sets.united(rows.map(({ set }) => set))
    if (first === undefined || sets.isWhole(united, first.size)) continue
    const seen = `${first.name} ${sets.text(united) || 'none'} given`
    const takes = `all of ${first.size}`
    inference.blame(
      row,
      { kind: 'lost', tensor: name, dimension: first.name, seen, takes },
      inference.wires.devicesOf(row),
    )
  }
}

function visit(inference: Inference, row: number, node: CandidateNode): void {
  const { inputs, outputs, weights } = node
  if (inputs === undefined && outputs === undefined && weights === undefined) return
  const stop = typeNode(inference, row, node)
  if (stop === undefined) inference.state[row] = TYPED
  else inference.stop(row, stop)
}

function typeNode(inference: Inference, row: number, node: CandidateNode): Stop | undefined {
  const { outputs = [], weights = [], devices } = node
  const operator = inference.operatorOf(node)
  if (operator === undefined) return { reason: `the base has no signature of ${node.op ?? 'its operation'}` }
  if (devices === undefined || devices.length === 0) return { reason: 'it names no devices' }
  const unsized = [...outputs, ...weights].find(isUnsized)
  if (unsized !== undefined && !LOOSE.has(operator.kernel))
    return { reason: `${unsized.name ?? 'a tensor'} has no dimensions with names and sizes` }
  const { placements } = inference.rules
  const kernel = kernels[operator.kernel] ?? (placements.has(operator.kernel) ? typeByRules : undefined)
  if (kernel === undefined) return { reason: `no rule says how ${operator.kernel} places its result` }
  const read = inference.read(row, node, operator)
  return 'stop' in read ? read.stop : kernel(inference, { row, node, operator, readings: read.readings })
}
