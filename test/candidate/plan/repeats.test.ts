import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { repeatedNames } from '../../../src/candidate/plan/json-scan.js'
import { repeatProblems } from '../../../src/candidate/plan/repeats.js'

/** Objects as lists of members, so that a name can occur twice. */
const text = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('1', '"a: \\"b\\":"', '"\\\\"', 'null', '{}', '[]'),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', '\\u0061', 'a\\"b'), tie('value')), {
        maxLength: 4,
      })
      .map((members) => `{${members.map(([name, value]) => `"${name}" : ${value}`).join(',')}}`),
  ),
})).value

test('names that occur twice in an object are told, and no others', () => {
  fc.assert(
    fc.property(text, (json) => {
      const places = repeatProblems(json, JSON.parse(json)).map(({ column }) => column - 1)
      assert.equal(places, repeatedNames(json).slice(0, 20))
    }),
    { numRuns: 1000 },
  )
})

test.run()
