// A sample of `npm run damage`.
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { trials } from './trials.js'

test('the judge rejects damaged plans that compute something else, and no others', async () => {
  const { parallel } = await trials(160, 11)
  assert.ok(parallel.tried > 100)
  assert.ok(parallel.isGood(), parallel.report(20))
})

test.run()
