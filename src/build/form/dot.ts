// A plan as a drawing for Graphviz, in the labels that are read back.
import type { Candidate } from '../../candidate/candidate.js'
import { carriedAttributes } from '../../candidate/dot/carried.js'
import { dotString } from '../../candidate/dot/quote.js'
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
      return `  ${dotString(node.id)} [${[label, ...carriedAttributes(node)].join(', ')}];`
    }),
    ...edges.map(({ from, to, attributes }) => {
      const isOrder = attributes?.['control'] === true
      return `  ${dotString(from)} -> ${dotString(to)}${isOrder ? ' [style=dashed, control=true]' : ''};`
    }),
    '}',
    '',
  ].join('\n')
}
