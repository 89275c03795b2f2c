import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isEveryVersion, isWithin, rangeProblem } from '../../src/knowledge/version.js'

// In their order, as PEP 440 has it; each also in a dress that people give it.
const ascending = [
  ['0.4.6.dev12', 'v0.4.6.dev12'],
  ['0.4.6a1', '0.4.6alpha1'],
  ['0.4.6b2', '0.4.6-beta2'],
  ['0.4.6rc1', '0.4.6-rc1', 'V0.4.6.RC1'],
  ['0.4.6', 'v0.4.6', '0.4.6+cu121', '0.4.6-rocm700-mi35x', '0.4.6.0'],
  ['0.4.6.post5', '0.4.6-post5'],
  ['0.4.7', 'v0.4.7'],
  ['0.10', '0.10.0'],
  ['1.0.0rc3'],
  ['1.0'],
  ['2024.6.1'],
]

test('versions are ordered as Python packages order them, in whatever dress', () => {
  for (const [i, lower] of ascending.entries()) {
    for (const [j, upper] of ascending.entries()) {
      for (const a of lower) {
        const b = upper[0]!
        assert.is(isWithin(a, `<${b}`), i < j, `${a} < ${b}`)
        assert.is(isWithin(a, `>=${b}`), i >= j, `${a} >= ${b}`)
        assert.is(isWithin(a, `==${b}`), i === j, `${a} == ${b}`)
      }
    }
  }
})

test('all bounds of a range have to hold', () => {
  assert.is(isWithin('0.9.1', '>=0.8 <0.11'), true)
  assert.is(isWithin('0.11', '>=0.8, <0.11'), false)
  assert.is(isWithin('0.9', '>=0.8 !=0.9'), false)
})

test('what names no version is unknown, but for the range of all', () => {
  for (const text of ['', 'main', 'latest', 'nightly-2024']) {
    assert.is(isWithin(text, '>=0.8'), undefined, text)
    assert.is(isWithin(text, '*'), true, text)
  }
})

test('a range that is none is said to be', () => {
  for (const range of ['', ' ', '0.8', '~=0.8', '>=', '>=x', '>= 0.8', '* <1', '<0.5.1~', '>=0.8;<1']) {
    assert.type(rangeProblem(range), 'string', range)
    assert.is(isWithin('1', range), undefined, range)
    assert.is(isEveryVersion(range), false, range)
  }
  assert.is(rangeProblem('>=0.8 <0.11'), undefined)
  assert.is(isEveryVersion('*'), true)
})

test('any text is read in little time and without a throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (version, range) => {
      const within = isWithin(version, range)
      if (rangeProblem(range) !== undefined) assert.is(within, undefined)
    }),
  )
  assert.is(isWithin(`${'9.'.repeat(100_000)}x`, '>=1'), true)
})

test.run()
