// Where the texts come from that patterns are matched against.
import type { PatternTable } from './base.js'

const node = [
  'title',
  'first-line',
  'second-line',
  'line',
  'label',
  'id',
  'cluster',
  'cluster-id',
  'shape',
  'style',
  'edge-style',
  'graph',
  'comment',
]

/** The sources of each scope, beside the fields that earlier tables of the scope have filled. */
export const patternSources: Readonly<Record<PatternTable['scope'], readonly string[]>> = {
  node,
  edge: ['label', 'style'],
  plan: ['graph', 'comment', 'cluster', 'legend'],
  device: ['name'],
  dimension: ['name'],
}

/** A cell of the column `source` may name several, which are tried one after the other. */
export function sourcesOf(cell: string): readonly string[] {
  return cell
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '')
}
