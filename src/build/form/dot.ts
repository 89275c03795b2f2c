// A plan as a drawing for Graphviz, in the labels that are read back.
import type { Candidate, CandidateNode } from '../../candidate/candidate.js'
import { dotString } from '../../candidate/dot/quote.js'
import { tensorsText } from '../../candidate/dot/tensors.js'
import { wordsText } from '../../candidate/dot/words.js'
import type { Base } from '../../knowledge/base.js'
import { labelsOf } from './titles.js'

/**
 * The plan as DOT. Orders that carry nothing are dashed. What a label has no room for stands in attributes that Graphviz passes by:
 * the tensors of each node with their slices, and its words.
 */
export function planDot(
  { nodes, edges, given }: Pick<Candidate, 'nodes' | 'edges' | 'given'>,
  base: Base,
): string {
  const labels = labelsOf(base)
  return [
    'digraph plan {',
    `  words=${dotString(wordsText(given))};`,
    '  node [shape=box];',
    ...nodes.map((node) => {
      const label = `label=${dotString(labels(node).join('\\n'))}`
      return `  ${dotString(node.id)} [${[label, ...carried(node)].join(', ')}];`
    }),
    ...edges.map(({ from, to, attributes }) => {
      const isOrder = attributes?.['control'] === true
      return `  ${dotString(from)} -> ${dotString(to)}${isOrder ? ' [style=dashed, control=true]' : ''};`
    }),
    '}',
    '',
  ].join('\n')
}

const TENSORS = ['inputs', 'outputs', 'weights'] as const

/** What a node says of tensors, and its words. */
function carried(node: CandidateNode): readonly string[] {
  const attributes: string[] = []
  for (const field of TENSORS) {
    const tensors = node[field]
    if (tensors !== undefined && tensors.length > 0)
      attributes.push(`${field}=${dotString(tensorsText(tensors))}`)
  }
  const { attributes: words = {} } = node
  if (Object.keys(words).length > 0) attributes.push(`words=${dotString(wordsText(words))}`)
  return attributes
}
