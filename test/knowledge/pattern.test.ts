import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { growthOf, startFilter } from '../../src/knowledge/pattern/cost.js'
import { findLinear } from '../../src/knowledge/pattern/linear.js'
import { programOf } from '../../src/knowledge/pattern/program.js'
import { readPattern } from '../../src/knowledge/pattern/syntax.js'
import { toSource } from '../../src/knowledge/pattern/tree.js'
import { checkPattern, compilePattern, textLimit } from '../../src/knowledge/pattern.js'

const refused: [pattern: string, says: RegExp][] = [
  ['(a)\\1', /backreference.*character 4/],
  ['\\k<x>', /backreference/],
  ['a(?=b)', /lookaround.*character 2/],
  ['(?<!b)a', /lookaround/],
  ['(?<name>a)', /groups are written/],
  ['(?i)a', /groups are written/],
  ['(a', /never closed.*character 1/],
  ['a)', /closes nothing.*character 2/],
  ['[a', /never closed/],
  ['*a', /nothing to repeat/],
  ['a**', /repeats a repetition/],
  ['a++', /repeats a repetition/],
  ['(a*)*', /can be empty/],
  ['^*', /can be empty/],
  ['a{3,2}', /wrong order/],
  ['a{2000}', /more than 1000/],
  ['(?:a{900}){900}', /too large/],
  ['[z-a]', /backwards/],
  ['[a-\\d]', /range/],
  ['[[:alpha:]]', /classes are written/],
  ['\\q', /means nothing/],
  ['a\\', /escapes nothing/],
  ['\\u{110000}', /no such character/],
  ['('.repeat(60), /nests deeper/],
  ['a'.repeat(5000), /longer than/],
]

for (const [pattern, says] of refused) {
  test(`refused: ${pattern.slice(0, 20)}`, () => {
    assert.match(checkPattern(pattern) ?? '', says)
    assert.throws(() => compilePattern(pattern), says)
  })
}

const found: [pattern: string, text: string, groups: (string | undefined)[] | null][] = [
  ['rms ?norm', 'An RMSNorm', ['RMSNorm']],
  ['gpu[ _-]?(\\d+)', 'on GPU_12', ['GPU_12', '12']],
  ['(a)|(b)', 'xB', ['B', undefined, 'B']],
  ['^layer', 'a layer', null],
  ['a{2}', 'caab', ['aa']],
  ['{x}', 'a {x} b', ['{x}']],
  ['\\bhead\\b', 'lm head', ['head']],
  ['[^a-z]é', 'à É', [' É']],
  ['a.c', 'a\nc', null],
  ['a|', 'b', ['']],
  ['[\\]-]+', 'a]-]', [']-]']],
  ['→ ?(\\S+)', 'a → 😀', ['→ 😀', '😀']],
  ['\\x41\\u0042\\t', 'ab\t', ['ab\t']],
]

for (const [pattern, text, groups] of found) {
  test(`${pattern} in ${JSON.stringify(text)}`, () => {
    assert.is(checkPattern(pattern), undefined)
    const match = compilePattern(pattern).exec(text)
    assert.equal(match && [...match], groups)
    assert.is(compilePattern(pattern).test(text), groups !== null)
  })
}

const atom = fc.constantFrom(
  'a',
  'b',
  '[ab]',
  '[^a]',
  '.',
  '\\d',
  '\\w',
  '\\s',
  '^',
  '$',
  '\\b',
  '\\B',
  '1',
  ' ',
  's',
  'é',
  '(?:a|ab)',
  '(b|a)',
)
const pattern = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    atom,
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
    tie('pattern').map((a) => `(${a})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?', '??'))
      .map(([a, q]) => `(?:${a})${q}`),
    fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?')).map(([a, q]) => `(${a})${q}`),
  ),
})).pattern
const text = fc
  .array(fc.constantFrom('a', 'b', 'A', '1', ' ', 's', 'ſ', 'é', '\n'), { maxLength: 9 })
  .map((c) => c.join(''))

test('the linear matcher finds what a RegExp finds, groups included', () => {
  let compared = 0
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      fc.pre(checkPattern(source) === undefined)
      const read = readPattern(source)
      const slots = findLinear(programOf(read.pattern), read.groups, subject, startFilter(read.pattern))
      const expected = new RegExp(source, 'iu').exec(subject)
      const groups =
        slots &&
        Array.from({ length: read.groups + 1 }, (_, i) =>
          slots[2 * i + 1]! < 0 ? undefined : subject.slice(slots[2 * i], slots[2 * i + 1]),
        )
      assert.equal(groups ?? null, expected && [...expected], source)
      assert.equal(new RegExp(toSource(read.pattern), 'iu').exec(subject), expected)
      compared++
    }),
    { numRuns: 4000 },
  )
  assert.ok(compared > 1000)
})

test('a pattern that takes digits alike finds the same place whatever the digits are', () => {
  for (const [source, alike] of [
    ['layer[ _]?\\d+', true],
    ['[^:,]+:\\s*\\w*', true],
    ['.[a-z]', true],
    ['layer 0', false],
    ['[1-9]\\d*', false],
    ['(?:a|fp8)+', false],
    ['[^5]x', false],
  ] as const)
    assert.is(compilePattern(source).takesDigitsAlike, alike, source)
  let compared = 0
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '7', 'a', 'b', ' ', '_'), maxLength: 9 })
  fc.assert(
    fc.property(pattern, digits, (source, subject) => {
      fc.pre(checkPattern(source) === undefined)
      const matcher = compilePattern(source)
      fc.pre(matcher.takesDigitsAlike)
      const alike = (part: string | undefined) => part?.replaceAll(/[0-9]/g, '0')
      assert.equal(
        matcher.exec(subject)?.map(alike) ?? null,
        matcher.exec(alike(subject)!)?.map(alike) ?? null,
        source,
      )
      compared++
    }),
    { numRuns: 3000 },
  )
  assert.ok(compared > 300)
})

test('labels made to explode a pattern are searched in linear time', () => {
  // Each of these takes a backtracking RegExp longer than anyone would wait.
  const cases: [string, string][] = [
    ['(?:a+)+$', `${'a'.repeat(textLimit - 1)}!`],
    ['^(?:a|a)*$', `${'a'.repeat(textLimit - 1)}!`],
    ['(?:\\s*,\\s*)+x', ' , '.repeat(1300)],
    ['\\d+(?:\\s*,[ _]*\\s*\\d+)*$', `${'1,   '.repeat(800)}x`],
    ['.*.*.*.*x', 'a'.repeat(textLimit)],
    [`${'a?'.repeat(40)}${'a'.repeat(40)}$`, `${'a'.repeat(60)}b`],
    ['(?:a|b|ab){30}c', 'ab'.repeat(1000)],
  ]
  for (const [source, subject] of cases) {
    assert.is(checkPattern(source), undefined, source)
    assert.is(compilePattern(source).test(subject), false, source)
    assert.is(compilePattern(source).exec(subject), null, source)
  }
  assert.is(compilePattern('(a+)+$').exec('a'.repeat(200))?.[1], 'a'.repeat(200))
})

test('growth is told by what can match in several ways', () => {
  const degree = (source: string) => growthOf(readPattern(source).pattern).degree
  assert.is(degree('^a*$'), 1)
  assert.is(degree('gpu'), 1)
  assert.is(degree('[ _]*='), 2)
  assert.is(degree('a*a*b'), 3)
  assert.is(degree('\\d+(?:,\\d+)*'), 2)
  assert.is(degree('(?:a|a)*'), Number.POSITIVE_INFINITY)
  assert.is(degree('(?:a+)+'), Number.POSITIVE_INFINITY)
})

test('a pattern tells the fewest characters that it matches', () => {
  for (const [pattern, least] of [
    ['out of memory', 13],
    ['a(bc|d)e', 3],
    ['\\bheads?\\b.*\\d{2,3}', 6],
    ['(ab){3}|x', 1],
    ['^$', 0],
  ] as const)
    assert.is(compilePattern(pattern).least, least, pattern)
})

test('any text is a pattern or has a problem', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'a',
      '(',
      ')',
      '[',
      ']',
      '^',
      '-',
      '\\',
      '?',
      ':',
      '{',
      '}',
      ',',
      '1',
      '*',
      '|',
      'u',
      'b',
      '<',
      '=',
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((parts) => parts.join('')),
      ),
      (source) => {
        const problem = checkPattern(source)
        if (problem === undefined) compilePattern(source).test('ab(1)')
        else assert.match(problem, /at character \d+/)
      },
    ),
    { numRuns: 3000 },
  )
})

test.run()
