import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isDate } from '../../src/check/dates.js'
import { fits } from '../../src/check/glob.js'

/** The same meaning by a regular expression, whose time nobody guards. */
function expected(text: string, pattern: string): boolean {
  const source = pattern.replace(/\\([\s\S])|([\s\S])/g, (_, taken?: string, plain?: string) => {
    if (plain === '*') return '[^]*'
    if (plain === '?') return '[^]'
    return `\\u{${(taken ?? plain!).codePointAt(0)!.toString(16)}}`
  })
  return new RegExp(`^${source}$`, 'u').test(text)
}

test('a pattern means what its signs say', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '\\'), maxLength: 8 })
  fc.assert(
    fc.property(letters, letters, (text, pattern) => {
      if (/(^|[^\\])(\\\\)*\\$/.test(pattern)) return
      assert.is(fits(text, pattern), expected(text, pattern), JSON.stringify([text, pattern]))
    }),
    { numRuns: 5000 },
  )
})

test('a long name and many stars take no long time', () => {
  const start = performance.now()
  assert.not.ok(fits('a'.repeat(20_000), `${'*a'.repeat(50)}b`))
  assert.ok(performance.now() - start < 2000)
})

test('a day is one of the calendar', () => {
  for (const day of ['2027-01-31', '2028-02-29', '0001-01-01', '9999-12-31']) assert.ok(isDate(day), day)
  for (const day of ['2027-02-29', '2027-13-01', '2027-1-1', '2027-00-10', '27-01-01', '2027-01-01T00:00'])
    assert.not.ok(isDate(day), day)
})

test.run()
