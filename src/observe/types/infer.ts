// Types forward through a plan: from what its inputs and weights say of slices, over every operation, to its outputs.
import type { Candidate, CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import { operatorsOf } from '../../tensor/operators.js'
import { int32s, mapped } from '../flat.js'
import { type Graph, groupRows } from '../graph.js'
import { typeLikeAnother, typeWhollyByRules } from './by-rules.js'
import { cacheOf } from './cache-nodes.js'
import { findDrawnAlone } from './drawn-alone.js'
import { findGaps } from './gaps.js'
import { Inference, type Inferred, isUnsized, LOOSE, type Stop, TYPED, UNKNOWN_TYPES } from './inference.js'
import { isJoint, kernels, paddingRead } from './kernels.js'
import { findUnleft } from './left-caches.js'
import { paddingUnlike } from './padding.js'
import { ScaleCheck } from './scales.js'
import { type Teams, teamsOf } from './teams.js'

/** Infers the types of a plan; undefined where no node names weights, as nothing says how anything is sharded. */
export function inferTypes(candidate: Candidate, graph: Graph, base: Base): Inferred | undefined {
  if (!candidate.nodes.some(({ weights }) => weights !== undefined)) return undefined
  const operatorOf = operatorsOf(base)
  const teams = teamsOf(candidate, graph, (node) => isJoint(operatorOf(node)))
  const inference = new Inference(candidate, graph, base, operatorOf, teams)
  const scales = new ScaleCheck(inference)
  for (const rows of byPhase(inference, teams))
    for (const row of rows) {
      visit(inference, row)
      if (inference.specs.scaled[row] === 1) scales.check(row)
      const parts = teams.partsOf(row)
      if (parts !== undefined) inference.handOut(row, parts)
    }
  const { rules, wires, types, values, conflicts, stopped } = inference
  const state = inference.state.subarray(0, candidate.nodes.length)
  if (!state.includes(UNKNOWN_TYPES)) findLost(inference)
  findDrawnAlone(inference)
  findGaps(inference)
  if (!state.includes(UNKNOWN_TYPES)) findUnleft(inference)
  const weightAt = inference.weightAt.bind(inference)
  const because = inference.because.subarray(0, candidate.nodes.length)
  return { rules, wires, types, values, state, because, conflicts, weightAt, ...(stopped && { stopped }) }
}

/** The rows to visit, phase by phase: those in which prompts enter first, as others read what they leave in caches. */
function byPhase({ nodes, phasesOfPrompts }: Inference, { order }: Teams): readonly Int32Array[] {
  const phases = new Map<string | undefined, number>([...phasesOfPrompts].map((phase, at) => [phase, at]))
  const phaseOf = int32s(nodes.length)
  for (let row = 0; row < nodes.length; row++) {
    const { phase } = nodes[row]!
    let known = phases.get(phase)
    if (known === undefined) {
      known = phases.size
      phases.set(phase, known)
    }
    phaseOf[row] = known
  }
  const { start, rows } = groupRows(
    mapped(order, (row) => phaseOf[row]!),
    phases.size,
  )
  const sorted = mapped(rows, (place) => order[place]!)
  return [...phases.values()].map((phase) => sorted.subarray(start[phase]!, start[phase + 1]!))
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

function visit(inference: Inference, row: number): void {
  if (inference.specs.of[row] === 0) return
  if (typeLikeAnother(inference, row)) {
    inference.state[row] = TYPED
    return
  }
  const stop = typeNode(inference, row, inference.nodes[row]!)
  if (stop === undefined) {
    inference.state[row] = TYPED
    return
  }
  inference.stop(row, stop)
  const node = inference.nodes[row]!
  if (inference.operatorOf(node)?.kernel === 'store') inference.caches.blur(cacheOf(node))
}

function typeNode(inference: Inference, row: number, node: CandidateNode): Stop | undefined {
  const { outputs = [], weights = [], devices } = node
  const operator = inference.operatorOf(node)
  if (operator === undefined)
    return {
      because: node.op === undefined ? 'no-operation' : 'no-signature',
      reason: `the base has no signature of ${node.op ?? 'its operation'}`,
    }
  if (devices === undefined || devices.length === 0)
    return { because: 'no-devices', reason: 'it names no devices' }
  if (operator.needsWeights && weights.length === 0)
    return { because: 'no-weights', reason: 'it names no weights' }
  const unsized = [...outputs, ...weights].find(isUnsized)
  if (unsized !== undefined && !LOOSE.has(operator.kernel))
    return {
      because: 'no-sizes',
      reason: `${unsized.name ?? 'a tensor'} has no dimensions with names and sizes`,
    }
  const { placements } = inference.rules
  const kernel = kernels[operator.kernel] ?? (placements.has(operator.kernel) ? typeWhollyByRules : undefined)
  if (kernel === undefined)
    return { because: 'no-rule', reason: `no rule says how ${operator.kernel} places its result` }
  const read = inference.read(row, node, operator)
  if ('stop' in read) return read.stop
  const unlike = paddingUnlike(inference.padded, weights)
  if (unlike !== undefined) return { conflict: unlike }
  const padded = paddingRead(inference.rules.types, operator.kernel, read.readings)
  if (padded !== undefined) return { conflict: padded }
  return kernel(inference, { row, node, operator, readings: read.readings })
}
