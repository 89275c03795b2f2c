import { spawnSync } from 'node:child_process'
import { type DotGraph, isHtml } from '../../../src/candidate/dot/index.js'

/** What a reader found in a text, in a form that can be compared; edges are sorted, nodes in order. */
export interface Summary {
  nodes: string[]
  edges: string[]
}

const program = `
BEG_G {
  string a;
  node_t n;
  edge_t e;
  for (n = fstnode($G); n; n = nxtnode(n)) {
    printf("\\001N\\002%s", n.name);
    for (a = fstAttr($G, "N"); a != ""; a = nxtAttr($G, "N", a)) printf("\\002%s\\003%s", a, aget(n, a));
    for (e = fstout(n); e; e = nxtout(e)) {
      printf("\\001E\\002%s\\002%s", e.tail.name, e.head.name);
      for (a = fstAttr($G, "E"); a != ""; a = nxtAttr($G, "E", a)) printf("\\002%s\\003%s", a, aget(e, a));
    }
  }
  printf("\\001G");
}
`

/** Reads a text with Graphviz. `line` is the line of its first syntax error; `graphs` counts what it could read. */
export function graphvizReads(
  text: string,
): Summary & { line: number | undefined; graphs: number; stderr: string } {
  const run = spawnSync('gvpr', [program], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.error !== undefined) {
    throw new Error(
      `Graphviz is needed to run these tests (gvpr: ${run.error.message}); install the package graphviz`,
    )
  }
  const nodes: string[] = []
  const edges: string[] = []
  let graphs = 0
  for (const record of run.stdout.split('\u0001').slice(1)) {
    if (record === 'G') graphs++
    if (graphs > 0) continue
    const [kind, ...fields] = record.split('\u0002')
    const ends = kind === 'N' ? 1 : 2
    const attributes = fields.slice(ends).map((field) => field.split('\u0003') as [string, string])
    const shown = [...fields.slice(0, ends), ...showAttributes(attributes)].join(' | ')
    if (kind === 'N') nodes.push(shown)
    else edges.push(shown)
  }
  const line = /syntax error in line (\d+)/.exec(run.stderr)?.[1]
  return {
    nodes,
    edges: edges.sort(),
    line: line === undefined ? undefined : Number(line),
    graphs,
    stderr: run.stderr,
  }
}

/** The same of what our reader found: without values that are empty, which Graphviz cannot tell from absent ones. */
export function summarize(graph: DotGraph): Summary {
  const plain = (value: string): string => (isHtml(value) ? value.slice(1, -1) : value)
  const show = (attributes: DotGraph['attributes']): string[] =>
    showAttributes(Object.entries(attributes).map(([name, value]) => [plain(name), plain(value)]))
  return {
    nodes: graph.nodes.map((node) => [plain(node.id), ...show(node.attributes)].join(' | ')),
    edges: graph.edges
      .map((edge) => [plain(edge.from), plain(edge.to), ...show(edge.attributes)].join(' | '))
      .sort(),
  }
}

/** Ports are shown by Graphviz as attributes, too; `key` is no attribute of an edge there. */
function showAttributes(attributes: [string, string][]): string[] {
  return attributes
    .filter(([name, value]) => value !== '' && name !== 'key')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
}

/**
 * How many newlines stand in quoted strings before a place. This Graphviz does not count them in the lines that it
 * reports, so they are added to compare lines.
 */
export function newlinesInStrings(text: string, line: number, column: number): number {
  const stop =
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
    (line > 1 ? 1 : 0) +
    column -
    1
  const token = /"(?:[^"\\]|\\[\s\S])*"?|\/\/.*|#.*|\/\*[\s\S]*?(?:\*\/|$)|<|[\s\S]/y
  let count = 0
  while (token.lastIndex < stop) {
    const at = token.lastIndex
    const read = token.exec(text)![0]
    if (read === '<') token.lastIndex = endOfHtml(text, at)
    // A backslash before a newline is counted by Graphviz, as is a newline that starts a string.
    else if (read.startsWith('"')) count += (read.replace(/\\\n/g, '').match(/\n/g) ?? []).length
  }
  return count
}

function endOfHtml(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '<') depth++
    else if (text[i] === '>' && --depth === 0) return i + 1
  }
  return text.length
}
