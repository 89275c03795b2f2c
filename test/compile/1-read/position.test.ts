// Wherever a fence stands and however its scalar is written, a place in the scalar is found on the page.
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Document, parseDocument, Scalar } from 'yaml'
import { readPage } from '../../../src/compile/1-read/index.js'
import { Diagnostics } from '../../../src/compile/diagnostic.js'

const styles = [
  Scalar.PLAIN,
  Scalar.QUOTE_SINGLE,
  Scalar.QUOTE_DOUBLE,
  Scalar.BLOCK_FOLDED,
  Scalar.BLOCK_LITERAL,
] as const

/** Ways to hold a fence: what stands before its first line and before the others. */
const containers = [
  ['', ''],
  ['> ', '> '],
  ['- ', '  '],
  ['1. > - ', '   >   '],
] as const

// One character, as a longer mark may be broken over two lines.
const mark = '§'

const piece = fc.stringMatching(/^[ -~]{0,12}$/)

const cases = fc.record({
  before: fc.array(piece, { maxLength: 12 }),
  after: fc.array(piece, { maxLength: 6 }),
  style: fc.constantFrom(...styles),
  container: fc.constantFrom(...containers),
  lineWidth: fc.constantFrom(20, 40, 80),
  separator: fc.constantFrom(' ', '\n', " '' ", ' "" ', ' \\ ', '\t', '\u00e9'),
})

test('a mark in a scalar is found on its line and column', () => {
  fc.assert(
    fc.property(cases, ({ before, after, style, container, lineWidth, separator }) => {
      const value = [...before, mark, ...after].join(separator)
      const scalar = new Scalar(value)
      scalar.type = style
      const yaml = new Document({ first: 'x', second: scalar }).toString({ lineWidth }).trimEnd()
      // The library cannot write every text in every style.
      fc.pre(parseDocument(yaml).get('second') === value)
      const fence = ['```yaml selector', ...yaml.split('\n'), '```']
      const lines = ['Prose.', '', ...fence.map((line, index) => container[index === 0 ? 0 : 1] + line)]
      const content = `${lines.join('\n')}\n`
      const text = { name: 'kb/page.md', lines: content.split('\n') }
      const diagnostics = new Diagnostics()
      const page = readPage({ text, content, stratum: '00_base' }, diagnostics)
      assert.equal(diagnostics.sorted(), [])
      const { data } = page.sections[0]!.blocks[0]!
      const read = (data.value as { second: string }).second
      const start = read.indexOf(mark)
      const { line, column } = data.whereIn(['second'], start, start + 1)
      assert.is(text.lines[line - 1]!.slice(column - 1, column), mark)
    }),
    { numRuns: 400 },
  )
})

test.run()
