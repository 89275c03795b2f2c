import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readDot } from '../../../src/candidate/dot/index.js'
import { fixtures } from './fixtures.js'
import { graphvizReads, newlinesInStrings, summarize } from './graphviz.js'
import { statements } from './random.js'

function sameAsGraphviz(text: string): void {
  const theirs = graphvizReads(text)
  const ours = readDot(text)
  assert.is(theirs.line, undefined, theirs.stderr)
  assert.equal(ours.errors, [])
  assert.equal(summarize(ours), { nodes: theirs.nodes, edges: theirs.edges })
}

for (const [name, text] of Object.entries(fixtures)) {
  test(`reads the fixture "${name}" as Graphviz does`, () => {
    assert.ok(graphvizReads(text).nodes.length > 0)
    sameAsGraphviz(text)
  })
}

test('reads random statements as Graphviz does: defaults, ports, products, reopened subgraphs, strictness', () => {
  fc.assert(fc.property(statements, sameAsGraphviz), { numRuns: 300 })
})

const insertions = '" { } [ ] ; , = < > ( ) \' \\ % . + - -> -- /* // # : node a 1 subgraph'
  .split(' ')
  .concat('\n', '\\n')

/** A fixture with one place damaged: something removed, inserted, replaced, or all behind it cut off. */
const damaged = fc
  .record({
    text: fc.constantFrom(...Object.values(fixtures)),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.constantFrom(0, 0, 1, 1, 2, 5, 1e9),
    inserted: fc.constantFrom('', '', ...insertions),
  })
  .map(({ text, at, removed, inserted }) => {
    const from = Math.floor(at * text.length)
    return text.slice(0, from) + inserted + text.slice(from + removed)
  })

test('accepts a damaged text where Graphviz does, and names the same line where it does not', () => {
  const check = (text: string): void => {
    const theirs = graphvizReads(text)
    const ours = readDot(text)
    const error = ours.errors[0]
    // A text without a graph is no error to Graphviz. What never ends is reported where it opens.
    if (theirs.line === undefined && theirs.graphs === 0) return
    if (theirs.stderr.includes('scanning') || error?.category === 'unclosed-string') return
    // What begins after the graph and never ends passes unseen in Graphviz.
    if (theirs.line === undefined && error?.expected.startsWith('a closing')) return
    if (theirs.line === undefined) {
      assert.is(error, undefined)
      assert.equal(summarize(ours), { nodes: theirs.nodes, edges: theirs.edges })
      return
    }
    assert.ok(error, theirs.stderr)
    const line = theirs.line + newlinesInStrings(text, error.line, error.column)
    // Graphviz names the line where a token of several lines ends, we name the one where it starts.
    if (line !== error.line) assert.match(text.split('\n')[error.line - 1]!.slice(error.column - 1), /^["<]/)
  }
  fc.assert(fc.property(damaged, check), { numRuns: 600 })
})

test.run()
