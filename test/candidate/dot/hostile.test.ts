import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { labelLines, looksLikeDot, readDot } from '../../../src/candidate/dot/index.js'
import { Scanner } from '../../../src/candidate/dot/scan.js'
import { fixtures } from './fixtures.js'

/** Reads a text and counts the characters that the scanner passed, forwards and back, and the tokens. */
function workOf(text: string): number {
  const { next, jump } = Scanner.prototype
  let work = 0
  Scanner.prototype.next = function (this: Scanner) {
    const from = this.pos
    next.call(this)
    work += 1 + this.pos - from
  }
  Scanner.prototype.jump = function (this: Scanner, index: number) {
    work += Math.abs(this.pos - index)
    jump.call(this, index)
  }
  try {
    readDot(text)
  } finally {
    Object.assign(Scanner.prototype, { next, jump })
  }
  return work
}

const repeated: Record<string, [start: string, part: string]> = {
  statements: ['digraph {', 'a -> b [label="x"];\n'],
  'one line': ['digraph {', 'a -> b [label="x"]; '],
  'open strings': ['digraph {', '\\" '],
  'open comments': ['digraph {', '/* '],
  'open HTML': ['digraph {', '< '],
  'lost quotes': ['digraph {', 'a [label="x];\n'],
  'lost brackets': ['digraph {', 'a [x=y\n'],
  'unquoted values': ['digraph {', 'a [label=x (y), z=3];\n'],
  'hidden values': ['digraph {', 'a [color=#fff];\n'],
  'hidden values on a line': ['digraph {', 'a [color=#fff];'],
  loops: ['digraph {', 'for i in range(3):\n'],
  'dotted names': ['digraph {', 'a.b '],
  semicolons: ['digraph {', ';'],
  braces: ['digraph {', '}'],
  brackets: ['digraph {', 'a ['],
  'literal newlines': ['digraph {', 'a -> b;\\n'],
  headers: ['', 'graph '],
  blanks: ['graph', ' '],
}

for (const [name, [start, part]] of Object.entries(repeated)) {
  test(`work is linear in the text: ${name}`, () => {
    const small = workOf(start + part.repeat(5_000))
    const large = workOf(start + part.repeat(10_000))
    assert.ok(large < 2.2 * small, `${large} / ${small}`)
  })
}

test('no text makes it throw', () => {
  const piece = fc.constantFrom(
    'digraph',
    'graph',
    'subgraph',
    '{',
    '}',
    '[',
    ']',
    '->',
    '--',
    '"',
    '<',
    '>',
    '=',
    '\\',
    '\\n',
    ';',
    ',',
    ':',
    '+',
    "'",
    '/*',
    '*/',
    '//',
    '#',
    '\n',
    ' ',
    'a',
    '1',
    '.',
    '\u0000',
    '\ufeff',
    '\ud800',
    'for i in x:',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
    fc.array(piece, { maxLength: 40 }).map((all) => `digraph { a -> b [${all.join('')}`),
  )
  const check = (t: string): void => {
    const graph = readDot(t)
    assert.ok(
      graph.errors.every((e) => e.line >= 1 && e.column >= 1 && e.repair !== '' && e.read.length <= 60),
    )
    labelLines(t, 'id')
    looksLikeDot(t)
  }
  fc.assert(fc.property(text, check), { numRuns: 1500 })
})

test('names of the prototype are plain names', () => {
  const graph = readDot(
    'digraph { node [__proto__=x]; __proto__ [constructor=y, toString=z]; __proto__ -> constructor [__proto__="e"]; subgraph cluster__proto__ { __proto__=g } }',
  )
  assert.equal(
    graph.nodes.map((n) => n.id),
    ['__proto__', 'constructor'],
  )
  assert.equal(Object.entries(graph.nodes[0]!.attributes), [
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['toString', 'z'],
  ])
  assert.is(graph.nodes[1]!.attributes.toString, undefined)
  assert.equal(Object.entries(graph.edges[0]!.attributes), [['__proto__', 'e']])
  assert.is(({} as Record<string, unknown>).x, undefined)
})

test('deep nesting is reported, not overflown', () => {
  for (const open of ['{', 'subgraph a {', 'a -> {']) {
    const graph = readDot(`digraph {${open.repeat(200_000)}`)
    assert.is(graph.errors[0]!.category, 'limit')
  }
  assert.equal(readDot(`digraph {${'{'.repeat(900)}a${'}'.repeat(900)}}`).errors, [])
})

test('short texts that mean huge graphs are reported', () => {
  const many = (prefix: string): string => Array.from({ length: 4000 }, (_, i) => prefix + i).join(' ')
  assert.is(readDot(`digraph { { ${many('a')} } -> { ${many('b')} } }`).errors[0]!.category, 'limit')
  const defaults = Array.from({ length: 10_000 }, (_, i) => `node [x${i}=1] n${i}`).join(' ')
  assert.is(readDot(`digraph { ${defaults} }`).errors[0]!.category, 'limit')
})

test('millions of subgraphs end reading before they fill the memory', () => {
  const [error] = readDot(`digraph { ${'{a} -> '.repeat(100_000)} b }`, { maxWork: 100_000 }).errors
  assert.is(error!.category, 'limit')
  assert.is(error!.expected, 'no more than 100000 attributes, edges and subgraphs')
})

test('a label of 20 MB is a label', () => {
  const label = 'line\\n'.repeat(20e6 / 6)
  const graph = readDot(`digraph { a [label="${label}"] }`)
  assert.equal(graph.errors, [])
  assert.is(labelLines(graph.nodes[0]!.attributes.label!, 'a').length, Math.floor(20e6 / 6))
})

test('no more errors are recorded than asked for', () => {
  const text = `digraph {\n${'a (\n'.repeat(1000)}c -> d }`
  assert.is(readDot(text).errors.length, 50)
  assert.is(readDot(text, { maxErrors: 3 }).errors.length, 3)
  assert.equal(
    readDot(text).edges.map((e) => e.from),
    ['c'],
  )
})

test('every beginning of a text can be read', () => {
  for (const text of Object.values(fixtures)) {
    for (let i = 0; i < text.length; i++) readDot(text.slice(0, i))
  }
})

test.run()
