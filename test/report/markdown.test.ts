import * as fc from 'fast-check'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { markdownReport } from '../../src/report/markdown.js'
import { codeSpan, escapeMarkdown } from '../../src/report/markdown-escape.js'
import { plain } from '../../src/report/plain.js'
import { finding, result, verdict } from './verdict.js'

interface Node {
  readonly type: string
  readonly value?: string
  readonly children?: readonly Node[]
}

const markdown = unified().use(remarkParse).use(remarkGfm).freeze()
const parse = (text: string): Node => markdown.parse(text) as Node
const text = ({ value = '', children = [] }: Node): string => value + children.map(text).join('')
const types = ({ type, children = [] }: Node): string[] => [type, ...children.flatMap(types)]
const nasty = fc.string({
  unit: fc.constantFrom(
    ...'`*_[]()<>#|~^$!\\&;:/@.-+= \n\tab1'.split(''),
    'http://',
    'www.',
    '&lt;',
    '@me',
    '#12',
    '\u202e',
  ),
})

test('escaped text comes out as it went in, and is nothing but text', () => {
  fc.assert(
    fc.property(nasty, (value) => {
      const shown = plain(value).trim().replace(/ +/g, ' ')
      fc.pre(shown !== '')
      const tree = parse(`said: ${escapeMarkdown(shown)} end`)
      assert.equal(new Set(types(tree)), new Set(['root', 'paragraph', 'text']))
      assert.is(text(tree).replaceAll('\u200b', ''), `said: ${shown} end`)
    }),
    { numRuns: 1000 },
  )
})

test('a code span holds its text, whatever that is', () => {
  fc.assert(
    fc.property(nasty, (value) => {
      const shown = plain(value)
      fc.pre(shown.trim() !== '' && !shown.includes('|'))
      const tree = parse(`see ${codeSpan(value)} there`)
      const code = tree.children?.[0]?.children?.find(({ type }) => type === 'inlineCode')
      assert.is(code?.value, shown)
    }),
    { numRuns: 1000 },
  )
})

test('a report is headings and lists, with the same content whatever the labels are', async () => {
  const shape = async (label: string) => {
    const hostile = { ...finding, message: label, subjects: [label], count: 1 }
    const report = await markdownReport(verdict({ ...result, input: label, findings: [hostile] }), true, {
      width: 100,
      colour: true,
    })
    return types(parse(report)).join(' ')
  }
  const expected = await shape('label')
  for (const label of [
    '**a**',
    '<b>x</b>',
    '[x](javascript:alert(1))',
    '# h',
    '- a',
    '```',
    '![i](http://x/y.png)',
    '@me #1',
  ]) {
    assert.is(await shape(label), expected, label)
  }
})

test.run()
