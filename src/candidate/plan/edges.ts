// Edges of a plan document: objects, or chains such as "a -> b -> c".
import type { CandidateEdge } from '../candidate.js'
import { edgeFields, isObject } from './fields.js'
import { isPlain, readFields, readList } from './nodes.js'
import { quoted, type Report } from './problems.js'
import type { Words } from './words.js'

const MOST_EDGES = 20_000_000

/** Reads the edges, in order; a chain gives one edge for each arrow. */
export function readEdges(value: unknown, words: Words, report: Report): CandidateEdge[] {
  const edges: CandidateEdge[] = []
  const list = readList(value, 'edges', MOST_EDGES, report)
  for (let i = 0; i < list.length; i++) {
    const edge = list[i]
    if (typeof edge === 'string') {
      edges.push(...readChain(edge, i, report))
      continue
    }
    if (!isObject(edge)) {
      const expected = 'an edge { from, to } or a chain "a -> b"'
      report({
        category: 'schema',
        path: ['edges', i],
        read: quoted(edge),
        expected,
        repair: `write ${expected}`,
      })
      continue
    }
    const plain = isPlain(edge, edgeFields, words)
    const read = (
      plain ? edge : readFields(edge, edgeFields, words, ['edges', i], report)
    ) as Partial<CandidateEdge>
    if (read.from !== undefined && read.to !== undefined) edges.push(read as CandidateEdge)
    else if (!Object.hasOwn(edge, 'from') || !Object.hasOwn(edge, 'to')) {
      const repair = 'name the ids of both ends'
      report({
        category: 'schema',
        path: ['edges', i],
        read: 'an edge without both ends',
        expected: 'from and to',
        repair,
      })
    }
  }
  return edges
}

/** The edges of a chain; a chain of fewer than two ids is reported. */
function readChain(text: string, index: number, report: Report): CandidateEdge[] {
  const ids = text.split('->').map((id) => id.trim())
  if (ids.length > 1 && !ids.includes('')) return ids.slice(1).map((to, k) => ({ from: ids[k]!, to }))
  const expected = 'a chain of ids: "a -> b -> c"'
  report({
    category: 'schema',
    path: ['edges', index],
    read: quoted(text),
    expected,
    repair: `write ${expected}`,
  })
  return []
}
