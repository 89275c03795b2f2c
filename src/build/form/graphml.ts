// A plan as GraphML, for tools that read graphs as XML.
import type { Candidate, CandidateNode } from '../../candidate/candidate.js'
import type { Base } from '../../knowledge/base.js'
import { labelsOf } from './titles.js'

const texts = ['op', 'phase', 'dtype'] as const
const numbers = ['layer', 'stage', 'microbatch', 'step'] as const
const lists = ['devices', 'group'] as const

/** The plan as GraphML with the fields of nodes as data; lists are joined by spaces. */
export function planGraphml({ nodes, edges }: Pick<Candidate, 'nodes' | 'edges'>, base: Base): string {
  const labels = labelsOf(base)
  const key = (name: string, kind: 'node' | 'edge', type: string) =>
    `  <key id="${kind}.${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`
  const data = (kind: 'node' | 'edge', name: string, value: string | number) =>
    `<data key="${kind}.${name}">${escaped(String(value))}</data>`
  const ofNode = (node: CandidateNode) => [
    data('node', 'label', labels(node).join(', ')),
    ...[...texts, ...numbers].flatMap((name) =>
      node[name] === undefined ? [] : [data('node', name, node[name])],
    ),
    ...lists.flatMap((name) => (node[name] === undefined ? [] : [data('node', name, node[name].join(' '))])),
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...['label', ...texts, ...lists].map((name) => key(name, 'node', 'string')),
    ...numbers.map((name) => key(name, 'node', 'int')),
    key('tensor', 'edge', 'string'),
    key('control', 'edge', 'boolean'),
    '  <graph id="plan" edgedefault="directed">',
    ...nodes.map((node) => `    <node id="${escaped(node.id)}">${ofNode(node).join('')}</node>`),
    ...edges.map(({ from, to, tensor, attributes }) => {
      const own = [
        ...(tensor === undefined ? [] : [data('edge', 'tensor', tensor)]),
        ...(attributes?.['control'] === true ? [data('edge', 'control', 'true')] : []),
      ]
      return `    <edge source="${escaped(from)}" target="${escaped(to)}">${own.join('')}</edge>`
    }),
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => entities[character]!)
