// What a drawing carries of a plan beside its labels, in attributes that Graphviz passes by: tensors, slices and words.
import type { Base } from '../../knowledge/base.js'
import type { Candidate, CandidateNode, SectionValue } from '../candidate.js'
import { carriesAny, TENSORS, WORDS } from '../dot/carried.js'
import type { DotGraph } from '../dot/index.js'
import { readTensorList } from '../dot/tensors.js'
import { readWordList } from '../dot/words.js'
import { givenWords } from '../plan/words.js'

type Drawn = Pick<Candidate, 'given' | 'phases' | 'nodes' | 'edges'>

/** A drawing with what its attributes carry: they are exact, and go before what labels say. */
export function withCarriedPlan(drawn: Drawn, graph: DotGraph, base: Base): Drawn {
  const words = givenWords(base, 'node')
  const said = graph.attributes[WORDS]
  const given =
    said === undefined ? drawn.given : mixed(drawn.given, readWordList(said, givenWords(base, 'plan')))
  if (!graph.nodes.some(({ attributes }) => carriesAny(attributes))) return { ...drawn, given }
  const nodes = drawn.nodes.map((node, row) => {
    const { attributes } = graph.nodes[row]!
    if (!carriesAny(attributes)) return node
    const filled: { -readonly [Key in keyof CandidateNode]: CandidateNode[Key] } = { ...node }
    for (const field of TENSORS) {
      const written = attributes[field]
      const tensors = written === undefined ? undefined : readTensorList(written)
      if (tensors !== undefined) filled[field] = tensors
    }
    const own = attributes[WORDS]
    if (own !== undefined) filled.attributes = mixed(node.attributes ?? {}, readWordList(own, words))
    return filled
  })
  return { ...drawn, given, nodes }
}

function mixed(
  before: Readonly<Record<string, SectionValue>>,
  after: Readonly<Record<string, SectionValue>>,
): Readonly<Record<string, SectionValue>> {
  return Object.assign(Object.create(null), before, after) as Readonly<Record<string, SectionValue>>
}
