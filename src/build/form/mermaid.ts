// A plan as a Mermaid flowchart.
import type { Candidate } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import { labelsOf } from './titles.js'

/** The plan as a flowchart. Ids of nodes are numbers there, since some words are keywords; labels tell what they are. */
export function planMermaid({ nodes, edges }: Pick<Candidate, 'nodes' | 'edges'>, base: Base): string {
  const labels = labelsOf(base)
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]))
  return [
    'flowchart TD',
    ...nodes.map(
      (node) => `  ${ids.get(node.id)}["${[node.id, ...labels(node)].map(escaped).join('<br/>')}"]`,
    ),
    ...edges.map(
      ({ from, to, attributes }) =>
        `  ${ids.get(from)} ${attributes?.['control'] === true ? '-.->' : '-->'} ${ids.get(to)}`,
    ),
    '',
  ].join('\n')
}

/** Text between double quotes of a flowchart: characters that end or mark it up are written as entities. */
const escaped = (text: string): string =>
  text.replaceAll(/[#"&<>[\]`]/g, (character) => `#${character.codePointAt(0)};`)
