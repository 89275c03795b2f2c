import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isWithin } from '../../src/knowledge/version.js'
import { areWithin } from '../../src/knowledge/version-ranges.js'

test('what lies in all of several ranges lies in another, does not, or may', () => {
  const cases: readonly (readonly [ranges: readonly string[], range: string, within: boolean | undefined])[] =
    [
      [['>=0.10.2'], '>=0.8', true],
      [['>=0.10.2'], '<0.5.1', false],
      [['>=0.10.2'], '<0.14', undefined],
      [['>=0.10.2', '<0.12'], '<0.14', true],
      [['>=0.10.2', '<0.12'], '>=0.10 <0.14', true],
      [['>0.8.5'], '<=0.8.5', false],
      [['>=0.8.5'], '<=0.8.5', undefined],
      [['==0.8.5'], '<=0.8.5', true],
      [['==0.8.5'], '!=0.8.5', false],
      [['>=0.8'], '!=0.8.5', undefined],
      [['>=0.9'], '!=0.8.5', true],
      [['>=0.8', '!=0.8'], '>0.8', true],
      [[], '*', true],
      [[], '>=0', undefined],
      // No version at all, and no range at all.
      [['>=0.8', '<0.7'], '*', undefined],
      [['>=0.8', '<=0.8', '!=0.8'], '*', undefined],
      [['0.8'], '*', undefined],
      [['>=0.8'], '0.8', undefined],
    ]
  for (const [ranges, range, within] of cases)
    assert.is(areWithin(ranges, range), within, `${ranges.join(', ')} within ${range}`)
})

const version = fc.oneof(
  fc.tuple(fc.nat(2), fc.nat(3)).map((parts) => parts.join('.')),
  fc.tuple(fc.nat(2), fc.constantFrom('rc1', '.post1', '.dev3')).map((parts) => parts.join('')),
)
const bound = fc
  .tuple(fc.constantFrom('>=', '<=', '<', '>', '==', '!='), version)
  .map((parts) => parts.join(''))
const range = fc.array(bound, { minLength: 1, maxLength: 3 }).map((bounds) => bounds.join(' '))

test('no version that lies in all of the ranges contradicts what is said of them', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 3 }), range, version, (ranges, asked, stated) => {
      if (!ranges.every((each) => isWithin(stated, each))) return
      const said = areWithin(ranges, asked)
      if (said !== undefined) assert.is(said, isWithin(stated, asked), `${stated} of ${ranges.join(', ')}`)
    }),
    { numRuns: 2000 },
  )
})

test('one version is within just the ranges that it is within', () => {
  fc.assert(
    fc.property(version, range, (stated, asked) => {
      assert.is(areWithin([`==${stated}`], asked), isWithin(stated, asked))
    }),
    { numRuns: 1000 },
  )
})

test.run()
