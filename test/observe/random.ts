// Random candidates for comparison with naive definitions.
import fc from 'fast-check'
import type { Candidate, CandidateEdge, CandidateNode } from '../../src/candidate/candidate.js'
import type { Scope } from '../../src/knowledge/base.js'
import type { Value } from '../../src/knowledge/expression.js'
import { observe } from '../../src/observe/index.js'

export function candidateOf(
  nodes: readonly CandidateNode[],
  edges: readonly (CandidateEdge | readonly [string, string])[],
  more: Partial<Candidate> = {},
): Candidate {
  return {
    input: 'test',
    format: 'plan',
    digest: '',
    problems: [],
    given: {},
    phases: {},
    nodes,
    edges: edges.map((edge) => ('from' in edge ? edge : { from: edge[0], to: edge[1] })),
    ...more,
  }
}

/** Small graphs with self-loops, copies and cycles; about half of the nodes have devices. */
export const randomCandidate = (forwardOnly = false): fc.Arbitrary<Candidate> =>
  fc.integer({ min: 1, max: 9 }).chain((size) =>
    fc
      .record({
        nodes: fc.array(
          fc.record(
            {
              devices: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }),
              layer: fc.nat({ max: 3 }),
              phase: fc.constantFrom('p', 'q'),
            },
            { requiredKeys: [] },
          ),
          { minLength: size, maxLength: size },
        ),
        edges: fc.array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), {
          maxLength: 2 * size,
        }),
      })
      .map(({ nodes, edges }) =>
        candidateOf(
          nodes.map((node, i) => ({ id: `n${i}`, ...node })),
          edges.map(([a, b]) => (forwardOnly && a > b ? [`n${b}`, `n${a}`] : [`n${a}`, `n${b}`])),
        ),
      ),
  )

/** All values of a column, row by row. */
export function column(candidate: Candidate, scope: Scope, word: string): Value[] {
  const { codes, values } = observe(candidate).tables[scope].column(word)
  return [...codes].map((code) => (code < 0 ? undefined : values[code]))
}

/** Tail and head of each edge, as rows. */
export function ends(candidate: Candidate): [number, number][] {
  const row = new Map(candidate.nodes.map((node, i) => [node.id, i]))
  return candidate.edges.map(({ from, to }) => [row.get(from)!, row.get(to)!])
}

/** reach[a][b]: a path of one or more edges leads from a to b. */
export function reachability(candidate: Candidate): boolean[][] {
  const size = candidate.nodes.length
  const reach = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
  for (const [a, b] of ends(candidate)) reach[a]![b] = true
  for (let k = 0; k < size; k++) {
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) reach[a]![b] ||= reach[a]![k]! && reach[k]![b]!
  }
  return reach
}
