// A plan as a drawing for Graphviz, in the labels that are read back.
import type { Candidate } from '../../candidate/candidate.js'
import { dotString } from '../../candidate/dot/quote.js'
import type { Base } from '../../knowledge/base.js'
import { labelsOf } from './titles.js'

/** The plan as DOT. Orders that carry nothing are dashed. */
export function planDot({ nodes, edges }: Pick<Candidate, 'nodes' | 'edges'>, base: Base): string {
  const labels = labelsOf(base)
  return [
    'digraph plan {',
    '  node [shape=box];',
    ...nodes.map((node) => `  ${dotString(node.id)} [label=${dotString(labels(node).join('\\n'))}];`),
    ...edges.map(({ from, to, attributes }) => {
      const isOrder = attributes?.['control'] === true
      return `  ${dotString(from)} -> ${dotString(to)}${isOrder ? ' [style=dashed, control=true]' : ''};`
    }),
    '}',
    '',
  ].join('\n')
}
