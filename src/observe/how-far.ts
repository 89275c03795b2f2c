// How far the tensors of a candidate are placed: by slices where weights are given, else by what nodes say of themselves.
import type { Candidate } from '../candidate/candidate.js'
import type { Base } from '../knowledge/base.js'
import { type OperatorOf, operatorsOf } from '../tensor/operators.js'
import type { Graph } from './graph.js'
import type { Stated } from './stated/infer.js'
import type { Inferred } from './types/inference.js'
import { UNTYPED } from './types/types.js'
import { codeOf, openByItself, type Typing, TypingCount } from './typing.js'

/** The base's table of operations that give no tensor and have no signature. */
const TENSORLESS = 'tensorless'

/** Counts tensors by what is known of them; undefined where there are none, or the base has no signatures. */
export function typingOf(
  { nodes }: Candidate,
  graph: Graph,
  base: Base,
  inferred: Inferred | undefined,
  stated: () => Stated | undefined,
): Typing | undefined {
  const operatorOf = operatorsOf(base)
  const tensorsOf = tensorsIn(base, operatorOf)
  if (tensorsOf === undefined) return undefined
  const count = new TypingCount()
  const found = inferred === undefined ? stated() : undefined
  for (let row = 0; row < nodes.length; row++) {
    const node = nodes[row]!
    const tensors = tensorsOf(node, graph.successorStart[row + 1]! > graph.successorStart[row]!)
    if (tensors === 0) continue
    if (inferred !== undefined) {
      // Where tensors have names, an operation that is typed and names none gives none.
      const code = inferred.because[row]!
      const outputs = node.outputs?.length ?? 0
      if (outputs > 0 || code > 0) count.note(node.id, tensors, typedOutputs(inferred, row, outputs), code)
    } else if (found !== undefined) {
      const isPlaced = found.lies[row] !== undefined
      count.note(node.id, tensors, isPlaced ? tensors : 0, found.because[row]!)
    } else
      count.note(
        node.id,
        tensors,
        0,
        codeOf(openByItself(node, operatorOf(node) !== undefined) ?? 'not-stated'),
      )
  }
  return count.result(inferred === undefined ? 'labels' : 'slices')
}

/** How many outputs of a node have a type on each of its devices. */
function typedOutputs({ wires, types }: Inferred, row: number, outputs: number): number {
  const devices = wires.deviceCount[row]!
  let typed = 0
  for (let output = 0; output < outputs; output++) {
    const first = wires.start[row]! + output * devices
    let known = devices > 0
    for (let at = first; at < first + devices; at++) if (types[at] === UNTYPED) known = false
    if (known) typed++
  }
  return typed
}

/** How many tensors a node gives: those that it names, one where it says nothing of them and something follows. */
function tensorsIn(base: Base, operatorOf: OperatorOf) {
  const without = base.tables.find(({ id }) => id === TENSORLESS)?.rows ?? {}
  if (!base.tables.some(({ id }) => id === 'operators')) return undefined
  return (node: Candidate['nodes'][number], hasSuccessors: boolean): number => {
    const { op, outputs } = node
    if (op !== undefined && Object.hasOwn(without, op)) return 0
    const operator = operatorOf(node)
    if (operator?.gives.length === 0) return 0
    return outputs?.length || (operator !== undefined || hasSuccessors ? 1 : 0)
  }
}
