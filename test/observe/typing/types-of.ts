// What is inferred of a plan, as texts that two drawings of it share.
import type { Candidate, CandidateNode } from '../../../src/candidate/candidate.js'
import { edgeEnds } from '../../../src/candidate/ends.js'
import { readPlanDocument } from '../../../src/candidate/plan/index.js'
import { buildGraph } from '../../../src/observe/graph.js'
import { inferTypes } from '../../../src/observe/types/infer.js'
import type { Inferred } from '../../../src/observe/types/inference.js'
import type { Type } from '../../../src/observe/types/types.js'
import { base } from '../../build/plans.js'

interface Typing {
  /** A line for each tensor on each device: how it lies. Lines of one value carry one number. */
  readonly tensors: readonly string[]
  /** What is wrong, by the ids of nodes without those of ranks. */
  readonly conflicts: readonly string[]
  readonly untyped: readonly string[]
}

/** Types a plan. */
export const typingOf = (plan: object): Typing => typingOfCandidate(readPlanDocument(plan, 'plan', base))

/** Types a candidate that gives weights. */
export function typingOfCandidate(candidate: Candidate): Typing {
  const { nodes, edges } = candidate
  const inferred = inferTypes(candidate, buildGraph(nodes.length, edgeEnds(nodes, edges)), base)!
  const lines = candidate.nodes.flatMap((node, row) => linesOf(inferred, node, row))
  const conflicts = [...inferred.conflicts].map(([row, { kind }]) => `${idOf(nodes[row]!)} ${kind}`)
  const untyped = nodes.filter((_, row) => inferred.state[row] === 2).map(idOf)
  return { tensors: numbered(lines), conflicts: distinct(conflicts), untyped: distinct(untyped) }
}

interface Line {
  readonly text: string
  readonly value: number
}

function linesOf({ wires, types, values, rules }: Inferred, node: CandidateNode, row: number): Line[] {
  const devices = node.devices ?? []
  return (node.outputs ?? []).flatMap(({ name }, output) =>
    devices.map((device, place) => {
      const at = wires.start[row]! + output * devices.length + place
      const when = [node.phase, node.microbatch ?? '', node.step ?? ''].join(' ')
      return {
        text: `${when} ${idOf(node)} ${name} on ${device}: ${typeText(rules.types, rules.types.get(types[at]!))}`,
        value: values[at]!,
      }
    }),
  )
}

function typeText(types: Inferred['rules']['types'], { extents, partial }: Type): string {
  const text = (set: number): string => {
    if (!types.isCopies(set)) return types.text(set)
    const { rows, home, experts } = types.copiesOf(set)
    return `copies of ${types.text(rows)}, home ${types.text(home.set)}, experts ${experts && types.text(experts.set)}`
  }
  const lie = extents.map(({ name, size, set }) => `${name} ${text(set)} of ${size}`).join('; ')
  if (partial === undefined) return lie
  const terms = partial.terms.map((term) =>
    term.map(({ space, needed, part }) => `${space} ${text(part)} of ${text(needed)}`).join(', '),
  )
  return `${lie} partial ${partial.by} ${terms.join(' + ')}`
}

/** Sorted by text; values numbered in that order, as their own numbers are drawn in that of the visits. */
function numbered(lines: readonly Line[]): string[] {
  const numbers = new Map<number, number>()
  return [...lines]
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ text, value }) => {
      const number = numbers.get(value) ?? numbers.size
      numbers.set(value, number)
      return `${text} #${number}`
    })
}

const idOf = ({ id }: CandidateNode): string => id.replace(/_r\d+(?=$|_again)/, '')

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort()
