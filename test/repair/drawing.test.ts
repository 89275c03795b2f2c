// Drawings are edited in place: all bytes but those of the statements that change stay as they are.
import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readDot } from '../../src/candidate/dot/index.js'
import { fix } from '../../src/index.js'

const repaired = async (text: string) => (await fix(text, { atMost: 'safe' })).results[0]!

const drawing = `// A plan that somebody drew.
digraph plan {
  rankdir=LR;  # left to right
  node [shape=box style=filled];
  tokens [label="Input tokens\\nGPU: 0"]
  subgraph cluster_0 {
    label="Layer 0";
    a   [label="Layer 0 Attention\\nGPU: 0" color=red]; // attention
    norm [label="Layer 0 Norm\\nGPU: 1" /* on the other */ ];
  }
  logits [label="Output logits\\nGPU: 1"]
  tokens -> a -> norm  [color=blue]
  norm -> logits
  norm -> logits [style=dashed];
}
`

test('a new node stands in the subgraph of its neighbour and looks like it; remarks and style stay', async () => {
  const { corrected, diff, outcome, fixes, patch } = await repaired(drawing)
  assert.not.equal(outcome, 'rejected')
  assert.equal(fixes.map(({ rule }) => rule).sort(), ['comm/explicit-transfer', 'graph/duplicate-edge'])
  assert.is(patch, undefined)
  assert.is(
    corrected,
    drawing
      .replace(
        '// attention\n',
        '// attention\n    a_transfer_norm [label="Transfer\\nGPU: 0, 1" color=red];\n',
      )
      .replace(
        'tokens -> a -> norm  [color=blue]\n',
        'tokens -> a [color=blue]\n  a -> a_transfer_norm [color=blue]\n  a_transfer_norm -> norm [color=blue]\n',
      )
      .replace('  norm -> logits [style=dashed];\n', ''),
  )
  assert.match(diff, '\n+    a_transfer_norm [')
  const graph = readDot(corrected!)
  assert.equal(graph.errors, [])
  assert.equal(graph.nodes.find(({ id }) => id === 'a_transfer_norm')!.clusters, ['cluster_0'])
})

test('one communication that several use is drawn once for each use', async () => {
  const text = `digraph {
  tokens [label="Input tokens\\nGPU: 0-1"]; logits [label="Output logits\\nGPU: 0-1"];
  p0 [label="Layer 0 Output Projection\\nGPU: 0-1"]; n0 [label="Layer 0 Norm\\nGPU: 0-1"];
  p1 [label="Layer 1 Output Projection\\nGPU: 0-1"]; n1 [label="Layer 1 Norm\\nGPU: 0-1"];
  sum [label="All-Reduce\\nGPU: 0-1"];
  tokens -> p0; p0 -> n0; n0 -> p1; p1 -> n1; n1 -> logits;
  p0 -> sum; sum -> p0; p1 -> sum; sum -> p1;
}
`
  const { corrected, outcome } = await repaired(text)
  assert.not.equal(outcome, 'rejected')
  const { edges } = readDot(corrected!)
  assert.equal(edges.map(({ from, to }) => `${from} -> ${to}`).sort(), [
    'n0 -> p1',
    'n1 -> logits',
    'p0 -> sum',
    'p1 -> p1_all_reduce',
    'p1_all_reduce -> n1',
    'sum -> n0',
    'tokens -> p0',
  ])
})

test('a dangling node takes the edges that all of its kind have, and none where they differ', async () => {
  const open = (more: string) => `digraph {
  tokens [label="Input tokens\\nGPU: 0-2"]; logits [label="Output logits\\nGPU: 0-2"]
  a0 [label="Layer 0 Norm\\nGPU: 0"]; a1 [label="Layer 0 Norm\\nGPU: 1"]; a2 [label="Layer 0 Norm\\nGPU: 2"]
  sum [label="Layer 0 All-Reduce\\nGPU: 0-2"]
  tokens -> {a0 a1 a2}
  a0 -> sum
  sum -> logits${more}
}
`
  const { corrected } = await repaired(open(''))
  const leadTo = readDot(corrected!).edges.filter(({ to }) => to === 'sum')
  assert.equal(leadTo.map(({ from }) => from).sort(), ['a0', 'a1', 'a2'])
  const differ = open('\n  other [label="Layer 0 All-Gather\\nGPU: 0-2"]\n  a1 -> other -> logits')
  const { reasons, corrected: same } = await repaired(differ)
  assert.is(same, differ)
  assert.ok(reasons.some(({ rule }) => rule === 'graph/no-successor'))
})

test('an unreadable drawing is given back as it was', async () => {
  const text = 'digraph { a -> }'
  const { outcome, corrected, fixes } = await repaired(text)
  assert.equal([outcome, corrected, fixes], ['unreadable', text, []])
})

const gap = fc.constantFrom(' ', '\n', '\n  ', ' /* remark */ ', '\n  // remark\n  ', '\t')
const end = fc.constantFrom('', ';')
const list = fc.constantFrom('', ' [color=red]', '[style=dashed, color="#aabbcc"]')

test('taking out repeated edges leaves all other bytes', async () => {
  const statement = fc.tuple(fc.nat(3), fc.nat(3), gap, list, end)
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 8 }), async (statements) => {
      const edges = statements
        .filter(([a, b]) => a !== b)
        .map(([a, b, before, attributes, close]) => ({
          ends: a < b ? `n${a} -> n${b}` : `n${b} -> n${a}`,
          text: `${before}${a < b ? `n${a} -> n${b}` : `n${b} -> n${a}`}${attributes}${close}`,
          before,
        }))
      const head =
        'digraph x { tokens [label="Input tokens"]; out [label="Output"]; n0; n1; n2; n3; tokens -> n0; n3 -> out;'
      const text = `${head}${edges.map((edge) => edge.text).join('')}\n}`
      const { corrected } = await repaired(text)
      const shown = readDot(corrected!)
      assert.equal(shown.errors, [])
      assert.is(new Set(shown.edges.map(({ from, to }) => `${from} ${to}`)).size, shown.edges.length)
      assert.ok(corrected!.startsWith(head))
      // What is left is the text without some statements, in its order.
      let at = 0
      for (const line of corrected!
        .slice(head.length)
        .split(/\s+/)
        .filter((word) => word !== '')) {
        const found = text.indexOf(line, at)
        assert.ok(found >= 0, `${line} is new`)
        at = found
      }
      const remarks = (of: string) => of.split('remark').length
      assert.is(remarks(corrected!), remarks(text))
    }),
    { numRuns: 40, endOnFailure: true },
  )
})

test.run()
