import type { Graph, NodeKind } from './graph.js'

const shapes: Readonly<Record<NodeKind, string>> = {
  word: 'box',
  table: 'cylinder',
  formula: 'triangle',
  selector: 'diamond',
  rule: 'ellipse',
}

/** The graph as DOT, a cluster a stratum, for tools that draw better than we do. */
export function dotOf({ strata, nodes, edges }: Graph): string {
  const clusters = strata.flatMap(({ id, title }) => {
    const own = nodes.filter(({ stratum }) => stratum === id)
    if (own.length === 0) return []
    return [
      `  subgraph ${quoted(`cluster ${id}`)} {`,
      `    label=${quoted(title)}`,
      ...own.map(
        (node) =>
          `    ${quoted(node.id)} [label=${quoted(node.name)}, shape=${shapes[node.kind]}, tooltip=${quoted(node.title)}]`,
      ),
      '  }',
    ]
  })
  const arrows = edges.map(
    ({ from, to, kind }) =>
      `  ${quoted(from)} -> ${quoted(to)}${kind === 'requires' ? ' [style=dashed]' : ''}`,
  )
  return `${['digraph knowledge {', '  rankdir=RL', ...clusters, ...arrows, '}'].join('\n')}\n`
}

const quoted = (text: string): string =>
  `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, ' ')}"`
