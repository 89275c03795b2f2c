// The tensor table: tensors that nodes name among their inputs or outputs.
import type { CandidateNode, TensorUse } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { asSet, columnOf, Dictionary } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { int32s } from '../flat.js'
import { dimensionText } from '../shapes.js'
import { type Sight, toPlan } from '../sight.js'
import { lazy, subjectTable } from '../table.js'
import { Chain } from '../types/chain.js'

interface Tensor {
  readonly name: string
  readonly producers: Set<number>
  readonly consumers: Set<number>
  readonly dtypes: Set<string>
  readonly shapes: Set<string>
}

export function tensorTable(sight: Sight): SubjectTable {
  const tensors = tensorsOf(sight)
  const size = tensors.length
  const times = lazy(() => timesOf(sight.candidate.nodes))
  const set = (of: (tensor: Tensor) => ReadonlySet<Scalar>) => () =>
    columnOf(size, (row) => asSet([...of(tensors[row]!)]))
  return subjectTable({
    scope: 'tensor',
    size,
    name: (row) => tensors[row]!.name,
    related: {
      plan: toPlan(sight, size),
      node: () => ({
        table: sight.table('node'),
        rows: Int32Array.from(tensors, ({ producers, consumers }) => [...producers, ...consumers][0]!),
      }),
    },
    columns: {
      name: () => columnOf(size, (row) => tensors[row]!.name),
      producers: () => columnOf(size, (row) => tensors[row]!.producers.size),
      consumers: () => columnOf(size, (row) => tensors[row]!.consumers.size),
      dtypes: set((tensor) => tensor.dtypes),
      shapes: set((tensor) => tensor.shapes),
      clashing: () => columnOf(size, (row) => clashing(tensors[row]!, sight.candidate.nodes, times())),
    },
  })
}

/** Where a node without devices runs. */
const NOWHERE = ''

/** The ids of the first two nodes that give a tensor to one device at one time; a node that also reads it gives it anew. */
function clashing(
  { producers, consumers }: Tensor,
  nodes: readonly CandidateNode[],
  times: Int32Array,
): readonly string[] {
  if (producers.size < 2) return []
  const writers = new Map<Scalar, Map<number, CandidateNode>>()
  for (const row of producers) {
    if (consumers.has(row)) continue
    const node = nodes[row]!
    for (const device of node.devices ?? [NOWHERE]) {
      let before = writers.get(device)
      if (before === undefined) {
        before = new Map()
        writers.set(device, before)
      }
      const other = before.get(times[row]!)
      if (other !== undefined) return [other.id, node.id]
      before.set(times[row]!, node)
    }
  }
  return []
}

/** By row the number of the time at which a node runs: equal where phase, step and microbatch are, or are left out alike. */
function timesOf(nodes: readonly CandidateNode[]): Int32Array {
  const [phases, steps, microbatches] = [new Dictionary(), new Dictionary(), new Dictionary()]
  const chain = new Chain()
  const times = int32s(nodes.length)
  for (let row = 0; row < nodes.length; row++) {
    const { phase, step, microbatch } = nodes[row]!
    const late = chain.next(chain.next(0, phases.code(phase)), steps.code(step))
    times[row] = chain.next(late, microbatches.code(microbatch))
  }
  return times
}

/** The named tensors, in the order of their first appearance. */
function tensorsOf({ candidate }: Sight): readonly Tensor[] {
  const tensors = new Map<string, Tensor>()
  const note = (use: TensorUse, node: number, role: 'producers' | 'consumers') => {
    if (use.name === undefined) return
    let tensor = tensors.get(use.name)
    if (tensor === undefined) {
      tensor = {
        name: use.name,
        producers: new Set(),
        consumers: new Set(),
        dtypes: new Set(),
        shapes: new Set(),
      }
      tensors.set(use.name, tensor)
    }
    tensor[role].add(node)
    if (use.dtype !== undefined) tensor.dtypes.add(use.dtype)
    if (use.dims !== undefined) tensor.shapes.add(`[${use.dims.map(dimensionText).join(', ')}]`)
  }
  candidate.nodes.forEach(({ inputs, outputs }, row) => {
    if (inputs !== undefined) for (const use of inputs) note(use, row, 'consumers')
    if (outputs !== undefined) for (const use of outputs) note(use, row, 'producers')
  })
  return [...tensors.values()]
}
