import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type DotErrorCategory, readDot } from '../../../src/candidate/dot/index.js'

interface Broken {
  text: string
  /** Line and category of the first error. */
  error: [line: number, category: DotErrorCategory]
  /** What is read nevertheless: the nodes and the edges, `a>b`. */
  nodes: string
  edges: string
}

const broken: Record<string, Broken> = {
  'brace missing at the end': {
    text: 'digraph G {\n a -> b;\n subgraph cluster_x { c -> d;\n e -> f;\n}\n',
    error: [6, 'missing-brace'],
    nodes: 'a b c d e f',
    edges: 'a>b c>d e>f',
  },
  'brace too many': {
    text: 'digraph G {\n a -> b;\n subgraph x { c; }\n }\n d -> e;\n}\n',
    error: [5, 'missing-brace'],
    nodes: 'a b c d e',
    edges: 'a>b d>e',
  },
  'no brace after the name': {
    text: 'digraph G\n rankdir=TB;\n a -> b\n}\n',
    error: [2, 'missing-brace'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'cut inside a string': {
    text: 'digraph G {\n a [label="x"];\n a -> b;\n c [label="some te',
    error: [4, 'unclosed-string'],
    nodes: 'a b c',
    edges: 'a>b',
  },
  'cut inside a list': {
    text: 'digraph G {\n a -> b;\n c [label=',
    error: [3, 'missing-brace'],
    nodes: 'a b c',
    edges: 'a>b',
  },
  'quote lost in the middle': {
    text: 'digraph G {\n a [label="x];\n b [label="y"];\n a -> b;\n c [label="z"];\n b -> c;\n}\n',
    error: [3, 'unclosed-string'],
    nodes: 'a b c',
    edges: 'a>b b>c',
  },
  'quote lost in the middle, lines before the next': {
    text: 'digraph G {\n a [label="x\nGPU: 0];\n\n\n b [label="y"];\n a -> b;\n}\n',
    error: [6, 'unclosed-string'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'quotes inside a string': {
    text: 'digraph G {\n a [label="say "hi" now", shape=box];\n a -> b;\n}\n',
    error: [2, 'stray-quote'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'quote before the header': {
    text: '\n"\ndigraph G {\n a [label="x"];\n a -> b;\n}\n',
    error: [2, 'stray-quote'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'fence of Markdown': {
    text: '```dot\ndigraph G {\n a -> b;\n}\n```\n',
    error: [1, 'stray-quote'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'values without quotes': {
    text: 'digraph G {\n a [label=Foo (x), y, shape=box];\n b [label=In: [1,2], color=red];\n a -> b;\n}\n',
    error: [2, 'unquoted-value'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'opening quote lost': {
    text: 'digraph G {\n a [label=Mix\\nOven: 0", shape=box];\n b [label="B"];\n a -> b;\n}\n',
    error: [2, 'unquoted-value'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'list without quotes': {
    text: 'digraph G {\n a [label="A"];\n a -> b [sizes=[4, 5], color=red];\n}\n',
    error: [3, 'unquoted-value'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'colour that is a comment': {
    text: 'digraph G {\n a [color=#ff0000];\n b [color=#00ff00, label="B"];\n bgcolor=#fff;\n a -> b;\n}\n',
    error: [3, 'unquoted-value'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'graph name without quotes': {
    text: 'digraph my-graph {\n a -> b\n}\n',
    error: [1, 'unquoted-value'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'node names without quotes': {
    text: 'digraph {\n b.x -> c/d;\n c/d -> e\n}\n',
    error: [2, 'unquoted-value'],
    nodes: 'b.x c/d e',
    edges: 'b.x>c/d c/d>e',
  },
  'header lost': {
    text: '// made by hand\n\n  a [label="A"];\n  a -> b;\n}\n',
    error: [3, 'lost-header'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'header lost before settings': {
    text: 'rankdir=TB;\nnode [shape=box];\na -> b;\n',
    error: [1, 'lost-header'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'header damaged': {
    text: 'diagraph G {\n a -> b\n}\n',
    error: [1, 'lost-header'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'newlines written as two characters': {
    text: 'digraph G {\\n  // note\\n  a [label="x\\ny"];\\n  a -> b;\\n}\\n',
    error: [1, 'literal-newline'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'newlines and quotes escaped, behind a comment': {
    text: '// graph\\ndigraph G {\\n  a [label=\\"x\\"];\\n  a -> b;\\n}\\n',
    error: [1, 'literal-newline'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'one newline written as two characters': {
    text: 'digraph G {\n a -> b;\\n c -> d;\n // a\\nb\n d -> e;\n}\n',
    error: [2, 'literal-newline'],
    nodes: 'a b c d e',
    edges: 'a>b c>d d>e',
  },
  'loop of Python': {
    text: 'digraph G {\n a -> b;\n for i in range(4):\n  c -> d;\n}\n',
    error: [3, 'pseudo-code'],
    nodes: 'a b c d',
    edges: 'a>b c>d',
  },
  'loop of C': {
    text: 'digraph G {\n a -> b;\n for (i = 0; i < 4; i++) {\n  c -> d;\n }\n e -> f;\n}\n',
    error: [3, 'pseudo-code'],
    nodes: 'a b c d e f',
    edges: 'a>b c>d e>f',
  },
  ellipsis: {
    text: 'digraph G {\n a -> b;\n ...\n c -> d;\n}\n',
    error: [3, 'pseudo-code'],
    nodes: 'a b c d',
    edges: 'a>b c>d',
  },
  'expressions as values': {
    text: 'digraph G {\n a [label="x %d" % i];\n b [label=f"{i}"];\n a -> b;\n}\n',
    error: [2, 'pseudo-code'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'list comprehension': {
    text: 'digraph G {\n {rank=same; [f"n{i}" for i in range(4)]}\n a -> b;\n}\n',
    error: [2, 'pseudo-code'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'HTML without its brackets': {
    text: 'digraph G {\n a [label=<B>x</B><BR/>y, shape=box];\n a -> b;\n}\n',
    error: [2, 'html-label'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'attribute name lost': {
    text: 'digraph G {\n a [="x" color=red];\n b [label "x"];\n a -> b;\n}\n',
    error: [2, 'corrupted-token'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'bracket lost': {
    text: 'digraph G {\n a [label="x";\n b [label="y"];\n a -> b;\n}\n',
    error: [3, 'corrupted-token'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'wrong arrows': {
    text: 'digraph G {\n a -- b;\n c => d;\n e --> f;\n g ->;\n h -> i;\n}\n',
    error: [2, 'corrupted-token'],
    nodes: 'a b c d e f h i',
    edges: 'a>b c>d e>f h>i',
  },
  'program that writes a graph': {
    text: 'import graphviz\n\ndot = graphviz.Digraph("G")\ndot.edge("a", "b")\n',
    error: [1, 'not-dot'],
    nodes: '',
    edges: '',
  },
  'answer around a graph': {
    text: 'Here is the graph:\n\ndigraph G {\n a -> b;\n}\n\nIt has two nodes.\n',
    error: [1, 'not-dot'],
    nodes: 'a b',
    edges: 'a>b',
  },
  'no graph at all': { text: '# nothing\n', error: [2, 'lost-header'], nodes: '', edges: '' },
  'second graph broken': {
    text: 'digraph { a }\ndigraph {\n b -> }\n',
    error: [3, 'corrupted-token'],
    nodes: 'a',
    edges: '',
  },
}

for (const [name, { text, error, nodes, edges }] of Object.entries(broken)) {
  test(name, () => {
    const graph = readDot(text)
    const first = graph.errors[0]!
    assert.equal([first.line, first.category], error)
    assert.match(first.repair, /^(?:[a-z]|DOT ).*[^.]$/)
    assert.is(graph.nodes.map((node) => node.id).join(' '), nodes)
    assert.is(graph.edges.map((edge) => `${edge.from}>${edge.to}`).join(' '), edges)
  })
}

test('a value without quotes is read as it was meant', () => {
  const graph = readDot(
    'digraph {\n a [label=Foo (x), y, shape=box];\n b [label=<B>x</B>y, w=1];\n c [color=#fff];\n}',
  )
  assert.equal({ ...graph.nodes[0]!.attributes }, { label: 'Foo (x), y', shape: 'box' })
  assert.is(graph.nodes[1]!.attributes.label, '<B>x</B>y')
  assert.is(graph.nodes[2]!.attributes.color, '#fff')
})

test('lines count the newlines in strings and comments', () => {
  const error = readDot('digraph {\n a [label="x\ny\nz"]; /*\n*/\n b (\n}\n').errors[0]!
  assert.equal([error.line, error.column, error.read], [6, 4, '('])
})

test.run()
