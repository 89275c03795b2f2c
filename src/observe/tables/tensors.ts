// The tensor table: tensors that nodes name among their inputs or outputs.
import type { CandidateNode, TensorUse } from '../../candidate/candidate.js'
import type { Scalar } from '../../knowledge/expression.js'
import { asSet, columnOf } from '../columns.js'
import type { SubjectTable } from '../facts.js'
import { dimensionText } from '../shapes.js'
import { type Sight, toPlan } from '../sight.js'
import { subjectTable } from '../table.js'

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
      clashing: () => columnOf(size, (row) => clashing(tensors[row]!, sight.candidate.nodes)),
    },
  })
}

/** Where a node without devices runs. */
const NOWHERE = ''

/** The ids of the first two nodes that give a tensor to one device at one time; a node that also reads it gives it anew. */
function clashing({ producers, consumers }: Tensor, nodes: readonly CandidateNode[]): readonly string[] {
  if (producers.size < 2) return []
  const writers = new Map<Scalar, CandidateNode[]>()
  for (const row of producers) {
    if (consumers.has(row)) continue
    const node = nodes[row]!
    for (const device of node.devices ?? [NOWHERE]) {
      const before = writers.get(device)
      const other = before?.find((one) => isAtOnce(one, node))
      if (other !== undefined) return [other.id, node.id]
      if (before === undefined) writers.set(device, [node])
      else before.push(node)
    }
  }
  return []
}

function isAtOnce(a: CandidateNode, b: CandidateNode): boolean {
  return a.phase === b.phase && a.step === b.step && a.microbatch === b.microbatch
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
    for (const use of inputs ?? []) note(use, row, 'consumers')
    for (const use of outputs ?? []) note(use, row, 'producers')
  })
  return [...tensors.values()]
}
