// A sample of `npm run prove`.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { complaintOf, title } from './complaint.js'
import { grid } from './grid.js'

test('plans of the grid are valid, typed throughout and equal to the unsharded model', async () => {
  const cases = [...grid()]
  assert.ok(cases.length >= 2000)
  for (let i = 40; i < cases.length; i += 149)
    assert.is(await complaintOf(cases[i]!, i % 2 === 1), undefined, title(cases[i]!))
})

test.run()
